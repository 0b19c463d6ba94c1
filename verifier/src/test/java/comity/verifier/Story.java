package comity.verifier;

import comity.evidence.dossier.Contents;
import comity.evidence.dossier.DossierWriter;
import comity.evidence.dossier.ExhibitTime;
import comity.evidence.dossier.LogProofs;
import comity.evidence.dossier.Roots;
import comity.record.act.ApprovedDirectory;
import comity.record.act.Assertion;
import comity.record.act.Author;
import comity.record.act.Causality;
import comity.record.act.Digest;
import comity.record.act.Directory;
import comity.record.act.Envelope;
import comity.record.act.Header;
import comity.record.act.Json;
import comity.record.act.Pseudonym;
import comity.record.act.Section;
import comity.record.act.SignatureAlgorithm;
import comity.record.act.SigningKey;
import comity.record.tlog.Note;
import comity.record.x509.ContainerSigner;
import comity.treaty.docket.Cooperation;
import comity.treaty.law.Profile;
import comity.treaty.law.Profiles;
import comity.treaty.rules.Examples;
import comity.treaty.rules.Rulebook;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * One request from the first authorisation to the receipt of the evidence, between two States with
 * real keys and logs, and the case file that the asking State writes of it. It takes the place of
 * two nodes; what is written and verified is written and verified by the real code.
 *
 * <p>Who holds a State's keys can lie with them: {@link #when} changes an act before it is signed,
 * {@link #instead} what is said beside it, {@link #also} adds an act.
 */
final class Story {
    static final byte[] PRODUCED = "From orlov\n\nAll of it.\n".getBytes(StandardCharsets.UTF_8);
    static final byte[] TRANSMITTED = "From orlov\n\nTen days.\n".getBytes(StandardCharsets.UTF_8);
    static final byte[] EXTRACTED = "Ten days.\n".getBytes(StandardCharsets.UTF_8);
    private static final Duration STEP = Duration.ofMinutes(1);

    final Nation arcadia = new Nation("XA", 1);
    final Nation borduria = new Nation("XB", 2);
    final UUID docket;
    final List<Envelope> directories = new ArrayList<>();
    final List<Envelope> profiles = new ArrayList<>();
    private final Map<String, List<Envelope>> held =
            Map.of("XA", new ArrayList<>(), "XB", new ArrayList<>());
    private final Map<String, Consumer<Draft>> changes = new TreeMap<>();
    private final Map<String, UnaryOperator<Envelope>> replacements = new TreeMap<>();
    private final Map<String, List<Step>> additions = new TreeMap<>();
    private final Map<String, Digest> acts = new LinkedHashMap<>();
    private final SortedSet<Long> stampedSizes = new TreeSet<>();
    private final List<LogProofs.Stamped> stamps = new ArrayList<>();
    Instant now = Instant.parse("2026-11-23T09:00:00Z");

    /** Stamps the list of everything in a signed container; by default nobody does. */
    Function<byte[], Optional<byte[]>> archive = _ -> Optional.empty();

    /** An act as its author composes it; everything in it may be changed before it is signed. */
    static final class Draft {
        final Map<String, Json.Obj> content = new TreeMap<>();
        SortedSet<Digest> seen = new TreeSet<>();
        Digest rules;
        String after;
        SigningKey key;
        Optional<UUID> id = Optional.empty();

        Draft(Digest rules, String after, SigningKey key) {
            this.rules = rules;
            this.after = after;
            this.key = key;
        }

        void say(String section, String name, Json value) {
            content.put(section, content.getOrDefault(section, Json.EMPTY).with(name, value));
        }

        void say(String section, String name, String text) {
            say(section, name, new Json.Str(text));
        }
    }

    private record Step(
            Nation author,
            String authority,
            String office,
            String person,
            String name,
            String type) {
        Step(Nation author, String authority, String office, String person, String type) {
            this(author, authority, office, person, type, type);
        }
    }

    Story() {
        this.docket = arcadia.id(now);
    }

    /** The act of this name is changed before it is signed. */
    Story when(String name, Consumer<Draft> change) {
        changes.put(name, change);
        return this;
    }

    /** What is beside the header of the act of this name is replaced: its digest stays. */
    Story instead(String name, UnaryOperator<Envelope> replacement) {
        replacements.put(name, replacement);
        return this;
    }

    /** Arcadia's central authority takes one act more, after the act of this name. */
    Story also(String after, String type) {
        additions
                .computeIfAbsent(after, _ -> new ArrayList<>())
                .add(new Step(arcadia, "central-authority", "CAO", "second", type));
        return this;
    }

    /**
     * At the end an inspector of Arcadia's proposes to read why the request was authorised, and
     * somebody of the same body agrees.
     */
    Story opened(String by) {
        arcadia.watched();
        additions
                .computeIfAbsent("confirm-receipt", _ -> new ArrayList<>())
                .addAll(
                        List.of(
                                new Step(
                                        arcadia,
                                        "oversight",
                                        "OVS",
                                        "inspector",
                                        "propose-opening"),
                                new Step(arcadia, "oversight", "OVS", by, "answer-opening")));
        return this;
    }

    /**
     * At the end a judge of review of Borduria's quashes what let it execute, Arcadia tells what it
     * did with the evidence, and more follows of these types.
     */
    Story reviewed(String... then) {
        return walkedOn("reviewer", then);
    }

    /**
     * At the end another judge of Arcadia's admits counsel, and more follows of these types: of
     * judges, or of the central authority.
     */
    Story defended(String... then) {
        arcadia.reviewing();
        var steps = additions.computeIfAbsent("confirm-receipt", _ -> new ArrayList<>());
        steps.add(new Step(arcadia, "court", "JUD", "reviewer", "admit"));
        for (var type : then)
            steps.add(
                    Cooperation.personal(type)
                            ? new Step(arcadia, "court", "JUD", "reviewer", type)
                            : new Step(arcadia, "central-authority", "CAO", "second", type));
        return this;
    }

    /**
     * At the end Arcadia's central authority reports what it received as disclosed by mistake, and
     * more follows of these types: of an inspector, or of the central authority.
     */
    Story mistaken(String... then) {
        arcadia.watched();
        var steps = additions.computeIfAbsent("confirm-receipt", _ -> new ArrayList<>());
        steps.add(new Step(arcadia, "central-authority", "CAO", "second", "report-error"));
        for (var type : then)
            steps.add(
                    Cooperation.personal(type)
                            ? new Step(arcadia, "oversight", "OVS", "inspector", type)
                            : new Step(arcadia, "central-authority", "CAO", "second", type));
        return this;
    }

    /** The same by another judge. */
    Story reviewedBy(String judge) {
        return walkedOn(judge, new String[0]);
    }

    private Story walkedOn(String judge, String[] then) {
        borduria.reviewing();
        var steps = additions.computeIfAbsent("confirm-receipt", _ -> new ArrayList<>());
        steps.add(new Step(borduria, "court", "JUD", judge, "remedy"));
        for (var type : then)
            steps.add(
                    Cooperation.personal(type)
                            ? new Step(borduria, "court", "JUD", "reviewer", type)
                            : new Step(arcadia, "central-authority", "CAO", "second", type));
        steps.add(new Step(arcadia, "central-authority", "CAO", "second", "report-use"));
        return this;
    }

    /** A timestamp on Arcadia's checkpoint of this size goes into the case file. */
    void stamped(long size, LogProofs.Stamped stamp) {
        stampedSizes.add(size);
        stamps.add(stamp);
    }

    /** Another timestamp in place of those before. */
    void restamped(LogProofs.Stamped stamp) {
        stamps.clear();
        stamps.add(stamp);
    }

    /** The digest of the act of this name, once it is filed. */
    Digest act(String name) {
        return Objects.requireNonNull(acts.get(name), name);
    }

    Roots roots() {
        return new Roots(Map.of("XA", arcadia.fingerprint(), "XB", borduria.fingerprint()));
    }

    Json.Obj rootsJson() {
        return Json.object()
                .with("XA", arcadia.fingerprint().hex())
                .with("XB", borduria.fingerprint().hex());
    }

    Story told() {
        for (var nation : List.of(arcadia, borduria)) {
            directories.add(directory(nation, nation.directory(1)));
            profiles.add(
                    published(
                            nation,
                            Profile.KIND,
                            "LAW",
                            Map.of(Profile.SECTION, nation.profile()),
                            nation.key("central-authority")));
        }
        for (var step : walk()) {
            take(step);
            additions.getOrDefault(step.name, List.of()).forEach(this::take);
        }
        return this;
    }

    private List<Step> walk() {
        return List.of(
                new Step(arcadia, "court", "JUD", "judge", "authorise"),
                new Step(arcadia, "central-authority", "CAO", "officer", "request"),
                new Step(borduria, "central-authority", "CAO", "officer", "acknowledge"),
                new Step(
                        borduria,
                        "central-authority",
                        "CAO",
                        "officer",
                        "find-discrimination",
                        "find"),
                new Step(
                        borduria, "central-authority", "CAO", "officer", "find-expression", "find"),
                new Step(borduria, "central-authority", "CAO", "officer", "assess"),
                new Step(borduria, "court", "JUD", "judge", "authorise-execution"),
                new Step(borduria, "central-authority", "CAO", "second", "order"),
                new Step(borduria, "provider.harbourmail", "PRV", "agent", "produce"),
                new Step(borduria, "central-authority", "CUS", "custodian", "compare"),
                new Step(borduria, "central-authority", "CAO", "second", "transmit"),
                new Step(arcadia, "central-authority", "CAO", "officer", "confirm-receipt"));
    }

    Envelope directory(Nation nation, Directory directory) {
        return directory(nation, nation.approved(directory));
    }

    Envelope directory(Nation nation, ApprovedDirectory approved) {
        return published(
                nation,
                Directory.KIND,
                "ADM",
                Map.of(
                        Directory.SECTION,
                        approved.directory().json(),
                        ApprovedDirectory.APPROVALS,
                        approved.approvalsJson()),
                nation.key("central-authority"));
    }

    /** A directory or a profile that says this, whatever it is. */
    Envelope published(Nation nation, String kind, Json.Obj document) {
        return kind.equals(Directory.KIND)
                ? published(
                        nation,
                        kind,
                        "ADM",
                        Map.of(
                                Directory.SECTION,
                                document,
                                ApprovedDirectory.APPROVALS,
                                nation.approved(nation.directory(1)).approvalsJson()),
                        nation.key("central-authority"))
                : published(
                        nation,
                        kind,
                        "LAW",
                        Map.of(Profile.SECTION, document),
                        nation.key("central-authority"));
    }

    /** What a State files beside its dockets, signed by its central authority. */
    Envelope filed(Nation nation, String kind, String type, Map<String, Json.Obj> content) {
        return published(nation, kind, type, "REG", content, nation.key("central-authority"));
    }

    private Envelope published(
            Nation nation,
            String kind,
            String office,
            Map<String, Json.Obj> content,
            SigningKey key) {
        return published(nation, kind, "publish", office, content, key);
    }

    private Envelope published(
            Nation nation,
            String kind,
            String type,
            String office,
            Map<String, Json.Obj> content,
            SigningKey key) {
        var sections = sections(nation, content);
        var digests = new TreeMap<String, Digest>();
        sections.forEach((name, section) -> digests.put(name, section.digest()));
        var header =
                new Header(
                        nation.id(now),
                        nation.id(now),
                        kind,
                        type,
                        now,
                        new Author(
                                nation.state,
                                nation.state + ".central-authority",
                                office,
                                Digest.of(nation.bytes(32))),
                        new TreeSet<>(),
                        Digest.of(new byte[0]),
                        "",
                        digests);
        var act = Nation.signed(header, sections, key);
        file(act, List.of(arcadia, borduria));
        return act;
    }

    private void take(Step step) {
        var author = step.author;
        var draft =
                new Draft(
                        rules(),
                        other(author).log.newest().map(Note::encoded).orElse(""),
                        author.key(step.authority));
        draft.seen.addAll(seen(author));
        say(step, draft);
        changes.getOrDefault(step.name, _ -> {}).accept(draft);
        var sections = sections(author, draft.content);
        var digests = new TreeMap<String, Digest>();
        for (var name : Cooperation.SECTIONS) digests.put(name, Digest.of(author.bytes(32)));
        sections.forEach((name, section) -> digests.put(name, section.digest()));
        var header =
                new Header(
                        draft.id.orElseGet(() -> author.id(now)),
                        docket,
                        Cooperation.KIND,
                        step.type,
                        now,
                        new Author(
                                author.state,
                                author.state + "." + step.authority,
                                step.office,
                                Pseudonym.of(new byte[32], docket, author.state + step.person)),
                        draft.seen,
                        draft.rules,
                        draft.after,
                        digests);
        var act = Nation.signed(header, sections, draft.key);
        if (Cooperation.personal(step.type))
            act = act.with(author.assertion(act.digest(), step.person));
        act = replacements.getOrDefault(step.name, UnaryOperator.identity()).apply(act);
        acts.put(step.name, act.digest());
        file(act, Cooperation.internal(step.type) ? List.of(author) : List.of(arcadia, borduria));
    }

    /** Into the registry and the log of each; what is shared discloses what was internal. */
    private void file(Envelope act, List<Nation> holders) {
        now = now.plus(STEP);
        if (act.header().type().equals("transmit")) {
            for (var disclosed : List.copyOf(held("XB"))) hold(arcadia, disclosed);
        }
        holders.forEach(holder -> hold(holder, act));
    }

    private void hold(Nation holder, Envelope act) {
        holder.log.take(act.digest(), now, other(holder).log);
        if (act.header().kind().equals(Cooperation.KIND)
                && held(holder.state).stream()
                        .noneMatch(known -> known.digest().equals(act.digest())))
            held(holder.state).add(act);
    }

    private List<Envelope> held(String state) {
        return Objects.requireNonNull(held.get(state));
    }

    Nation other(Nation nation) {
        return nation == arcadia ? borduria : arcadia;
    }

    Digest rules() {
        return Rulebook.current()
                .digest(
                        new Profiles(
                                Map.of(
                                        "XA", new Profile("XA", arcadia.profile()),
                                        "XB", new Profile("XB", borduria.profile()))));
    }

    /** The heads of what the author's node holds, and of the part that the partner holds. */
    private Set<Digest> seen(Nation author) {
        var all = held(author.state);
        var seen = new TreeSet<>(heads(all));
        seen.addAll(
                heads(
                        all.stream()
                                .filter(
                                        act ->
                                                held(other(author).state).stream()
                                                        .anyMatch(
                                                                known ->
                                                                        known.digest()
                                                                                .equals(
                                                                                        act
                                                                                                .digest())))
                                .toList()));
        return seen;
    }

    private static Set<Digest> heads(Collection<Envelope> acts) {
        return Causality.of(acts.stream().map(Envelope::header).toList()).heads();
    }

    private static Map<String, Section> sections(Nation author, Map<String, Json.Obj> content) {
        var sections = new TreeMap<String, Section>();
        content.forEach((name, said) -> sections.put(name, author.section(said)));
        return sections;
    }

    private void say(Step step, Draft draft) {
        draft.say("officer", "name", step.person);
        switch (step.type) {
            case "authorise" -> {
                scope(draft);
                draft.say("terms", "requestedState", "XB");
                draft.say("terms", "until", "2026-12-31");
                draft.say("reasons", "proportionality", "One account, ten days.");
            }
            case "request" -> {
                request(draft);
                draft.say("terms", "authorisation", act("authorise").hex());
            }
            case "find" -> {
                draft.say("terms", "request", act("request").hex());
                draft.say(
                        "terms",
                        "safeguard",
                        step.name.equals("find-expression") ? "6(2)" : "40(22)");
                draft.say("terms", "outcome", "CLEAR");
                draft.say("reasons", "reasons", "A ransomware case; nothing points elsewhere.");
            }
            case "assess" -> {
                draft.say("terms", "request", act("request").hex());
                Examples.assessed()
                        .members()
                        .forEach((fact, said) -> draft.say("facts", fact, said));
                draft.say("reasons", "reasons", "The file and the State's own reports.");
            }
            case "authorise-execution" -> {
                scope(draft);
                draft.say("terms", "request", act("request").hex());
                draft.say("terms", "until", "2026-12-31");
                draft.say("reasons", "reasons", "Necessary and limited.");
            }
            case "order" -> {
                scope(draft);
                draft.say("terms", "authorisation", act("authorise-execution").hex());
                draft.say("terms", "provider", "XB.provider.harbourmail");
                draft.say("terms", "due", "2026-12-15");
            }
            case "produce" -> {
                scope(draft);
                draft.say("terms", "order", act("order").hex());
                draft.say("exhibits", "exhibits", new Json.Arr(List.of(exhibit(PRODUCED))));
            }
            case "transmit" -> {
                draft.say("terms", "request", act("request").hex());
                draft.say("terms", "order", act("order").hex());
                draft.say("terms", "purpose", "Investigation 2026/4711");
                draft.say(
                        "terms",
                        "discloses",
                        Json.strings(
                                held("XB").stream()
                                        .filter(act -> Cooperation.internal(act.header().type()))
                                        .map(act -> act.digest().hex())
                                        .toList()));
                draft.say("exhibits", "exhibits", new Json.Arr(List.of(derived())));
            }
            case "confirm-receipt" -> {
                draft.say("terms", "transmission", act("transmit").hex());
                draft.say("terms", "purpose", "Investigation 2026/4711");
                draft.say("exhibits", "exhibits", new Json.Arr(List.of(derived())));
            }
            case "consult" -> {
                draft.say("terms", "about", act("request").hex());
                draft.say("facts", "message", "Which time zone do the days follow?");
            }
            case "compare" -> {
                draft.say("terms", "order", act("order").hex());
                draft.say("terms", "tool", "comity-reader/1");
                draft.say(
                        "exhibits",
                        "exhibits",
                        new Json.Arr(List.of(derived().with("standing", "WITHIN"))));
            }
            case "use" -> {
                draft.say("terms", "transmission", act("transmit").hex());
                draft.say("terms", "used", transmitted());
                draft.say("terms", "purpose", "Investigation 2026/4711");
                draft.say("facts", "useMade", "Read out in court.");
            }
            case "transfer-onward" -> {
                draft.say("terms", "transmission", act("transmit").hex());
                draft.say("terms", "recipient", "XC");
                draft.say("terms", "purpose", "Investigation 2026/4711");
            }
            case "report-error" -> {
                draft.say("terms", "mistake", "WRONG_PERIOD");
                draft.say("terms", "quarantined", transmitted());
                draft.say("terms", "mistakenSince", "2026-11-23");
                draft.say("subject", "concerned", "K. Orlov");
                draft.say("facts", "foundHow", "The first message is of September.");
                draft.say("facts", "doneAtOnce", "It was closed and nobody was told.");
            }
            case "classify-error" -> {
                draft.say("terms", "errorReport", act("report-error").hex());
                draft.say("terms", "gravity", "NO_ERROR");
                draft.say("terms", "decision", "RELEASE");
                draft.say("reasons", "reasons", "It was sent in September and read in October.");
            }
            case "propose-disposal", "dispose" -> {
                draft.say("terms", "transmission", act("transmit").hex());
                draft.say("terms", "disposed", transmitted());
                draft.say("terms", "method", "DESTROY");
            }
            case "certify-disposal" -> {
                draft.say("terms", "disposal", act("dispose").hex());
                draft.say("terms", "disposed", transmitted());
                draft.say("terms", "method", "DESTROY");
                draft.say("terms", "disposedOn", "2026-11-23");
                draft.say("terms", "persons", Json.strings(List.of("XA.central-authority/CUS")));
                draft.say("terms", "copies", "None.");
            }
            case "propose-opening" -> {
                draft.say(
                        "terms",
                        "sections",
                        Json.strings(List.of(act("authorise").hex() + "/reasons")));
                draft.say("terms", "purpose", "COMPLAINT");
                draft.say("terms", "until", "2026-12-07");
                draft.say("reasons", "reasons", "The person concerned complained of the order.");
            }
            case "answer-opening" -> {
                draft.say("terms", "proposal", act("propose-opening").hex());
                draft.say("terms", "answer", "AGREED");
                draft.say("reasons", "reasons", "The complaint cannot be answered without it.");
            }
            case "remedy" -> {
                draft.say("terms", "remedy", "QUASH");
                draft.say(
                        "terms", "struck", Json.strings(List.of(act("authorise-execution").hex())));
                draft.say("terms", "tests", Json.strings(List.of("PROPORTIONALITY")));
                draft.say("reasons", "reasons", "The whole mailbox was more than was needed.");
            }
            case "admit" -> {
                draft.say("terms", "counsel", Digest.of(PRODUCED).hex());
                draft.say("terms", "client", "ACCUSED");
                draft.say("terms", "opened", Json.strings(List.of("TERMS", "FACTS")));
                draft.say("terms", "until", "2026-12-10");
                draft.say("reasons", "reasons", "The trial begins in January.");
            }
            case "extend-admission" -> {
                draft.say("terms", "admission", act("admit").hex());
                draft.say("terms", "until", "2027-01-31");
                draft.say("reasons", "reasons", "The trial was postponed.");
            }
            case "end-admission" -> {
                draft.say("terms", "admission", act("admit").hex());
                draft.say("reasons", "reasons", "Another counsel was chosen.");
            }
            case "count-outage" -> {
                draft.say("terms", "admission", act("admit").hex());
                draft.say("terms", "outages", Json.strings(List.of("2026-11-23 75")));
            }
            case "lift-suspension" -> {
                draft.say("terms", "suspension", act("remedy").hex());
                draft.say("reasons", "reasons", "The review found it lawful.");
            }
            case "remedied" -> {
                draft.say("terms", "ordered", act("remedy").hex());
                draft.say("terms", "doneOn", "2026-11-23");
                draft.say("reasons", "done", "The mailbox and every copy were destroyed.");
            }
            case "report-use" -> {
                draft.say("terms", "transmission", act("transmit").hex());
                draft.say("terms", "useMade", "None.");
            }
            case "mark" -> {
                draft.say("terms", "exhibit", Digest.of(TRANSMITTED).hex());
                draft.say("terms", "protection", Json.strings(List.of("PRIVILEGED")));
                draft.say("terms", "saidBy", "DEFENCE");
                draft.say("reasons", "reasons", "Letters to counsel.");
            }
            case "handle" -> {
                touch(draft);
                draft.say("terms", "handling", "OPEN");
            }
            case "hand-over" -> {
                touch(draft);
                draft.say("terms", "recipient", "XA.court");
            }
            case "receive" -> {
                touch(draft);
                draft.say("terms", "handover", "ab".repeat(32));
            }
            case "derive" -> {
                touch(draft);
                draft.say("terms", "made", "EXTRACT");
                draft.say("terms", "tool", "comity");
                draft.say("terms", "version", "1");
                draft.say("exhibits", "exhibits", new Json.Arr(List.of(extract())));
            }
            case "withdraw" -> {
                draft.say("terms", "request", act("request").hex());
                draft.say("reasons", "reasons", "The suspect was found.");
            }
            default -> draft.say("terms", "request", act("request").hex());
        }
    }

    /** What Arcadia does with what it received. */
    private void touch(Draft draft) {
        draft.say("terms", "handled", Json.strings(List.of(Digest.of(TRANSMITTED).hex())));
        draft.say("terms", "place", "Evidence room 2");
        draft.say("terms", "under", act("confirm-receipt").hex());
        draft.say("reasons", "reasons", "The prosecution asked for it.");
    }

    /** A line of what was transmitted. */
    static Json.Obj extract() {
        return exhibit(EXTRACTED)
                .with("name", "k.orlov-line.txt")
                .with("derivedFrom", Digest.of(TRANSMITTED).hex())
                .with("tool", "comity 1");
    }

    private static Json transmitted() {
        return Json.strings(List.of(Digest.of(TRANSMITTED).hex()));
    }

    private static void request(Draft draft) {
        scope(draft);
        draft.say("terms", "requestedState", "XB");
        draft.say("terms", "conductingAuthority", "XA.prosecution");
        draft.say("terms", "proceeding", "2026/4711");
        draft.say("terms", "offenceTitle", "Interference with data");
        draft.say("terms", "statute", "Section 303b: up to ten years.");
        draft.say("terms", "conventionArticle", new Json.Int(9));
        draft.say("terms", "maxMonths", new Json.Int(120));
        draft.say("terms", "maxMonthsRequested", new Json.Int(96));
        draft.say(
                "facts",
                "summary",
                "On 1 October 2026 the systems of St Brandan's hospital were encrypted; the note left there names this account as the only contact.");
        draft.say("terms", "measure", "PRODUCE_CONTENT");
        draft.say("terms", "nature", "CRIMINAL");
        draft.say("terms", "jurisdiction", "TERRITORY");
        draft.say("terms", "channel", "CENTRAL");
        draft.say("terms", "retention", "One year after the final judgment.");
        draft.say("terms", "deathPenalty", "FALSE");
        draft.say("terms", "thirdPartiesAffected", "FALSE");
        draft.say("terms", "assistance", "Stored content of one mailbox");
        draft.say("terms", "purpose", "Investigation 2026/4711");
        draft.say("terms", "language", "en");
        draft.say("reasons", "proportionality", "One account.");
        draft.say("reasons", "lessIntrusiveMeans", "Tried.");
    }

    private static void scope(Draft draft) {
        draft.say("subject", "accounts", Json.strings(List.of("k.orlov@harbourmail.example")));
        draft.say("terms", "categories", Json.strings(List.of("CONTENT")));
        draft.say("terms", "from", "2026-10-01");
        draft.say("terms", "to", "2026-10-10");
    }

    static Json.Obj exhibit(byte[] bytes) {
        return Json.object()
                .with("sha256", Digest.of(bytes).hex())
                .with("size", bytes.length)
                .with("name", "k.orlov.mbox")
                .with("mediaType", "application/mbox");
    }

    static Json.Obj derived() {
        return exhibit(TRANSMITTED)
                .with("derivedFrom", Digest.of(PRODUCED).hex())
                .with("tool", "comity-reader/1")
                .with("within", 1)
                .with("setAside", 1);
    }

    /** The acts as Arcadia's case file holds them: with receipts, without officers' names. */
    List<Envelope> proven(List<Envelope> some) {
        return some.stream()
                .map(
                        act ->
                                act.with(
                                                // What is internal to one State is in its log
                                                // alone.
                                                Stream.of(arcadia.log, borduria.log)
                                                        .filter(log -> log.holds(act.digest()))
                                                        .map(log -> log.receipt(act.digest()))
                                                        .toList())
                                        .withholding(name -> !name.equals(Cooperation.OFFICER)))
                .toList();
    }

    Contents contents() {
        return contents(proven(held("XA")), proven(profiles));
    }

    /** With the exhibit, of whose time by itself this is known. */
    Contents contents(ExhibitTime time) {
        var all = contents();
        var exhibit = all.exhibits().getFirst();
        return new Contents(
                all.docket(),
                all.exporter(),
                all.acts(),
                all.directories(),
                all.profiles(),
                all.logs(),
                List.of(
                        new Contents.Exhibit(
                                exhibit.sha256(),
                                exhibit.name(),
                                exhibit.size(),
                                exhibit.source(),
                                time)));
    }

    Contents contents(List<Envelope> proven, List<Envelope> laws) {
        var all = new ArrayList<>(proven);
        all.addAll(laws);
        return new Contents(
                docket,
                "XA",
                proven,
                directories,
                laws,
                logs(all),
                List.of(exhibit("k.orlov.mbox", TRANSMITTED)));
    }

    static Contents.Exhibit exhibit(String name, byte[] bytes) {
        return new Contents.Exhibit(Digest.of(bytes), name, bytes.length, out -> out.write(bytes));
    }

    private List<LogProofs> logs(List<Envelope> all) {
        var logs = new ArrayList<LogProofs>();
        LogProofs.wanted(all)
                .forEach(
                        (origin, sizes) -> {
                            var log =
                                    origin.equals(arcadia.log.signer().keys().name())
                                            ? arcadia.log
                                            : borduria.log;
                            if (log == arcadia.log) sizes.addAll(stampedSizes);
                            var links = new ArrayList<LogProofs.Consistency>();
                            var from = sizes.first();
                            for (var to : sizes.tailSet(from + 1)) {
                                if (to > log.size()) break; // a size that somebody made up
                                links.add(
                                        new LogProofs.Consistency(
                                                from, to, log.consistency(from, to)));
                                from = to;
                            }
                            logs.add(
                                    new LogProofs(
                                            origin,
                                            links,
                                            log == arcadia.log ? stamps : List.of()));
                        });
        return logs;
    }

    Path write(Path folder) throws IOException {
        return write(folder, contents());
    }

    static Path write(Path folder, Contents contents) throws IOException {
        var file = Files.createTempFile(folder, "case", ".comity");
        try (var out = Files.newOutputStream(file)) {
            DossierWriter.write(out, contents);
        }
        return file;
    }

    /** The container, signed as a whole by Arcadia's central authority. */
    Path signed(Path folder, Contents contents) throws IOException {
        return signed(folder, contents, "central-authority", cms -> cms);
    }

    Path signed(Path folder, Contents contents, UnaryOperator<byte[]> after) throws IOException {
        return signed(folder, contents, "central-authority", after);
    }

    /**
     * @param after what becomes of the signature, such as a timestamp on it
     */
    Path signed(Path folder, Contents contents, String authority, UnaryOperator<byte[]> after)
            throws IOException {
        var file = Files.createTempFile(folder, "signed", ".comity");
        try (var out = Files.newOutputStream(file)) {
            DossierWriter.write(out, contents, signature(authority, after));
        }
        return file;
    }

    private DossierWriter.Signature signature(String authority, UnaryOperator<byte[]> after) {
        var key = arcadia.key(authority);
        return new DossierWriter.Signature() {
            @Override
            public String key() {
                return key.id();
            }

            @Override
            public byte[] of(byte[] manifest) {
                var office =
                        new ContainerSigner.Office(
                                "XA",
                                "XA." + authority,
                                key.id(),
                                key.algorithm() == SignatureAlgorithm.EdDSA,
                                arcadia.publicKey(authority),
                                key::sign,
                                Nation.FROM,
                                Nation.UNTIL,
                                List.of());
                return after.apply(ContainerSigner.sign(manifest, office, keys(), now));
            }

            @Override
            public Optional<byte[]> archived(byte[] manifest) {
                return archive.apply(manifest);
            }
        };
    }

    private ContainerSigner.Keys keys() {
        return new ContainerSigner.Keys() {
            @Override
            public byte[] secret() {
                var secret = arcadia.bytes(32);
                secret[0] &= 0x7f; // below the order of P-256
                return secret;
            }

            @Override
            public ContainerSigner.OneTime of(byte[] secret) {
                return oneTime(secret);
            }
        };
    }

    static ContainerSigner.OneTime oneTime(byte[] secret) {
        return new ContainerSigner.OneTime(
                SignatureAlgorithm.ES256.publicKey(secret),
                message -> SignatureAlgorithm.ES256.sign(secret, message));
    }

    /** The assertion of an act, changed. */
    static UnaryOperator<Envelope> asserting(UnaryOperator<Assertion> change) {
        return act -> act.with(change.apply(act.personal().orElseThrow()));
    }

    static Envelope unsigned(Envelope act) {
        return new Envelope(
                act.header(), act.sections(), act.signature(), Optional.empty(), act.receipts());
    }
}
