package comity.evidence.dossier;

import comity.record.act.Digest;
import comity.record.act.Directories;
import comity.record.act.Envelope;
import comity.record.act.Json;
import comity.record.act.Roll;
import comity.treaty.docket.Act;
import comity.treaty.docket.Docket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How to ask each question of a report again with {@code sha256sum}, {@code openssl}, {@code
 * unzip}, {@code jq} and {@code python3}: the commands, made for this very file, and what they have
 * to print. Nobody who has them needs to believe this program.
 */
final class ByHand {
    private final Shell shell;
    private final Dossier dossier;
    private final Docket docket;
    private final Logs logs;
    private final SignaturesByHand signatures;
    private final LogsByHand proofs;
    private final Map<Digest, Envelope> acts = new HashMap<>();

    /**
     * @param signed the acts of whom it is known already that their authority's key signed them
     */
    ByHand(
            String name,
            Dossier dossier,
            Docket docket,
            Directories directories,
            Logs logs,
            Set<Digest> signed) {
        this.shell = new Shell(name);
        dossier.acts().forEach(act -> acts.putIfAbsent(act.digest(), act));
        this.dossier = dossier;
        this.docket = docket;
        this.logs = logs;
        this.signatures = new SignaturesByHand(shell, dossier, directories, signed);
        this.proofs = new LogsByHand(shell, dossier, directories, logs);
    }

    /** What can be done by hand about a file that cannot be read as a case file. */
    static List<Step> ofNoCaseFile(String name) {
        return List.of(new Step("unzip", "unzip -tq " + Shell.quoted(name), Optional.empty()));
    }

    List<Step> of(Report.Line line) {
        var act = line.act().flatMap(this::act);
        return switch (line.id()) {
            case "file" -> files(line);
            case "container" -> container(line);
            case "root" -> signatures.root(line);
            case "profile" -> profile(line);
            case "signature" -> act.map(signatures::authority).orElseGet(this::signaturesOfAll);
            case "certificate" -> signatures.certificate(line);
            case "personal" -> act.map(signatures::person).orElse(List.of());
            case "order" -> order();
            case "seen" -> act.map(one -> seen(one)).orElseGet(proofs::places);
            case "log" -> act.map(proofs::inclusion).orElseGet(() -> proofs.of(line));
            case "time" -> act.map(proofs::times).orElse(List.of());
            case "stamp" ->
                    line.facts().containsKey("sha256") ? exhibitTime(line) : proofs.stamp(line);
            case "witnessed" -> act.map(proofs::times).orElse(List.of());
            case "loss" -> line.act().map(this::lost).orElse(List.of());
            case "page" -> line.act().map(this::page).orElse(List.of());
            case "ruling" -> act.map(this::rules).orElseGet(this::rulesOfAll);
            case "authorised" -> act.map(this::authorised).orElse(List.of());
            case "scope" -> act.map(this::scope).orElse(List.of());
            case "custody" -> act.map(one -> custody(line, one)).orElse(List.of());
            case "sections" -> act.map(one -> sections(line, one)).orElse(List.of());
            case "upto" -> proofs.size(line);
            default -> List.of();
        };
    }

    private List<Step> custody(Report.Line line, Envelope act) {
        var steps = new ArrayList<>(signatures.source(act, line));
        steps.addAll(exhibits(act));
        return steps;
    }

    private Optional<Envelope> act(Digest digest) {
        return Optional.ofNullable(acts.get(digest));
    }

    private static Step step(String tool, String command, String prints) {
        return new Step(tool, command, Optional.of(prints));
    }

    private List<Step> files(Report.Line line) {
        var hash = Optional.ofNullable(line.facts().get("sha256"));
        if (line.code().equals("file.whole")) return whole();
        if (hash.isEmpty())
            return List.of(
                    new Step(
                            "unzip",
                            "unzip -Z1 " + Shell.quoted(shell.caseFile()) + " 'exhibits/*'",
                            Optional.empty()));
        var lies = dossier.exhibits().stream().filter(at -> at.split("/")[1].equals(hash.get()));
        var entry = lies.findFirst();
        var signed =
                step(
                        "jq",
                        shell.each(
                                        digests(),
                                        "ENTRY | jq -r '.sections.exhibits.content.exhibits[]? | select(.sha256 == \""
                                                + hash.get()
                                                + "\") | .sha256'")
                                + " | sort -u",
                        hash.get());
        if (entry.isEmpty()) return List.of(signed);
        var found = Optional.ofNullable(line.facts().get("found"));
        var sha256 =
                new Step(
                        "sha256sum",
                        shell.unzip(entry.get()) + " | sha256sum",
                        line.status() == Report.Status.PASSED
                                ? hash.map(same -> same + "  -")
                                : found.map(other -> other + "  -"));
        return List.of(sha256, signed);
    }

    /** The signature where there is one; and that each file beside the acts says what they say. */
    private List<Step> container(Report.Line line) {
        var byHand = new ContainerByHand(shell);
        var key = Optional.ofNullable(line.facts().get("key"));
        var file = Optional.ofNullable(line.facts().get("file"));
        return switch (line.code()) {
            case "container.signed", "container.stamped", "container.trial" ->
                    List.of(
                            byHand.covered(covered()),
                            byHand.signed(true),
                            byHand.key(key.orElseThrow()));
            case "container.refused", "container.unknown" -> List.of(byHand.signed(false));
            case "container.archived", "container.archived-trial" ->
                    List.of(byHand.archived(dossier.manifest("exporter")), byHand.archivedAll());
            case "container.beside", "container.unsigned" ->
                    List.of(
                            step(
                                    "jq",
                                    "unzip -p "
                                            + Shell.quoted(shell.caseFile())
                                            + " manifest.json | jq -r '.signer // \"nobody\"'",
                                    dossier.signer().orElse("nobody")));
            default -> file.map(this::bytes).orElse(List.of());
        };
    }

    /** What openssl says of an exhibit's timestamp; of one that waits, what the manifest says. */
    private List<Step> exhibitTime(Report.Line line) {
        var sha256 = line.facts().getOrDefault("sha256", "");
        return switch (line.code()) {
            case "stamp.exhibit", "stamp.exhibit-trial" -> {
                var container = new ContainerByHand(shell);
                var exporter = dossier.manifest("exporter");
                var steps = new ArrayList<Step>();
                steps.add(container.exhibits(exporter, List.of(new Digest(sha256))));
                var times = Integer.parseInt(line.facts().getOrDefault("count", "0"));
                if (times > 0)
                    steps.add(
                            new RenewalsByHand(shell, container.authorities(exporter), times)
                                    .of(new Digest(sha256)));
                yield steps;
            }
            case "stamp.pending" ->
                    List.of(
                            step(
                                    "jq",
                                    "unzip -p "
                                            + Shell.quoted(shell.caseFile())
                                            + " manifest.json | jq -r '.pending[] | select(.sha256 == \""
                                            + sha256
                                            + "\") | .since'",
                                    line.facts().getOrDefault("since", "")));
            default -> List.of();
        };
    }

    /** How many files the signature lists. */
    private int covered() {
        var beside =
                dossier.names().stream()
                        .filter(name -> DossierWriter.SIGNED.contains(name) || Archived.isOne(name))
                        .count();
        return dossier.names().size() - (int) beside;
    }

    private List<Step> bytes(String entry) {
        return List.of(
                new Step("sha256sum", shell.unzip(entry) + " | sha256sum", Optional.empty()));
    }

    private List<Step> whole() {
        var file = Shell.quoted(shell.caseFile());
        return List.of(
                step(
                        "unzip",
                        "unzip -tq " + file,
                        "No errors detected in compressed data of " + shell.caseFile() + "."),
                step(
                        "jq",
                        "unzip -p "
                                + file
                                + " manifest.json | jq -r '[.acts, .exhibits] | map(length) | join(\" \")'",
                        dossier.acts().size() + " " + dossier.exhibits().size()),
                step(
                        "sha256sum",
                        "unzip -p " + file + " manifest.json | jq -jcS . | sha256sum",
                        dossier.contents().hex() + "  -"));
    }

    private List<Digest> digests() {
        return dossier.acts().stream().map(Envelope::digest).toList();
    }

    /** What stands in the header of a section that is not here; or what a certificate names. */
    private List<Step> sections(Report.Line line, Envelope act) {
        var section = Optional.ofNullable(line.facts().get("section"));
        if (section.isEmpty())
            return List.of(
                    step(
                            "jq",
                            shell.act(act.digest()) + " | jq -r .header.type",
                            act.header().type()));
        var signed = Optional.ofNullable(act.header().sections().get(section.get()));
        var here = act.sections().containsKey(section.get()) ? "here" : "not here";
        return List.of(
                step(
                        "jq",
                        shell.act(act.digest())
                                + " | jq -r '.header.sections[\"NAME\"], (if .sections[\"NAME\"] then \"here\" else \"not here\" end)'"
                                        .replace("NAME", section.get()),
                        signed.map(Digest::hex).orElse("null") + "\n" + here));
    }

    /** Which places of its log a State declared as lost. */
    private List<Step> lost(Digest act) {
        var said =
                beside(act)
                        .flatMap(Losses::read)
                        .map(
                                loss ->
                                        loss.places().stream()
                                                .map(lost -> lost.from() + " " + lost.to())
                                                .collect(Collectors.joining("\n")));
        return List.of(
                new Step(
                        "jq",
                        shell.act("directories", act)
                                + " | jq -r '.sections.loss.content.places[] | [.from, .to] | join(\" \")'",
                        said));
    }

    /** The SHA-256 that the State published; sha256sum of the page's file is the other half. */
    private List<Step> page(Digest act) {
        return List.of(
                new Step(
                        "jq",
                        shell.act("directories", act) + " | jq -r .sections.entry.content.sha256",
                        beside(act)
                                .flatMap(one -> one.content(Roll.ENTRY))
                                .flatMap(entry -> entry.text("sha256"))));
    }

    private Optional<Envelope> beside(Digest act) {
        return dossier.directories().stream().filter(one -> one.digest().equals(act)).findFirst();
    }

    private List<Step> profile(Report.Line line) {
        return line.act()
                .map(
                        act ->
                                List.of(
                                        new Step(
                                                "jq",
                                                shell.act("profiles", act)
                                                        + " | jq -r '.sections.profile.content.version // \"-\"'",
                                                Optional.ofNullable(line.facts().get("version")))))
                .orElse(List.of());
    }

    /** Every digest first, then every signature. */
    private List<Step> signaturesOfAll() {
        var steps = new ArrayList<Step>();
        var file = Shell.quoted(shell.caseFile());
        steps.add(
                step(
                        "sha256sum",
                        "unzip -p "
                                + file
                                + " manifest.json | jq -r '.acts[]' | while read -r d; do\n"
                                + "  unzip -p "
                                + file
                                + " acts/$d.json | jq -jcS .header | sha256sum | cut -c1-64\ndone",
                        digests().stream().map(Digest::hex).collect(Collectors.joining("\n"))));
        if (dossier.acts().stream().anyMatch(act -> !act.sections().isEmpty()))
            steps.add(
                    step(
                            "sha256sum",
                            "unzip -p "
                                    + file
                                    + " manifest.json | jq -r '.acts[]' | while read -r d; do\n"
                                    + "  unzip -p "
                                    + file
                                    + " acts/$d.json >act.json\n"
                                    + "  jq -r '.sections | keys[]' act.json | while read -r s; do\n"
                                    + "    h=$(jq -jcS --arg s \"$s\" '.sections[$s]' act.json | sha256sum | cut -c1-64)\n"
                                    + "    jq -r --arg s \"$s\" --arg h \"$h\" 'if .header.sections[$s] == $h then \"same\" else \"OTHER\" end' act.json\n"
                                    + "  done\ndone | sort -u",
                            "same"));
        dossier.acts().forEach(act -> steps.addAll(signatures.authority(act)));
        return steps;
    }

    private List<Step> order() {
        var file = Shell.quoted(shell.caseFile());
        return List.of(
                step(
                        "jq",
                        "unzip -p "
                                + file
                                + " manifest.json | jq -r '.acts[]' >acts.txt\n"
                                + "while read -r d; do unzip -p "
                                + file
                                + " acts/$d.json | jq -r '.header.seen[]'; done <acts.txt |\n"
                                + "  sort -u | grep -vcxF -f acts.txt",
                        Integer.toString(docket.unknown().size())));
    }

    /** Where its own log holds an act and whatever it is concurrent with; and what it names. */
    private List<Step> seen(Envelope act) {
        var state = act.header().author().state();
        var shown = new ArrayList<Digest>();
        for (var other : dossier.acts()) {
            if (other.digest().equals(act.digest())
                    || docket.causality().concurrent(act.digest(), other.digest()))
                shown.add(other.digest());
        }
        var steps = new ArrayList<>(proofs.places(state, shown));
        steps.add(
                step(
                        "jq",
                        shell.act(act.digest()) + " | jq -r '.header.seen[]'",
                        act.header().seen().stream()
                                .map(Digest::hex)
                                .collect(Collectors.joining("\n"))));
        return steps;
    }

    private List<Step> rules(Envelope act) {
        return List.of(
                step(
                        "jq",
                        shell.act(act.digest()) + " | jq -r .header.rules",
                        act.header().rules().hex()),
                new Step(
                        "jq",
                        shell.act(act.digest()) + " | jq '.sections | map_values(.content)'",
                        Optional.empty()));
    }

    private List<Step> rulesOfAll() {
        return List.of(
                step(
                        "jq",
                        shell.each(digests(), "ENTRY | jq -r .header.rules") + " | sort -u",
                        dossier.acts().stream()
                                .map(act -> act.header().rules())
                                .collect(Collectors.toCollection(TreeSet::new))
                                .stream()
                                .map(Digest::hex)
                                .collect(Collectors.joining("\n"))));
    }

    /**
     * The chain of names from the production to what authorised it, and their places in the log.
     */
    private List<Step> authorised(Envelope production) {
        var steps = new ArrayList<Step>();
        var chain = new ArrayList<Digest>();
        var order = term(production, "order");
        order.ifPresent(named -> steps.add(named(production.digest(), "order", named)));
        var authorisation = order.flatMap(this::act).flatMap(act -> term(act, "authorisation"));
        authorisation.ifPresent(
                named -> {
                    steps.add(named(order.orElseThrow(), "authorisation", named));
                    chain.add(named);
                });
        chain.add(production.digest());
        steps.addAll(proofs.places(production.header().author().state(), chain));
        return steps;
    }

    private Step named(Digest act, String term, Digest named) {
        return step("jq", shell.act(act) + " | jq -r .sections.terms.content." + term, named.hex());
    }

    private Optional<Digest> term(Envelope act, String name) {
        return act.content("terms")
                .flatMap(terms -> terms.text(name))
                .filter(hex -> hex.matches("[0-9a-f]{64}"))
                .map(Digest::new);
    }

    /** The limits of the production and of its authorisation, one below the other. */
    private List<Step> scope(Envelope production) {
        var authorisation =
                term(production, "order")
                        .flatMap(this::act)
                        .flatMap(act -> term(act, "authorisation"))
                        .flatMap(this::act);
        return Stream.concat(authorisation.stream(), Stream.of(production))
                .map(
                        act ->
                                new Step(
                                        "jq",
                                        shell.act(act.digest())
                                                + " | jq -rc '[.sections.subject.content.accounts, .sections.terms.content.categories, .sections.terms.content.from, .sections.terms.content.to]'",
                                        Optional.of(limits(act)).filter(_ -> isPlain(act))))
                .toList();
    }

    private static String limits(Envelope act) {
        var terms = act.content("terms").orElse(Json.EMPTY);
        var values = new ArrayList<String>();
        values.add(list(act.content("subject").orElse(Json.EMPTY), "accounts"));
        values.add(list(terms, "categories"));
        values.add(terms.text("from").map(ByHand::string).orElse("null"));
        values.add(terms.text("to").map(ByHand::string).orElse("null"));
        return "[" + String.join(",", values) + "]";
    }

    private static String list(Json.Obj object, String name) {
        if (object.get(name).isEmpty()) return "null";
        return object.texts(name).stream()
                .map(ByHand::string)
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static String string(String text) {
        return '"' + text + '"';
    }

    /** Whether {@code jq} prints these texts as they are, with nothing escaped. */
    private static boolean isPlain(Envelope act) {
        return !limits(act).contains("\\")
                && limits(act).chars().allMatch(c -> c >= 0x20 && c < 0x7f)
                && limits(act).chars().filter(c -> c == '"').count() % 2 == 0;
    }

    private List<Step> exhibits(Envelope act) {
        var acts = new ArrayList<Digest>();
        docket.all(Act.Produce.class).forEach(entry -> acts.add(entry.digest()));
        if (!acts.contains(act.digest())) acts.add(act.digest());
        return acts.stream()
                .flatMap(digest -> act(digest).stream())
                .map(
                        named ->
                                step(
                                        "jq",
                                        shell.act(named.digest())
                                                + " | jq -r '.sections.exhibits.content.exhibits[]? | .sha256, .derivedFrom // empty'",
                                        hashes(named)))
                .toList();
    }

    private static String hashes(Envelope act) {
        var hashes = new ArrayList<String>();
        for (var item : act.content("exhibits").orElse(Json.EMPTY).items("exhibits")) {
            if (!(item instanceof Json.Obj exhibit)) continue;
            exhibit.text("sha256").ifPresent(hashes::add);
            exhibit.text("derivedFrom").ifPresent(hashes::add);
        }
        return String.join("\n", hashes);
    }
}
