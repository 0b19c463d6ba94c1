package comity.treaty.docket;

import static comity.treaty.docket.Field.Kind.CATEGORIES;
import static comity.treaty.docket.Field.Kind.CODE;
import static comity.treaty.docket.Field.Kind.CODES;
import static comity.treaty.docket.Field.Kind.CONDUCT;
import static comity.treaty.docket.Field.Kind.DATE;
import static comity.treaty.docket.Field.Kind.DIGEST;
import static comity.treaty.docket.Field.Kind.DIGESTS;
import static comity.treaty.docket.Field.Kind.EXHIBITS;
import static comity.treaty.docket.Field.Kind.GROUNDS;
import static comity.treaty.docket.Field.Kind.LONG_TEXT;
import static comity.treaty.docket.Field.Kind.MANIFESTS;
import static comity.treaty.docket.Field.Kind.NAMED_TEXTS;
import static comity.treaty.docket.Field.Kind.NUMBER;
import static comity.treaty.docket.Field.Kind.OUTCOME;
import static comity.treaty.docket.Field.Kind.SAFEGUARD;
import static comity.treaty.docket.Field.Kind.STATE;
import static comity.treaty.docket.Field.Kind.TEXT;
import static comity.treaty.docket.Field.Kind.TEXTS;
import static comity.treaty.docket.Field.Kind.TRUTH;

import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.record.act.Header;
import comity.treaty.facts.Fact;
import comity.treaty.terms.Measure;
import comity.treaty.terms.Office;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The cooperation docket's kind: the fixed names of its sections, what each type of act says in
 * which of them, and who may hold an act. The table of fields is docs/formats/cooperation.md.
 */
public final class Cooperation {
    public static final String KIND = "cooperation";

    public static final String OFFICER = "officer";
    public static final String TERMS = "terms";
    public static final String SUBJECT = "subject";
    public static final String FACTS = "facts";
    public static final String REASONS = "reasons";
    public static final String EXHIBITS_SECTION = "exhibits";

    /** 34: who the victims are, by itself, so that everything else can be shown without it. */
    public static final String VICTIMS = "victims";

    /**
     * All seven stand in every header; an unused one holds a random digest, so that use does not
     * show.
     */
    public static final List<String> SECTIONS =
            List.of(OFFICER, TERMS, SUBJECT, FACTS, REASONS, EXHIBITS_SECTION, VICTIMS);

    /** What a translation can be of: everything but who acted. */
    public static final List<String> TRANSLATABLE =
            SECTIONS.stream().filter(name -> !name.equals(OFFICER)).toList();

    /** Members of each section of a translation. */
    public static final String TRANSLATED = "translated";

    public static final String LEFT = "left";
    public static final String OVERRULED = "overruled";

    private static final List<Field> ASSESSED = assessed();

    /** 40(4), (5): what spontaneous information says of itself. */
    private static final List<Field> INFORMED =
            List.of(
                    new Field("requestedState", TERMS, STATE, true),
                    new Field("information", FACTS, LONG_TEXT, true),
                    new Field("reasonUseful", REASONS, LONG_TEXT, true),
                    new Field("sourceProceeding", TERMS, TEXT, true),
                    new Field("personalData", TERMS, TRUTH, true).stating(Fact.PERSONAL),
                    new Field("transferBasis", TERMS, TEXT, true),
                    new Field("confidential", TERMS, TRUTH, false).stating(Fact.CONFIDENTIAL),
                    new Field("confidentialUntil", TERMS, DATE, false),
                    new Field("confidentialReview", TERMS, DATE, false),
                    new Field("confidentialReason", REASONS, LONG_TEXT, false),
                    new Field("useRestriction", TERMS, LONG_TEXT, false),
                    new Field("victims", VICTIMS, TEXTS, false));

    private Cooperation() {}

    /** Reads what an envelope says. Never fails: what is missing or misshapen was not said. */
    public static Act read(Envelope envelope) {
        return ActReader.read(envelope);
    }

    public static boolean personal(String type) {
        return Type.of(type).filter(Type::personal).isPresent();
    }

    /**
     * Whether only a person may take it in this office. What a duty officer orders at night nobody
     * else of the authority has looked at: it bears their own passkey, where by day the authority's
     * key is enough (docs/decisions/0127).
     */
    public static boolean personal(String type, String office) {
        return personal(type) || type.equals(Type.ORDER.word()) && office.equals(Office.DUT.name());
    }

    /** The same of an act, by its header. */
    public static boolean personal(Header header) {
        return personal(header.type(), header.author().office());
    }

    public static boolean internal(String type) {
        return Type.of(type).filter(Type::internal).isPresent();
    }

    /** Whether accounts, categories and a period belong to {@code measure}. */
    public static boolean isOverData(Measure measure) {
        return RequestFields.isOverData(measure);
    }

    /**
     * The States that may hold an act: both parties, or its author's alone while it is internal.
     */
    public static Set<String> audience(Docket docket, Digest act) {
        var states = new TreeSet<String>();
        docket.entry(act)
                .ifPresent(
                        entry -> {
                            states.add(entry.header().author().state());
                            // Only its own State discloses what is internal to it.
                            var disclosed =
                                    docket.all(Act.Transmit.class).stream()
                                            .filter(
                                                    transmit ->
                                                            transmit.header()
                                                                    .author()
                                                                    .state()
                                                                    .equals(
                                                                            entry.header()
                                                                                    .author()
                                                                                    .state()))
                                            .anyMatch(
                                                    transmit ->
                                                            ((Act.Transmit) transmit.act())
                                                                    .discloses()
                                                                    .contains(act));
                            if (internal(entry.header().type()) && !disclosed) return;
                            docket.requesting().ifPresent(states::add);
                            docket.requested().ifPresent(states::add);
                        });
        return states;
    }

    /** What an act of {@code type} says, in the order in which a form asks for it. */
    public static List<Field> fields(Type type) {
        return switch (type) {
            case APPLY ->
                    join(
                            List.of(
                                    new Field("requestedState", TERMS, STATE, true),
                                    new Field("measure", TERMS, CODE, true).stating(Fact.MEASURE),
                                    new Field("offenceTitle", TERMS, TEXT, true),
                                    new Field("statute", TERMS, LONG_TEXT, true),
                                    new Field("conventionArticle", TERMS, NUMBER, false),
                                    new Field("maxMonths", TERMS, NUMBER, true),
                                    new Field("maxMonthsRequested", TERMS, NUMBER, false),
                                    new Field("summary", FACTS, LONG_TEXT, true)),
                            scope(),
                            RequestFields.NEEDS,
                            List.of(
                                    new Field("proportionality", REASONS, LONG_TEXT, true),
                                    new Field("lessIntrusiveMeans", REASONS, LONG_TEXT, true),
                                    new Field("newSince", REASONS, LONG_TEXT, false),
                                    new Field("victims", VICTIMS, TEXTS, false)));
            case AUTHORISE ->
                    join(
                            List.of(
                                    new Field("requestedState", TERMS, STATE, true),
                                    new Field("application", TERMS, DIGEST, false)),
                            scope(),
                            List.of(
                                    new Field("until", TERMS, DATE, true),
                                    new Field("proportionality", REASONS, LONG_TEXT, true),
                                    narrowing()));
            case DECLINE ->
                    List.of(
                            new Field("declined", TERMS, DIGEST, true),
                            codes("tests", CODES, Act.LegalTest.values()),
                            reasons(),
                            new Field("cure", REASONS, LONG_TEXT, false));
            case REQUEST -> RequestFields.ALL;
            case ACKNOWLEDGE -> List.of(request());
            case ASK_INFORMATION ->
                    List.of(request(), new Field("question", FACTS, LONG_TEXT, true));
            case SUPPLY_INFORMATION ->
                    List.of(
                            new Field("question", TERMS, DIGEST, true),
                            new Field("answer", FACTS, LONG_TEXT, true),
                            new Field("victims", VICTIMS, TEXTS, false));
            case FIND ->
                    List.of(
                            request(),
                            new Field("safeguard", TERMS, SAFEGUARD, true),
                            new Field("outcome", TERMS, OUTCOME, true),
                            new Field("conduct", TERMS, CONDUCT, false),
                            reasons());
            case ASSESS -> join(List.of(request()), ASSESSED, List.of(reasons()));
            case CONTEST ->
                    List.of(
                            new Field("assessment", TERMS, DIGEST, true),
                            new Field("contested", TERMS, CODES, true)
                                    .of(ASSESSED.stream().map(Field::name).toArray(String[]::new)),
                            reasons());
            case REFUSE ->
                    join(
                            List.of(request(), new Field("grounds", TERMS, GROUNDS, true)),
                            decided(),
                            List.of(
                                    new Field("headOfAuthority", TERMS, TRUTH, false)
                                            .stating(Fact.HEAD_SIGNED)));
            case POSTPONE ->
                    join(List.of(request(), new Field("until", TERMS, DATE, true)), decided());
            case PRESERVE ->
                    join(
                            List.of(request()),
                            scope(),
                            List.of(
                                    new Field("preservedFrom", TERMS, DATE, true),
                                    new Field("until", TERMS, DATE, true),
                                    new Field("renews", TERMS, DIGEST, false)));
            case ASK_EXTENSION ->
                    List.of(
                            new Field("preservation", TERMS, DIGEST, true),
                            new Field("until", TERMS, DATE, true),
                            new Field("necessity", REASONS, LONG_TEXT, true));
            case RELEASE -> List.of(new Field("preservation", TERMS, DIGEST, true), reasons());
            case INFORM -> join(INFORMED, ASSESSED);
            case ASK_CONSENT ->
                    List.of(
                            transmission(),
                            codes("seeks", CODES, Act.Doing.values()),
                            new Field("concerning", TERMS, DIGESTS, false),
                            new Field("purpose", TERMS, TEXT, true),
                            new Field("recipient", TERMS, TEXT, false),
                            handling("handlers"),
                            new Field("keepUntil", TERMS, DATE, false),
                            new Field("dataItems", SUBJECT, TEXTS, false),
                            new Field("safeguards", REASONS, LONG_TEXT, false),
                            reasons());
            case CONSENT ->
                    List.of(
                            new Field("consentSought", TERMS, DIGEST, true),
                            new Field("granted", TERMS, TRUTH, true),
                            new Field("concerning", TERMS, DIGESTS, false),
                            new Field("consentUntil", TERMS, DATE, false),
                            new Field("furtherConditions", REASONS, LONG_TEXT, false),
                            reasons());
            case TRANSFER_ONWARD ->
                    List.of(
                            new Field("transmission", TERMS, DIGEST, true),
                            new Field("consent", TERMS, DIGEST, false),
                            new Field("concerning", TERMS, DIGESTS, false),
                            new Field("recipient", TERMS, TEXT, true),
                            new Field("purpose", TERMS, TEXT, true),
                            new Field("dataItems", SUBJECT, TEXTS, true),
                            new Field("safeguards", REASONS, LONG_TEXT, false));
            case REPORT_USE ->
                    List.of(
                            new Field("transmission", TERMS, DIGEST, true),
                            new Field("caseReference", TERMS, TEXT, false),
                            new Field("useMade", FACTS, LONG_TEXT, true),
                            new Field("disclosures", FACTS, LONG_TEXT, false),
                            new Field("deletionDate", TERMS, DATE, false),
                            new Field("evidenceHashes", TERMS, TEXTS, false));
            case USE ->
                    List.of(
                            transmission(),
                            new Field("used", TERMS, DIGESTS, true),
                            new Field("purpose", TERMS, TEXT, true),
                            new Field("useMade", FACTS, LONG_TEXT, true));
            case NOTIFY_EXCULPATORY ->
                    List.of(
                            transmission(),
                            new Field("exculpatory", TERMS, DIGESTS, true),
                            new Field("disclosureOn", TERMS, DATE, true),
                            reasons());
            case DISCLOSE_EXCULPATORY ->
                    List.of(
                            transmission(),
                            new Field("exculpatory", TERMS, DIGESTS, true),
                            new Field("recipient", TERMS, TEXT, true),
                            new Field("notice", TERMS, DIGEST, false),
                            new Field("withoutNotice", REASONS, LONG_TEXT, false),
                            reasons());
            case PROPOSE_DISPOSAL -> List.of(transmission(), disposed(), method(), reasons());
            case DISPOSE ->
                    List.of(
                            transmission(),
                            new Field("proposed", TERMS, DIGEST, true),
                            disposed(),
                            method());
            case CONFIRM_RETURN -> List.of(new Field("disposal", TERMS, DIGEST, true), disposed());
            case CERTIFY_DISPOSAL -> certificate("disposal");
            case RECEIVE_CERTIFICATE ->
                    List.of(new Field("certificate", TERMS, DIGEST, true), disposed());
            case CERTIFY_DESTRUCTION -> certificate("destruction");
            case CONSULT ->
                    List.of(
                            new Field("about", TERMS, DIGEST, true),
                            new Field("message", FACTS, LONG_TEXT, true));
            case AUTHORISE_EXECUTION ->
                    join(
                            List.of(request()),
                            scope(),
                            List.of(new Field("until", TERMS, DATE, true), reasons(), narrowing()));
            case ORDER ->
                    join(
                            List.of(
                                    new Field("authorisation", TERMS, DIGEST, true),
                                    new Field("provider", TERMS, TEXT, true)),
                            scope(),
                            List.of(new Field("due", TERMS, DATE, true)));
            case OBJECT -> List.of(new Field("order", TERMS, DIGEST, true), reasons());
            case PRODUCE ->
                    join(
                            List.of(new Field("order", TERMS, DIGEST, true)),
                            scope(),
                            List.of(
                                    exhibits(),
                                    new Field("manifests", EXHIBITS_SECTION, MANIFESTS, false)));
            case TRANSMIT ->
                    List.of(
                            request(),
                            new Field("order", TERMS, DIGEST, true),
                            new Field("discloses", TERMS, DIGESTS, true),
                            new Field("purpose", TERMS, TEXT, true),
                            exhibits(),
                            new Field("alsoFor", TERMS, TEXTS, false),
                            handling("handledBy"),
                            new Field("onwardTo", TERMS, TEXTS, false),
                            new Field("forbids", TERMS, CODES, false)
                                    .of(
                                            Act.Doing.COPY.name(),
                                            Act.Doing.EXPORT.name(),
                                            Act.Doing.DISCLOSE.name()),
                            new Field("confidential", TERMS, TRUTH, false),
                            new Field("keptUntil", TERMS, DATE, false),
                            new Field("atEnd", TERMS, CODE, false)
                                    .of(Act.Disposal.RETURN.name(), Act.Disposal.DESTROY.name()));
            case CONFIRM_RECEIPT ->
                    List.of(
                            new Field("transmission", TERMS, DIGEST, true),
                            new Field("purpose", TERMS, TEXT, true),
                            exhibits());
            case WITHDRAW -> List.of(request(), reasons());
            case CONTEST_SIGNATURE -> List.of(new Field("signed", TERMS, DIGEST, true), reasons());
            case RESOLVE_CONTEST ->
                    List.of(
                            new Field("contest", TERMS, DIGEST, true),
                            new Field("resolution", TERMS, CODE, true)
                                    .of(
                                            Act.Resolution.GENUINE.name(),
                                            Act.Resolution.NOT_GENUINE.name()),
                            reasons());
            case REMEDY ->
                    List.of(
                            codes("remedy", CODE, Act.Redress.values()),
                            new Field("struck", TERMS, DIGESTS, true),
                            codes("tests", CODES, Act.LegalTest.values()),
                            new Field("addressee", TERMS, STATE, false),
                            new Field("due", TERMS, DATE, false),
                            reasons());
            case LIFT_SUSPENSION ->
                    List.of(new Field("suspension", TERMS, DIGEST, true), reasons());
            case REMEDIED ->
                    List.of(
                            new Field("ordered", TERMS, DIGEST, true),
                            new Field("doneOn", TERMS, DATE, true),
                            new Field("done", REASONS, LONG_TEXT, true));
            case CLOSE -> List.of(reasons());
            case HOLD -> List.of(new Field("until", TERMS, DATE, true), reasons());
            case LIFT_HOLD -> List.of(new Field("hold", TERMS, DIGEST, true), reasons());
            case PROPOSE_ERASURE -> List.of(named(), law(), reasons());
            case ERASE ->
                    List.of(
                            new Field("proposal", TERMS, DIGEST, false),
                            new Field("duty", TERMS, DIGEST, false),
                            named(),
                            law(),
                            new Field("due", TERMS, DATE, false),
                            new Field("partner", TERMS, STATE, false));
            case CERTIFY_DELETION ->
                    List.of(
                            new Field("erasure", TERMS, DIGEST, true),
                            new Field("duty", TERMS, DIGEST, false),
                            named(),
                            new Field("erasedOn", TERMS, DATE, true),
                            new Field("copies", TERMS, LONG_TEXT, true),
                            law());
            case DISCLOSE ->
                    List.of(
                            new Field("audience", TERMS, TEXT, true),
                            new Field("recipient", TERMS, TEXT, true),
                            new Field("withheld", TERMS, TEXTS, false),
                            reasons());
            case COMPARE ->
                    List.of(
                            new Field("order", TERMS, DIGEST, true),
                            new Field("tool", TERMS, TEXT, true),
                            exhibits());
            case DECLARE ->
                    List.of(
                            new Field("order", TERMS, DIGEST, true),
                            new Field("exhibit", TERMS, DIGEST, true),
                            new Field("contents", TERMS, TEXT, true),
                            new Field("withinOrder", TERMS, TRUTH, true),
                            new Field("knownFrom", REASONS, LONG_TEXT, true));
            case DECIDE_SET_ASIDE ->
                    List.of(
                            new Field("comparison", TERMS, DIGEST, true),
                            new Field("setAside", TERMS, DIGESTS, true),
                            codes("decision", CODE, Act.Decision.values()),
                            reasons());
            case DESTROY ->
                    List.of(
                            new Field("decided", TERMS, DIGEST, true),
                            new Field("setAside", TERMS, DIGESTS, true));
            case MARK ->
                    List.of(
                            new Field("exhibit", TERMS, DIGEST, true),
                            codes("protection", CODES, Act.Protection.values()),
                            codes("saidBy", CODE, Act.Marker.values()),
                            reasons());
            case REVIEW_MARK ->
                    List.of(
                            new Field("mark", TERMS, DIGEST, true),
                            codes("finding", CODE, Act.Reviewed.values()),
                            reasons());
            case RULE_ON_MARK ->
                    List.of(
                            new Field("mark", TERMS, DIGEST, true),
                            codes("ruling", CODE, Act.MarkRuling.values()),
                            new Field("narrowed", TERMS, DIGEST, false),
                            reasons());
            case HAND_OVER -> touch(new Field("recipient", TERMS, TEXT, true));
            case RECEIVE -> touch(new Field("handover", TERMS, DIGEST, true));
            case HANDLE -> touch(codes("handling", CODE, Act.Handling.values()));
            case DERIVE ->
                    touch(
                            codes("made", CODE, Act.Making.values()),
                            new Field("tool", TERMS, TEXT, true),
                            new Field("version", TERMS, TEXT, true),
                            new Field("parameters", TERMS, LONG_TEXT, false),
                            new Field("commitment", TERMS, TEXT, false),
                            exhibits());
            case IMPORT ->
                    List.of(
                            new Field("giver", TERMS, TEXT, true),
                            new Field("place", TERMS, TEXT, true),
                            new Field("under", TERMS, DIGEST, true),
                            new Field("format", TERMS, TEXT, true),
                            new Field("verdict", TERMS, TEXT, true),
                            new Field("tool", TERMS, TEXT, true),
                            new Field("version", TERMS, TEXT, true),
                            new Field("files", TERMS, NUMBER, true),
                            exhibits(),
                            reasons());
            case CERTIFY_HANDLER ->
                    List.of(
                            new Field("holder", TERMS, TEXT, true),
                            new Field("course", TERMS, TEXT, true),
                            new Field("validFrom", TERMS, DATE, true),
                            new Field("validUntil", TERMS, DATE, true),
                            new Field("reference", TERMS, TEXT, true));
            case ADMIT ->
                    List.of(
                            new Field("counsel", TERMS, TEXT, true),
                            codes("client", CODE, Act.Client.values()),
                            codes("opened", CODES, Act.Opened.values()),
                            new Field("openedExhibits", TERMS, DIGESTS, false),
                            new Field("until", TERMS, DATE, true),
                            new Field("despiteSecrecy", TERMS, TRUTH, false),
                            reasons());
            case EXTEND_ADMISSION ->
                    List.of(admission(), new Field("until", TERMS, DATE, true), reasons());
            case END_ADMISSION -> List.of(admission(), reasons());
            case COUNT_OUTAGE -> List.of(admission(), new Field("outages", TERMS, TEXTS, true));
            case PROPOSE_OPENING ->
                    List.of(
                            named(),
                            codes("purpose", CODE, Act.InspectionPurpose.values()),
                            new Field("until", TERMS, DATE, true),
                            reasons());
            case ANSWER_OPENING ->
                    List.of(
                            new Field("proposal", TERMS, DIGEST, true),
                            codes("answer", CODE, Act.OpeningAnswer.values()),
                            reasons());
            case TRANSLATE -> translation();
            case SEAL_DOCKET -> List.of(new Field("until", TERMS, DATE, true), reasons());
            case UNSEAL_DOCKET -> List.of(new Field("seal", TERMS, DIGEST, true), reasons());
            case BREAK_GLASS ->
                    List.of(codes("purpose", CODE, Act.ReadingPurpose.values()), reasons());
            case CONFIRM_BREAK_GLASS -> List.of(new Field("brokenGlass", TERMS, DIGEST, true));
            case CALL_BACK ->
                    List.of(
                            new Field("request", TERMS, DIGEST, true),
                            codes("callResult", CODE, Act.CallResult.values()),
                            new Field("numberCalled", TERMS, TEXT, true),
                            new Field("wordsRead", TERMS, TEXT, false),
                            new Field("spokeWith", FACTS, TEXT, true));
            case REPORT_ERROR ->
                    List.of(
                            codes("mistake", CODE, Act.Mistake.values()),
                            new Field("mistakenActs", TERMS, DIGESTS, false),
                            new Field("quarantined", TERMS, DIGESTS, false),
                            new Field("mistakenSince", TERMS, DATE, true),
                            new Field("concerned", SUBJECT, TEXT, true),
                            new Field("foundHow", FACTS, LONG_TEXT, true),
                            new Field("doneAtOnce", FACTS, LONG_TEXT, true));
            case CLASSIFY_ERROR ->
                    List.of(
                            new Field("errorReport", TERMS, DIGEST, true),
                            codes("gravity", CODE, Act.Gravity.values()),
                            codes("decision", CODE, Act.Decision.values()),
                            new Field("due", TERMS, DATE, false),
                            reasons());
            case DELAY_NOTICE ->
                    List.of(
                            new Field("secrecy", TERMS, DIGEST, false),
                            new Field("until", TERMS, DATE, true),
                            new Field("review", TERMS, DATE, true),
                            reasons());
            case LIFT_SECRECY -> List.of(new Field("secrecy", TERMS, DIGEST, true), reasons());
            case NOTIFY ->
                    List.of(
                            codes("told", CODE, Act.Told.values()),
                            codes("servedBy", CODE, Act.Channel.values()),
                            new Field("servedOn", TERMS, DATE, true),
                            new Field("noticeLanguage", TERMS, TEXT, true),
                            new Field("noticeHash", TERMS, TEXT, true),
                            new Field("handedTo", SUBJECT, TEXT, true),
                            new Field("ofError", TERMS, DIGEST, false));
            case REPORT_NOT_FOUND ->
                    List.of(
                            codes("told", CODE, Act.Told.values()),
                            new Field("triedOn", TERMS, DATE, true),
                            new Field("tried", REASONS, LONG_TEXT, true));
        };
    }

    /** 40(14): of which act, from which language into which; and for each section what it says. */
    private static List<Field> translation() {
        var fields =
                new ArrayList<>(
                        List.of(
                                new Field("translates", TERMS, DIGEST, true),
                                new Field("writtenIn", TERMS, TEXT, true),
                                new Field("translatedInto", TERMS, TEXT, true),
                                new Field("replaces", TERMS, DIGEST, false),
                                new Field("untranslated", TERMS, TEXTS, false),
                                new Field("accurate", TERMS, TRUTH, true),
                                new Field("machine", TERMS, TRUTH, true),
                                new Field("tool", TERMS, TEXT, false)));
        for (var section : TRANSLATABLE) {
            fields.add(new Field(TRANSLATED, section, NAMED_TEXTS, false));
            fields.add(new Field(LEFT, section, TEXTS, false));
            fields.add(new Field(OVERRULED, section, NAMED_TEXTS, false));
        }
        return List.copyOf(fields);
    }

    /** What every touch of evidence says: what, where, under what, why; and what is its own. */
    private static List<Field> touch(Field... own) {
        return join(
                List.of(new Field("handled", TERMS, DIGESTS, true)),
                List.of(own),
                List.of(
                        new Field("place", TERMS, TEXT, true),
                        new Field("under", TERMS, DIGEST, true),
                        reasons()));
    }

    /** What a decision against a request says: 40(25), (28). */
    private static List<Field> decided() {
        return List.of(
                reasons(),
                new Field("consultation", TERMS, DIGEST, false),
                new Field("alternatives", REASONS, LONG_TEXT, false),
                new Field("remedyInfo", REASONS, LONG_TEXT, false));
    }

    /** The facts that a reviewer assesses; no program knows them. */
    private static List<Field> assessed() {
        var fields = new ArrayList<Field>();
        for (var fact : Fact.values()) {
            if (fact.isAssessed())
                fields.add(new Field(fact.path(), FACTS, kind(fact), false).stating(fact));
        }
        return List.copyOf(fields);
    }

    private static Field.Kind kind(Fact fact) {
        return switch (fact.kind()) {
            case TRUTH -> TRUTH;
            case NUMBER -> NUMBER;
            case TEXT -> LONG_TEXT;
            case CODE -> CODE;
            case CODES -> CODES;
        };
    }

    private static Field codes(String name, Field.Kind kind, Enum<?>[] words) {
        return new Field(name, TERMS, kind, true)
                .of(Stream.of(words).map(Enum::name).toArray(String[]::new));
    }

    private static Field transmission() {
        return new Field("transmission", TERMS, DIGEST, true);
    }

    private static Field admission() {
        return new Field("admission", TERMS, DIGEST, true);
    }

    private static Field disposed() {
        return new Field("disposed", TERMS, DIGESTS, true);
    }

    private static Field method() {
        return codes("method", CODE, Act.Disposal.values());
    }

    /** The offices that handle what another State gave. */
    private static Field handling(String name) {
        return new Field(name, TERMS, CODES, false)
                .of(
                        Stream.of(
                                        Office.INV,
                                        Office.PRO,
                                        Office.CAO,
                                        Office.JUD,
                                        Office.DUT,
                                        Office.CUS)
                                .map(Enum::name)
                                .toArray(String[]::new));
    }

    /** What a certificate says, and of which act. */
    private static List<Field> certificate(String of) {
        return List.of(
                new Field(of, TERMS, DIGEST, true),
                disposed(),
                method(),
                new Field("disposedOn", TERMS, DATE, true),
                new Field("persons", TERMS, TEXTS, true),
                new Field("copies", TERMS, LONG_TEXT, true));
    }

    private static Field request() {
        return new Field("request", TERMS, DIGEST, true);
    }

    private static Field reasons() {
        return new Field("reasons", REASONS, LONG_TEXT, true);
    }

    /** Why less was authorised than was asked. */
    private static Field narrowing() {
        return new Field("narrowing", REASONS, LONG_TEXT, false);
    }

    private static Field named() {
        return new Field("sections", TERMS, Field.Kind.SECTIONS, true);
    }

    private static Field law() {
        return new Field("law", TERMS, TEXT, true);
    }

    private static Field exhibits() {
        return new Field("exhibits", EXHIBITS_SECTION, EXHIBITS, true);
    }

    private static List<Field> scope() {
        return List.of(
                new Field("accounts", SUBJECT, TEXTS, true),
                new Field("categories", TERMS, CATEGORIES, true),
                new Field("from", TERMS, DATE, true),
                new Field("to", TERMS, DATE, true));
    }

    @SafeVarargs
    private static List<Field> join(List<Field>... parts) {
        var all = new ArrayList<Field>();
        for (var part : parts) all.addAll(part);
        return List.copyOf(all);
    }
}
