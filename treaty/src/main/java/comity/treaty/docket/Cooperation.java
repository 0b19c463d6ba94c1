package comity.treaty.docket;

import static comity.treaty.docket.Field.Kind.CATEGORIES;
import static comity.treaty.docket.Field.Kind.CONDUCT;
import static comity.treaty.docket.Field.Kind.DATE;
import static comity.treaty.docket.Field.Kind.DIGEST;
import static comity.treaty.docket.Field.Kind.DIGESTS;
import static comity.treaty.docket.Field.Kind.EXHIBITS;
import static comity.treaty.docket.Field.Kind.GROUNDS;
import static comity.treaty.docket.Field.Kind.LONG_TEXT;
import static comity.treaty.docket.Field.Kind.NUMBER;
import static comity.treaty.docket.Field.Kind.OUTCOME;
import static comity.treaty.docket.Field.Kind.SAFEGUARD;
import static comity.treaty.docket.Field.Kind.STATE;
import static comity.treaty.docket.Field.Kind.TEXT;
import static comity.treaty.docket.Field.Kind.TEXTS;

import comity.record.act.Digest;
import comity.record.act.Envelope;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

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

    /**
     * All six stand in every header; an unused one holds a random digest, so that use does not
     * show.
     */
    public static final List<String> SECTIONS =
            List.of(OFFICER, TERMS, SUBJECT, FACTS, REASONS, EXHIBITS_SECTION);

    private Cooperation() {}

    /** Reads what an envelope says. Never fails: what is missing or misshapen was not said. */
    public static Act read(Envelope envelope) {
        return ActReader.read(envelope);
    }

    public static boolean personal(String type) {
        return Type.of(type).filter(Type::personal).isPresent();
    }

    public static boolean internal(String type) {
        return Type.of(type).filter(Type::internal).isPresent();
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
                            var disclosed =
                                    docket.all(Act.Transmit.class).stream()
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
            case AUTHORISE ->
                    join(
                            List.of(new Field("requestedState", TERMS, STATE, true)),
                            scope(),
                            List.of(
                                    new Field("until", TERMS, DATE, true),
                                    new Field("proportionality", REASONS, LONG_TEXT, true)));
            case REQUEST ->
                    join(
                            List.of(
                                    new Field("requestedState", TERMS, STATE, true),
                                    new Field("authorisation", TERMS, DIGEST, true),
                                    new Field("conductingAuthority", TERMS, TEXT, true),
                                    new Field("proceeding", TERMS, TEXT, true),
                                    new Field("offenceTitle", TERMS, TEXT, true),
                                    new Field("statute", TERMS, LONG_TEXT, true),
                                    new Field("conventionArticle", TERMS, NUMBER, false),
                                    new Field("maxMonths", TERMS, NUMBER, true),
                                    new Field("maxMonthsRequested", TERMS, NUMBER, false),
                                    new Field("conduct", TERMS, CONDUCT, false),
                                    new Field("summary", FACTS, LONG_TEXT, true),
                                    new Field("assistance", TERMS, TEXT, true)),
                            scope(),
                            List.of(
                                    new Field("purpose", TERMS, TEXT, true),
                                    new Field("language", TERMS, TEXT, true),
                                    new Field("proportionality", REASONS, LONG_TEXT, true),
                                    new Field("lessIntrusiveMeans", REASONS, LONG_TEXT, true)));
            case ACKNOWLEDGE -> List.of(request());
            case ASK_INFORMATION ->
                    List.of(request(), new Field("question", FACTS, LONG_TEXT, true));
            case SUPPLY_INFORMATION ->
                    List.of(
                            new Field("question", TERMS, DIGEST, true),
                            new Field("answer", FACTS, LONG_TEXT, true));
            case FIND ->
                    List.of(
                            request(),
                            new Field("safeguard", TERMS, SAFEGUARD, true),
                            new Field("outcome", TERMS, OUTCOME, true),
                            new Field("conduct", TERMS, CONDUCT, false),
                            reasons());
            case REFUSE ->
                    List.of(request(), new Field("grounds", TERMS, GROUNDS, true), reasons());
            case POSTPONE -> List.of(request(), new Field("until", TERMS, DATE, true), reasons());
            case CONSULT ->
                    List.of(
                            new Field("about", TERMS, DIGEST, true),
                            new Field("message", FACTS, LONG_TEXT, true));
            case AUTHORISE_EXECUTION ->
                    join(
                            List.of(request()),
                            scope(),
                            List.of(new Field("until", TERMS, DATE, true), reasons()));
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
                            List.of(exhibits()));
            case TRANSMIT ->
                    List.of(
                            request(),
                            new Field("order", TERMS, DIGEST, true),
                            new Field("discloses", TERMS, DIGESTS, true),
                            new Field("purpose", TERMS, TEXT, true),
                            exhibits());
            case CONFIRM_RECEIPT ->
                    List.of(
                            new Field("transmission", TERMS, DIGEST, true),
                            new Field("purpose", TERMS, TEXT, true),
                            exhibits());
            case WITHDRAW -> List.of(request(), reasons());
            case CLOSE -> List.of(reasons());
        };
    }

    private static Field request() {
        return new Field("request", TERMS, DIGEST, true);
    }

    private static Field reasons() {
        return new Field("reasons", REASONS, LONG_TEXT, true);
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
