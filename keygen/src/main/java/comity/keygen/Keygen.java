package comity.keygen;

import comity.record.act.Approval;
import comity.record.act.ApprovedDirectory;
import comity.record.act.Directory;
import comity.record.act.HolderKey;
import comity.record.act.Key;
import comity.record.act.MalformedAct;
import comity.record.act.Root;
import comity.record.act.SignatureAlgorithm;
import comity.record.x509.Certificate;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * {@code keygen COMMAND …}: what the holders of a State's root do, offline. Exit: 0 done, 1
 * refused, with the reason, 3 the question was wrong.
 */
public final class Keygen {
    private static final String USAGE =
            """
            keygen COMMAND …    (without a network; the files travel on a stick)

              holder --name NAME --out FILE [--p256] [--passphrase-file FILE]
                  makes one holder's keys: FILE, encrypted, stays with the holder; FILE.public.json
                  is for everybody. With --p256 the classical half is ES256 instead of Ed25519.
              root DIRECTORY --threshold M HOLDER.public.json… --out FILE
                  says who holds the root: of a State's first version, or from the next one on
              show DIRECTORY [--former FILE]
                  says in plain words what a version is or changes
              sign DIRECTORY --holder FILE --out FILE [--former FILE] [--yes] [--passphrase-file FILE]
                  shows that, asks, and approves it
              assemble DIRECTORY APPROVAL… --out FILE [--former FILE]
                  puts version and approvals together; refuses if there are too few. The node takes
                  the file: into its folder directory/approved, or on its page /directory
              revoke DIRECTORY KEY --at INSTANT --out FILE
              compromise DIRECTORY KEY --since INSTANT --out FILE
                  the next version with that key ended, or known to others since; to be approved
              certify DIRECTORY KEY --chain PEM [--anchors PEM] --out FILE
                  the next version with that key certified by the State's own PKI: its certificate first,
                  then those between it and an anchor; --anchors adds anchors to the directory's
              timestamps DIRECTORY --certificates PEM [--policies OID,…] --out FILE
                  the next version in which timestamps of these authorities count
              end-timestamps DIRECTORY --certificates PEM --at INSTANT --out FILE
                  the next version in which theirs of that time and later count no more

            DIRECTORY is the node's directory/next.json (what it asks to be approved) or
            directory/current.json (what stands). Instants are as 2026-11-23T09:30:00Z.
            Exit: 0 done, 1 refused, and why, 3 the question was wrong.
            """;

    private final PrintStream out;
    private final Holders holders;
    private final RandomGenerator random;

    Keygen(PrintStream out, Holders holders, RandomGenerator random) {
        this.out = out;
        this.holders = holders;
        this.random = random;
    }

    public static void main(String... arguments) {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.exit(
                new Keygen(out, new Holders(System.console()), new SecureRandom())
                        .run(List.of(arguments)));
    }

    int run(List<String> arguments) {
        if (arguments.isEmpty() || arguments.contains("--help") || arguments.contains("-h")) {
            out.print(USAGE);
            return arguments.isEmpty() ? 3 : 0;
        }
        try {
            var rest = arguments.subList(1, arguments.size());
            return switch (arguments.getFirst()) {
                case "holder" -> holder(rest);
                case "root" -> root(rest);
                case "show" -> show(rest);
                case "sign" -> sign(rest);
                case "assemble" -> assemble(rest);
                case "revoke" -> end(rest, "--at");
                case "compromise" -> end(rest, "--since");
                case "certify" -> certify(rest);
                case "timestamps" -> timestamps(rest);
                case "end-timestamps" -> endTimestamps(rest);
                default -> throw new WrongQuestion("there is no command " + arguments.getFirst());
            };
        } catch (WrongQuestion e) {
            out.println("keygen: " + e.getMessage());
            return 3;
        }
    }

    private int holder(List<String> rest) throws WrongQuestion {
        var asked =
                Options.of(rest, Set.of("--name", "--out", "--passphrase-file"), Set.of("--p256"));
        var algorithm =
                asked.flags().contains("--p256")
                        ? SignatureAlgorithm.ES256
                        : SignatureAlgorithm.EdDSA;
        var file = asked.value("--out");
        try {
            var key = HolderKey.create(asked.value("--name"), algorithm, random);
            holders.write(file, key, asked.optional("--passphrase-file"), random);
            out.printf(
                    "Made %s, encrypted, and %s.public.json (%s). Keep the first where nobody else"
                            + " comes to it, and a copy of it elsewhere.%n",
                    file, file, key.holder().id().brief());
            return 0;
        } catch (IllegalArgumentException e) {
            throw new WrongQuestion(String.valueOf(e.getMessage()));
        }
    }

    private int root(List<String> rest) throws WrongQuestion {
        var asked = Options.of(rest, Set.of("--threshold", "--out"), Set.of());
        var draft = Draft.read(asked.file(0, "version of the directory"));
        var held = new ArrayList<Root.Holder>();
        for (var file : asked.files().subList(1, asked.files().size())) {
            try {
                held.add(Root.Holder.of(Documents.read(file)));
            } catch (MalformedAct e) {
                throw new WrongQuestion(file + " holds no holder: " + e.getMessage());
            }
        }
        try {
            var root = new Root(Integer.parseInt(asked.value("--threshold")), held, false);
            var changed =
                    draft.document().get("root").isEmpty()
                            ? new Draft(
                                    draft.document().with("root", root.json()),
                                    Optional.empty(),
                                    List.of())
                            : draft.changed(directory -> directory.with(root));
            Documents.write(asked.value("--out"), changed.json());
            out.printf(
                    "Wrote %s. %d of %d holders must approve it%s. The root's fingerprint, for"
                            + " partners and courts: %s%n",
                    asked.value("--out"),
                    root.threshold(),
                    held.size(),
                    changed.former().isPresent() ? ", and enough of the former ones" : "",
                    root.fingerprint().hex());
            return 0;
        } catch (IllegalArgumentException e) {
            throw new WrongQuestion(
                    e instanceof NumberFormatException
                            ? "--threshold is a number"
                            : String.valueOf(e.getMessage()));
        }
    }

    private int show(List<String> rest) throws WrongQuestion {
        var asked = Options.of(rest, Set.of("--former"), Set.of());
        var draft = Draft.read(asked.file(0, "version of the directory"));
        // What was approved is shown whole; what is to be approved, against the version before.
        var former =
                draft.approvals().isEmpty() || asked.optional("--former").isPresent()
                        ? draft.former(asked.optional("--former"))
                        : Optional.<Directory>empty();
        Changes.of(former, draft.directory()).forEach(out::println);
        out.println("Digest of this version: " + draft.directory().digest().hex());
        return 0;
    }

    private int sign(List<String> rest) throws WrongQuestion {
        var asked =
                Options.of(
                        rest,
                        Set.of("--holder", "--former", "--passphrase-file", "--out"),
                        Set.of("--yes"));
        var draft = Draft.read(asked.file(0, "version of the directory"));
        var directory = draft.directory();
        var former = draft.former(asked.optional("--former"));
        Changes.of(former, directory).forEach(out::println);
        if (former.filter(before -> !directory.keepsAll(before)).isPresent()) {
            out.println("keygen: refused: entries of the former version may not change so.");
            return 1;
        }
        if (!asked.flags().contains("--yes") && !holders.agrees("Approve this?")) {
            out.println("keygen: not approved.");
            return 1;
        }
        var key = holders.open(asked.value("--holder"), asked.optional("--passphrase-file"));
        var id = key.holder().id();
        var known =
                directory.root().holder(id).isPresent()
                        || former.flatMap(before -> before.root().holder(id)).isPresent();
        if (!known) {
            out.println("keygen: refused: " + key.name() + " holds no share of this root.");
            return 1;
        }
        Documents.write(asked.value("--out"), key.approve(directory).json());
        out.printf(
                "%s approved version %d: %s%n",
                key.name(), directory.version(), asked.value("--out"));
        return 0;
    }

    private int assemble(List<String> rest) throws WrongQuestion {
        var asked = Options.of(rest, Set.of("--former", "--out"), Set.of());
        var draft = Draft.read(asked.file(0, "version of the directory"));
        var former = draft.former(asked.optional("--former"));
        var approvals = new ArrayList<Approval>();
        for (var file : asked.files().subList(1, asked.files().size())) {
            try {
                approvals.add(Approval.of(Documents.read(file)));
            } catch (MalformedAct e) {
                throw new WrongQuestion(file + " holds no approval: " + e.getMessage());
            }
        }
        var approved = new ApprovedDirectory(draft.directory(), approvals);
        var objection = approved.objection(former, _ -> former.isEmpty());
        if (objection.isPresent()) {
            out.println("keygen: refused: " + sentence(objection.get(), approved, former));
            return 1;
        }
        Documents.write(asked.value("--out"), approved.json());
        out.printf(
                "Wrote %s, version %d with %d approvals. Root: %s%n",
                asked.value("--out"),
                approved.directory().version(),
                approvals.size(),
                approved.directory().root().fingerprint().hex());
        return 0;
    }

    private static String sentence(
            String code, ApprovedDirectory approved, Optional<Directory> former) {
        var directory = approved.directory();
        return switch (code) {
            case "root.too-few-approvals" ->
                    "%d of the holders approved exactly this version; %d must."
                            .formatted(
                                    directory.root().approving(directory, approved.approvals()),
                                    directory.root().threshold());
            case "root.too-few-former-approvals" ->
                    "the root changes, and %d of its former holders approved that; %d must."
                            .formatted(
                                    former.orElseThrow()
                                            .root()
                                            .approving(directory, approved.approvals()),
                                    former.orElseThrow().root().threshold());
            case "directory.drops-entries" ->
                    "it leaves out, changes or widens what the former version lists.";
            default -> "it does not follow the former version (" + code + ").";
        };
    }

    private int end(List<String> rest, String option) throws WrongQuestion {
        var asked = Options.of(rest, Set.of(option, "--out"), Set.of());
        var draft = Draft.read(asked.file(0, "version of the directory"));
        var id = asked.file(1, "key");
        var at = instant(asked.value(option));
        if (draft.directory().key(id).isEmpty())
            throw new WrongQuestion(
                    "there is no key " + id + "; there are " + ids(draft.directory()));
        UnaryOperator<Key> end =
                option.equals("--at") ? key -> key.endedAt(at) : key -> key.compromisedSince(at);
        var changed =
                draft.changed(
                        directory ->
                                directory.withKeys(
                                        directory.keys().stream()
                                                .map(
                                                        key ->
                                                                key.id().equals(id)
                                                                        ? end.apply(key)
                                                                        : key)
                                                .toList()));
        Documents.write(asked.value("--out"), changed.json());
        Changes.of(changed.former(Optional.empty()), changed.directory()).forEach(out::println);
        out.println("Wrote " + asked.value("--out") + ", to be approved by the holders.");
        return 0;
    }

    private int certify(List<String> rest) throws WrongQuestion {
        var asked = Options.of(rest, Set.of("--chain", "--anchors", "--out"), Set.of());
        var draft = Draft.read(asked.file(0, "version of the directory"));
        var id = asked.file(1, "key");
        var key = draft.directory().key(id);
        if (key.isEmpty())
            throw new WrongQuestion(
                    "there is no key " + id + "; there are " + ids(draft.directory()));
        var chain = Certifying.read(asked.value("--chain"));
        var anchors = asked.optional("--anchors");
        var more = anchors.isPresent() ? Certifying.read(anchors.get()) : List.<Certificate>of();
        return written(
                draft.changed(directory -> Certifying.certified(directory, key.get(), chain, more)),
                asked.value("--out"));
    }

    private int timestamps(List<String> rest) throws WrongQuestion {
        var asked = Options.of(rest, Set.of("--certificates", "--policies", "--out"), Set.of());
        var draft = Draft.read(asked.file(0, "version of the directory"));
        var authorities = Certifying.read(asked.value("--certificates"));
        var policies =
                asked.optional("--policies")
                        .map(text -> Set.copyOf(List.of(text.split(","))))
                        .orElse(Set.of());
        return written(
                draft.changed(directory -> Certifying.stampedBy(directory, authorities, policies)),
                asked.value("--out"));
    }

    private int endTimestamps(List<String> rest) throws WrongQuestion {
        var asked = Options.of(rest, Set.of("--certificates", "--at", "--out"), Set.of());
        var draft = Draft.read(asked.file(0, "version of the directory"));
        var ended =
                Certifying.ended(
                        draft.directory(),
                        Certifying.read(asked.value("--certificates")),
                        instant(asked.value("--at")));
        return written(
                draft.changed(
                        directory ->
                                directory.withTimestampAuthorities(
                                        ended.log().timestampAuthorities())),
                asked.value("--out"));
    }

    /** Refused here, with place and reason, before anybody approves what no reader would take. */
    private int written(Draft changed, String to) throws WrongQuestion {
        try {
            Directory.of(changed.document());
        } catch (MalformedAct e) {
            out.println("keygen: refused: " + e.getMessage() + ".");
            return 1;
        }
        Documents.write(to, changed.json());
        Changes.of(changed.former(Optional.empty()), changed.directory()).forEach(out::println);
        out.println("Wrote " + to + ", to be approved by the holders.");
        return 0;
    }

    private static List<String> ids(Directory directory) {
        return directory.keys().stream().map(Key::id).toList();
    }

    private static Instant instant(String text) throws WrongQuestion {
        try {
            return Instant.parse(text);
        } catch (DateTimeException _) {
            throw new WrongQuestion(text + " is no instant, such as 2026-11-23T09:30:00Z");
        }
    }
}
