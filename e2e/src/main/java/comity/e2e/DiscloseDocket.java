package comity.e2e;

import comity.record.act.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * {@code ./comity disclose --docket ID}: a docket in part, made by a running node, which records it
 * as an act. The session comes from the environment, or is a demo person's.
 */
public final class DiscloseDocket {
    private static final int REFUSED = 1;
    private static final int WRONG_QUESTION = 3;
    private static final Set<String> OPTIONS =
            Set.of(
                    "--docket",
                    "--node",
                    "--audience",
                    "--recipient",
                    "--reasons",
                    "--withhold",
                    "--only",
                    "--office",
                    "--person",
                    "--out");
    private static final List<String> SECTIONS =
            List.of("officer", "terms", "subject", "facts", "reasons", "exhibits", "victims");

    private DiscloseDocket() {}

    public static void main(String... arguments) throws IOException {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(
                run(
                        List.of(arguments),
                        Optional.ofNullable(System.getenv("COMITY_SESSION")),
                        out,
                        err));
    }

    static int run(
            List<String> arguments, Optional<String> session, PrintStream out, PrintStream err)
            throws IOException {
        var asked = new TreeMap<String, String>();
        for (var i = 0; i < arguments.size(); i += 2) {
            if (!OPTIONS.contains(arguments.get(i)) || i + 1 == arguments.size()) {
                err.println("disclose: " + arguments.get(i) + "? (--help tells more)");
                return WRONG_QUESTION;
            }
            asked.put(arguments.get(i), arguments.get(i + 1));
        }
        for (var needed : List.of("--docket", "--audience", "--recipient", "--reasons", "--out")) {
            if (asked.containsKey(needed)) continue;
            err.println("disclose: " + needed + " is missing (--help tells more)");
            return WRONG_QUESTION;
        }
        try {
            var node = signedIn(asked, session);
            var answer =
                    node.post("/dockets/" + asked.get("--docket") + "/disclosures", body(asked))
                            .expect(200);
            Files.write(Path.of(asked.getOrDefault("--out", "")), answer.bytes());
            out.println("Recorded as an act, and written: " + asked.get("--out"));
            return 0;
        } catch (Client.Refused e) {
            err.println("disclose: the node refused (" + e.getMessage() + ")");
            return REFUSED;
        }
    }

    private static Client signedIn(Map<String, String> asked, Optional<String> session) {
        var node = Client.of(URI.create(asked.getOrDefault("--node", "http://localhost:8443")));
        var token =
                Optional.ofNullable(asked.get("--person"))
                        .flatMap(
                                person ->
                                        node.post(
                                                        "/demo/session",
                                                        Json.object().with("person", person))
                                                .expect(201)
                                                .json()
                                                .text("token"))
                        .or(() -> session);
        var known = token.map(node::bearing).orElse(node);
        return Optional.ofNullable(asked.get("--office")).map(known::inOffice).orElse(known);
    }

    private static Json body(Map<String, String> asked) {
        var body =
                Json.object()
                        .with("audience", asked.getOrDefault("--audience", ""))
                        .with("recipient", asked.getOrDefault("--recipient", ""))
                        .with("reasons", asked.getOrDefault("--reasons", ""));
        var only = Optional.ofNullable(asked.get("--only"));
        var withhold =
                only.map(
                                kept -> {
                                    var all = new TreeSet<>(SECTIONS);
                                    List.of(kept.split(",")).forEach(all::remove);
                                    return List.copyOf(all);
                                })
                        .or(
                                () ->
                                        Optional.ofNullable(asked.get("--withhold"))
                                                .map(names -> List.of(names.split(","))));
        return withhold.map(names -> body.with("withheld", Json.strings(names))).orElse(body);
    }
}
