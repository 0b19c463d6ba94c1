package comity.treaty;

import comity.record.act.Author;
import comity.record.act.CheckWords;
import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.record.act.Header;
import comity.record.act.Json;
import comity.record.act.Section;
import comity.treaty.docket.Act;
import comity.treaty.docket.Cooperation;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Entry;
import comity.treaty.docket.Field;
import comity.treaty.docket.Type;
import comity.treaty.law.Profile;
import comity.treaty.law.Profiles;
import comity.treaty.rules.Openings;
import comity.treaty.rules.Retention;
import comity.treaty.rules.Rulebook;
import comity.treaty.rules.Secrecy;
import comity.treaty.rules.SetAside;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Arcadia and Borduria, a judge in each, a provider, and what they usually say. */
public final class World {
    public static final UUID DOCKET = UUID.fromString("01990000-0000-7000-8000-000000000001");

    /** Of both contact points. */
    private static final String TELEPHONE = "+999 1 555 0100";

    public static final Profiles PROFILES =
            new Profiles(
                    Map.of(
                            "XA",
                            profile("XA", "XA.central-authority"),
                            "XB",
                            profile("XB", "XB.central-authority")));

    private World() {}

    /** The people, each in their office. */
    public enum Officer {
        SERRANO("XA.court", "JUD"),
        AMADI("XA.central-authority", "CAO"),
        BRANDT("XA.central-authority", "CAO"),
        VEGA("XA.prosecution", "INV"),
        KATZ("XB.central-authority", "CAO"),
        LINDQVIST("XB.central-authority", "CAO"),
        OKAFOR("XB.court", "JUD"),
        ADEYEMI("XB.court", "JUD"),
        OYELARAN("XB.court", "JUD"),
        RINALDI("XA.court", "JUD"),
        MOREAU("XB.provider.harbourmail", "PRV"),
        NDIAYE("XB.central-authority", "CUS"),
        FINCH("XB.filter", "FIL"),
        HOLM("XA.bar", "DEF"),
        PAVLOVA("XA.central-authority", "CUS"),
        QUINN("XA.central-authority", "CUS"),
        IBARRA("XA.prosecution", "PRO"),
        ROSSI("XA.filter", "FIL"),
        HALDEN("XB.laboratory", "INV"),
        STROM("XB.academy", "TRN"),
        FERRER("XA.oversight", "OVS"),
        DURAN("XA.oversight", "OVS"),
        NOVAK("XB.oversight", "OVS"),
        TANAKA("XB.translation", "TRA"),
        NOVA("XA.translation", "TRA"),
        ZELENKA("XB.contact-point", "DUT"),
        OZOLS("XB.contact-point", "DUT");

        private final String authority;
        private final String office;

        Officer(String authority, String office) {
            this.authority = authority;
            this.office = office;
        }

        public Author author() {
            return new Author(
                    authority.substring(0, 2),
                    authority,
                    office,
                    Digest.of(name().getBytes(StandardCharsets.UTF_8)));
        }
    }

    private static Profile profile(String state, String central) {
        return new Profile(
                state,
                Json.object()
                        .with("format", "comity-profile/1")
                        .with("state", state)
                        .with(
                                "authorities",
                                Json.object().with("central", central).with("telephone", TELEPHONE))
                        .with("languages", Json.strings(List.of("en")))
                        .with("caps", Json.object().with("accounts", 5).with("days", 31))
                        .with(
                                "retention",
                                Json.object().with("caseDays", 365).with("refusedDays", 30)));
    }

    /**
     * What an act of a type says in this world, given what is on the docket; {@code changes}
     * replace or (with "-") remove.
     */
    public static Map<String, Json.Obj> content(
            Type type, Docket docket, Map<String, String> changes) {
        var sections = new TreeMap<String, Json.Obj>();
        for (var field : Cooperation.fields(type)) {
            var value =
                    Optional.ofNullable(changes.get(field.name()))
                            .flatMap(said -> named(said, docket))
                            .or(() -> usual(type, field, docket));
            if (value.isEmpty() || value.get().equals("-")) {
                sections.putIfAbsent(field.section(), Json.EMPTY);
                continue;
            }
            sections.merge(
                    field.section(),
                    Json.object().with(field.name(), json(field, value.get())),
                    (one, other) -> one.with(field.name(), json(field, value.get())));
        }
        return sections;
    }

    /** What was said; {@code last:mark} stands for the digest of the docket's last mark. */
    private static Optional<String> named(String said, Docket docket) {
        if (!said.startsWith("last:")) return Optional.of(said);
        return docket.entries().reversed().stream()
                .filter(entry -> entry.header().type().equals(said.substring(5)))
                .map(entry -> entry.digest().hex())
                .findFirst();
    }

    private static Optional<String> usual(Type type, Field field, Docket docket) {
        return switch (field.name()) {
            case "requestedState" -> Optional.of("XB");
            case "accounts" -> Optional.of("k.orlov@harbourmail.example");
            case "categories" -> Optional.of("CONTENT");
            case "from" -> Optional.of("2026-10-01");
            case "to" -> Optional.of("2026-10-10");
            case "until", "due" ->
                    Optional.of(type == Type.PROPOSE_OPENING ? "2026-12-07" : "2026-12-31");
            case "authorisation" ->
                    latest(
                            docket,
                            type == Type.REQUEST
                                    ? Act.Authorise.class
                                    : Act.AuthoriseExecution.class);
            case "request" -> latest(docket, Act.Request.class);
            case "about" -> latest(docket, Act.Request.class);
            case "order" -> latest(docket, Act.Order.class);
            case "transmission" -> latest(docket, Act.Transmit.class);
            case "question" ->
                    type == Type.SUPPLY_INFORMATION
                            ? latest(docket, Act.AskInformation.class)
                            : Optional.of("Which time zone do the days follow?");
            case "discloses" ->
                    Optional.of(
                            docket.entries().stream()
                                    .filter(entry -> Cooperation.internal(entry.header().type()))
                                    .map(entry -> entry.digest().hex())
                                    .collect(Collectors.joining(",")));
            case "conventionArticle" -> Optional.of("9");
            case "maxMonths" -> Optional.of("120");
            case "maxMonthsRequested" -> Optional.of("96");
            case "conduct" -> Optional.empty();
            case "language" -> Optional.of("en");
            case "summary" ->
                    Optional.of(
                            "On 1 October 2026 the systems of St Brandan's hospital were encrypted; the note names this account as the only contact.");
            case "safeguard" -> Optional.of("40(22)");
            case "outcome" -> Optional.of("CLEAR");
            case "grounds" -> Optional.of("HUMAN_RIGHTS");
            case "provider" -> Optional.of("XB.provider.harbourmail");
            case "purpose" ->
                    Optional.of(
                            switch (type) {
                                case PROPOSE_OPENING -> "COMPLAINT";
                                case BREAK_GLASS -> "CONDUCT";
                                default -> "Investigation 2026/4711";
                            });
            case "answer" -> type == Type.ANSWER_OPENING ? Optional.of("AGREED") : said(field);
            case "measure" -> Optional.of(type == Type.INFORM ? "SPONTANEOUS" : "PRODUCE_CONTENT");
            case "application" -> latest(docket, Act.Apply.class);
            case "declined" ->
                    latest(
                            docket,
                            docket.request().isPresent() ? Act.Request.class : Act.Apply.class);
            case "tests" -> Optional.of("NECESSITY");
            case "newSince", "narrowing", "cure" -> Optional.empty();
            case "nature" -> Optional.of("CRIMINAL");
            case "jurisdiction" -> Optional.of("TERRITORY");
            case "channel" -> Optional.of("CENTRAL");
            case "retention" -> Optional.of("One year after the final judgment");
            case "deathPenalty", "thirdPartiesAffected" -> Optional.of("FALSE");
            case "assessment" -> latest(docket, Act.Assess.class);
            case "contested" -> Optional.of("risks.tortureOrDisappearance");
            case "preservation" ->
                    type == Type.REQUEST ? Optional.empty() : latest(docket, Act.Preserve.class);
            case "consultation" -> latest(docket, Act.Consult.class);
            case "preservedFrom" -> Optional.of("2026-11-23");
            case "consentSought" -> latest(docket, Act.AskConsent.class);
            case "consent" -> latest(docket, Act.Consent.class);
            case "renews" -> Optional.empty();
            case "concerning",
                    "handlers",
                    "handledBy",
                    "forbids",
                    "confidential",
                    "keptUntil",
                    "keepUntil",
                    "consentUntil",
                    "atEnd",
                    "alsoFor",
                    "onwardTo" ->
                    Optional.empty();
            case "seeks" -> Optional.of("TRANSFER");
            case "used", "exculpatory", "disposed" ->
                    Optional.of(Digest.of("mailbox".getBytes(StandardCharsets.UTF_8)).hex());
            case "disclosureOn" -> Optional.of("2026-12-01");
            case "disposedOn" -> Optional.of("2026-12-02");
            case "method" -> Optional.of("DESTROY");
            case "proposed" -> latest(docket, Act.ProposeDisposal.class);
            case "disposal" -> latest(docket, Act.Dispose.class);
            case "certificate" -> latest(docket, Act.CertifyDisposal.class);
            case "destruction" -> latest(docket, Act.Destroy.class);
            case "notice" -> latest(docket, Act.NotifyExculpatory.class);
            case "persons" -> Optional.of("XA.central-authority/CUS");
            case "sections" ->
                    Optional.of(
                            (type == Type.PROPOSE_OPENING
                                            ? Openings.nameable(docket).stream().limit(3)
                                            : Retention.erasable(docket).stream())
                                    .map(Act.Part::text)
                                    .collect(Collectors.joining(",")));
            case "hold" -> latest(docket, Act.Hold.class);
            case "seal" -> latest(docket, Act.SealDocket.class);
            case "brokenGlass" -> latest(docket, Act.BreakGlass.class);
            case "proposal" ->
                    latest(
                            docket,
                            type == Type.ANSWER_OPENING
                                    ? Act.ProposeOpening.class
                                    : Act.ProposeErasure.class);
            case "duty" -> latest(docket, Act.Erase.class);
            case "erasure" -> latest(docket, Act.Erase.class);
            case "partner" -> Optional.of("XB");
            case "erasedOn" -> Optional.of("2028-01-02");
            case "granted" -> Optional.of("TRUE");
            case "signed" -> latest(docket, Act.AuthoriseExecution.class);
            case "remedy" -> Optional.of("SUSPEND");
            case "struck" ->
                    latest(docket, Act.AuthoriseExecution.class)
                            .or(() -> latest(docket, Act.Authorise.class));
            case "addressee" -> Optional.of("XA");
            case "mistake" -> Optional.of("WRONG_ACCOUNT");
            case "quarantined" ->
                    Optional.of(Digest.of("mailbox".getBytes(StandardCharsets.UTF_8)).hex());
            case "mistakenActs" -> Optional.empty();
            case "mistakenSince" -> Optional.of("2026-11-23");
            case "ofError" -> Optional.empty();
            case "errorReport" -> latest(docket, Act.ReportError.class);
            case "gravity" -> Optional.of("ERROR");
            case "suspension", "ordered" -> latest(docket, Act.Remedy.class);
            case "doneOn" -> Optional.of("2026-11-23");
            case "contest" -> latest(docket, Act.ContestSignature.class);
            case "resolution" -> Optional.of("GENUINE");
            case "exhibit" ->
                    Optional.of(Digest.of("mailbox".getBytes(StandardCharsets.UTF_8)).hex());
            case "comparison" -> latest(docket, Act.Compare.class);
            case "decided" -> latest(docket, Act.DecideSetAside.class);
            case "mark" -> latest(docket, Act.Mark.class);
            case "setAside" ->
                    Optional.of(
                            SetAside.undecided(docket).stream()
                                    .map(Digest::hex)
                                    .collect(Collectors.joining(",")));
            case "withinOrder" -> Optional.of("TRUE");
            case "decision" -> Optional.of("RELEASE");
            case "protection" -> Optional.of("PRIVILEGED");
            case "saidBy" -> Optional.of("OFFICER");
            case "finding" -> Optional.of("PROTECTED");
            case "ruling" -> Optional.of("RELEASE");
            case "narrowed", "commitment" -> Optional.empty();
            case "handled" ->
                    Optional.of(Digest.of("mailbox".getBytes(StandardCharsets.UTF_8)).hex());
            case "under" -> latest(docket, Act.Order.class);
            case "handover" -> latest(docket, Act.HandOver.class);
            case "recipient" -> type == Type.HAND_OVER ? Optional.of("XB.laboratory") : said(field);
            case "handling" -> Optional.of("OPEN");
            case "made" -> Optional.of("EXTRACT");
            case "translates" -> latest(docket, Act.Request.class);
            case "writtenIn" -> Optional.of("en");
            case "translatedInto" -> Optional.of("fr");
            case "untranslated" -> Optional.of("terms,subject,reasons,exhibits");
            case "accurate" -> Optional.of("TRUE");
            case "machine" -> Optional.of("FALSE");
            case "left" ->
                    field.section().equals("facts")
                            ? Optional.of(
                                    "dishonestIntent,relationship,emergencyFacts,imminence,linkToRisk,questions,riskToWhom")
                            : Optional.empty();
            case "replaces", "overruled" -> Optional.empty();
            case "secrecy" ->
                    Optional.of(
                                    Secrecy.orders(docket).stream()
                                            .map(order -> order.act().hex())
                                            .reduce("", (_, later) -> later))
                            .filter(order -> !order.isEmpty());
            case "review" -> Optional.of("2026-12-15");
            case "told" -> Optional.of("PERSON");
            case "servedBy" -> Optional.of("HAND");
            case "servedOn", "triedOn" -> Optional.of("2027-01-04");
            case "noticeLanguage" -> Optional.of("es");
            case "noticeHash" ->
                    Optional.of(Digest.of("notice".getBytes(StandardCharsets.UTF_8)).hex());
            case "callResult" -> Optional.of("CONFIRMED");
            case "numberCalled" -> Optional.of(TELEPHONE);
            case "wordsRead" ->
                    docket.request()
                            .map(
                                    request ->
                                            String.join(
                                                    " ",
                                                    CheckWords.of(request.digest())
                                                            .in(Locale.ENGLISH)));
            case "tool" -> type == Type.TRANSLATE ? Optional.empty() : said(field);
            case "translated" ->
                    field.section().equals("facts")
                            ? Optional.of(
                                    "summary:Le 1 octobre 2026, les systèmes de l’hôpital ont été chiffrés.")
                            : Optional.empty();
            case "counsel" -> Optional.of(Digest.of("HOLM".getBytes(StandardCharsets.UTF_8)).hex());
            case "client" -> Optional.of("ACCUSED");
            case "opened" -> Optional.of("TERMS,FACTS");
            case "openedExhibits", "despiteSecrecy" -> Optional.empty();
            case "admission" -> latest(docket, Act.Admit.class);
            case "outages" -> Optional.of("2026-11-23 60");
            case "files" -> Optional.of("3");
            case "validFrom" -> Optional.of("2026-01-01");
            case "validUntil" -> Optional.of("2027-01-01");
            case "holder" ->
                    Optional.of(Digest.of("HALDEN".getBytes(StandardCharsets.UTF_8)).hex());
            case "exhibits" -> Optional.of(type == Type.COMPARE ? "@mailbox/WITHIN" : "@mailbox");
            default ->
                    field.fact().filter(fact -> type == Type.ASSESS).isPresent()
                            ? assessed(field)
                            : said(field);
        };
    }

    /** What a reviewer of this world finds where nothing is wrong. */
    private static Optional<String> assessed(Field field) {
        return switch (field.kind()) {
            case TRUTH -> Optional.of(UNHARMED.contains(field.name()) ? "TRUE" : "FALSE");
            case CODES -> Optional.of(field.name().equals("person.role") ? "SUSPECT" : "OTHER");
            default -> Optional.empty();
        };
    }

    private static final Set<String> UNHARMED =
            Set.of(
                    "offence.criminalInBoth",
                    "law.effectiveRemedy",
                    "law.measureAvailableAtHome",
                    "law.transferBasis",
                    "law.abolitionist",
                    "data.receivingSafeguards",
                    "law.receivingSafeguards",
                    "data.whereaboutsOrIdentity");

    private static Optional<String> said(Field field) {
        return switch (field.kind()) {
            case TEXT, LONG_TEXT ->
                    Optional.of("What is said for " + field.name() + " in this case.");
            default -> Optional.empty();
        };
    }

    private static Optional<String> latest(Docket docket, Class<? extends Act> type) {
        return docket.latest(type).map(Entry::digest).map(Digest::hex);
    }

    private static Json json(Field field, String value) {
        return switch (field.kind()) {
            case NUMBER -> new Json.Int(Long.parseLong(value));
            case TEXTS, SECTIONS, CATEGORIES, CONDUCT, GROUNDS, CODES ->
                    Json.strings(value.isEmpty() ? List.of() : List.of(value.split(",")));
            case MANIFESTS -> new Json.Arr(List.of());
            // left=summary:text;purpose:text
            case NAMED_TEXTS -> named(value);
            case DIGESTS ->
                    Json.strings(
                            value.isEmpty()
                                    ? List.of()
                                    : Stream.of(value.split(",")).map(World::hash).toList());
            case DIGEST -> new Json.Str(hash(value));
            case EXHIBITS -> new Json.Arr(Stream.of(value.split(",")).map(World::exhibit).toList());
            case TEXT, LONG_TEXT, DATE, SAFEGUARD, OUTCOME, STATE, TRUTH, CODE ->
                    new Json.Str(value);
        };
    }

    /** {@code summary:words|purpose:words}. */
    private static Json named(String value) {
        var texts = Json.object();
        for (var one : value.split("\\|")) {
            var at = one.indexOf(':');
            texts = texts.with(one.substring(0, at), one.substring(at + 1));
        }
        return texts;
    }

    /** {@code @name} stands for the hash of an exhibit of that name. */
    private static String hash(String value) {
        return value.startsWith("@")
                ? Digest.of(value.substring(1).getBytes(StandardCharsets.UTF_8)).hex()
                : value;
    }

    /** {@code @name}, {@code @name/STANDING} or {@code @name/STANDING/@origin}. */
    private static Json exhibit(String value) {
        var parts = value.split("/");
        var exhibit =
                Json.object()
                        .with("sha256", hash(parts[0]))
                        .with("size", 1)
                        .with("name", "k.orlov.mbox")
                        .with("mediaType", "application/mbox");
        if (parts.length > 1) exhibit = exhibit.with("standing", parts[1]);
        return parts.length > 2
                ? exhibit.with("derivedFrom", hash(parts[2])).with("tool", "divider/1")
                : exhibit;
    }

    /**
     * An act as its author's node would compose it, signed by nobody: the rulebook does not ask.
     */
    public static Envelope act(
            Officer officer,
            Type type,
            SortedSet<Digest> seen,
            Map<String, Json.Obj> content,
            Instant at) {
        var sections = new LinkedHashMap<String, Section>();
        content.forEach((name, said) -> sections.put(name, new Section(salt(name), said)));
        var digests = new TreeMap<String, Digest>();
        Cooperation.SECTIONS.forEach(
                name ->
                        digests.put(
                                name,
                                Digest.of(("unused " + name).getBytes(StandardCharsets.UTF_8))));
        sections.forEach((name, section) -> digests.put(name, section.digest()));
        var id =
                UUID.nameUUIDFromBytes(
                        (officer + type.word() + seen + content).getBytes(StandardCharsets.UTF_8));
        var header =
                new Header(
                        id,
                        DOCKET,
                        Cooperation.KIND,
                        type.word(),
                        at,
                        officer.author(),
                        seen,
                        Rulebook.current().digest(PROFILES),
                        "",
                        digests);
        return new Envelope(header, sections, "", Optional.empty(), List.of());
    }

    private static byte[] salt(String name) {
        return Digest.of(("salt " + name).getBytes(StandardCharsets.UTF_8)).bytes();
    }

    public static Envelope act(
            Officer officer, Type type, Docket docket, Map<String, String> changes) {
        return act(officer, type, docket, changes, LocalDate.of(2026, 11, 23));
    }

    /** An act of a day, over everything on the docket. */
    public static Envelope act(
            Officer officer, Type type, Docket docket, Map<String, String> changes, LocalDate day) {
        return act(
                officer,
                type,
                new TreeSet<>(docket.causality().heads()),
                content(type, docket, changes),
                day.atTime(9, 0).toInstant(ZoneOffset.UTC));
    }
}
