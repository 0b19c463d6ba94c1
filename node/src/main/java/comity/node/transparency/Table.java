package comity.node.transparency;

import comity.treaty.docket.Act;
import comity.treaty.terms.DataCategory;
import comity.treaty.terms.Ground;
import comity.treaty.terms.Measure;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The tables that are published, each apart for requests that this State makes and for those that
 * it is asked. The set is fixed: another cut of the same requests would be another version, for
 * periods that come after it.
 */
enum Table {
    /** Requests by partner State and by what they ask for. */
    MEASURE(
            Stream.concat(
                            Stream.of(Measure.values())
                                    .filter(
                                            measure ->
                                                    measure != Measure.EMERGENCY
                                                            && measure != Measure.SPONTANEOUS)
                                    .map(Enum::name),
                            Stream.of(Table.UNKNOWN))
                    .toList()),
    /** Requests by the most intrusive kind of data. */
    DATA(Stream.concat(names(DataCategory.values()), Stream.of("NONE")).toList()),
    URGENCY(List.of("ORDINARY", "URGENT", "EMERGENCY")),
    /** Requests by the Convention's article that covers the offence. */
    ARTICLE(
            Stream.concat(
                            IntStream.rangeClosed(7, 17).mapToObj(Integer::toString),
                            Stream.of("NONE"))
                    .toList()),
    /**
     * Requests that were taken up, by the time that passed until the acknowledgement: how well
     * contact points and central authorities are reached (articles 40(12) and 41).
     */
    REACH(List.of("H1", "H24", "D3", "D7", "LONGER")),
    /** Requests that were answered, by how. */
    RESULT(List.of("PRODUCED", "REFUSED", "WITHDRAWN", "CLOSED")),
    /** The same, by the time that passed from request to answer. */
    DURATION(List.of("D1", "D7", "D30", "D90", "D180", "D365", "LONGER")),
    /** Refusals, by the first of their grounds in this order: those that protect persons first. */
    GROUND(
            Stream.of(
                            Stream.of(
                                            Ground.HUMAN_RIGHTS,
                                            Ground.DISCRIMINATION,
                                            Ground.DATA_PROTECTION,
                                            Ground.ESSENTIAL_INTERESTS,
                                            Ground.CONTRARY_TO_LEGAL_SYSTEM,
                                            Ground.PROHIBITED_FOR_SIMILAR_DOMESTIC_OFFENCE,
                                            Ground.DUAL_CRIMINALITY,
                                            Ground.OUT_OF_SCOPE,
                                            Ground.RESERVATION,
                                            Ground.DE_MINIMIS,
                                            Ground.NOT_IN_CONFORMITY,
                                            Ground.FISCAL,
                                            Ground.BANK_SECRECY)
                                    .map(Enum::name),
                            Stream.of(Table.UNKNOWN))
                    .flatMap(one -> one)
                    .toList()),
    /** What judges of this State decided on applications and on requests. */
    COURT(List.of("DECLINED", "NARROWED", "AS_ASKED")),
    /** Orders to preserve, and what became of what was preserved. */
    PRESERVATION(List.of("ORDERED", "RENEWED", "FOLLOWED", "LAPSED")),
    /**
     * What followed, short of a refusal, where the requested State had found a concern for a
     * person's rights. Acts name a ground for refusals alone, so this counts the order of acts and
     * claims no cause.
     */
    RIGHTS(List.of("NARROWED", "CONDITIONED"));

    /** Of the set of tables, in what is published. */
    static final int VERSION = 2;

    static final String UNKNOWN = "UNKNOWN";

    private final List<String> categories;

    Table(List<String> categories) {
        this.categories = categories;
    }

    /** All that it has a row for, counted or not: an absent row would tell as much as a zero. */
    List<String> categories() {
        return categories;
    }

    /** Whether its numbers add up to one that is published with it. */
    boolean hasTotal() {
        return this != COURT && this != PRESERVATION && this != RIGHTS;
    }

    private static Stream<String> names(Enum<?>[] values) {
        return Stream.of(values).map(Enum::name);
    }

    /**
     * The kind of data that {@code request} is counted under. Where the measure says it, the
     * measure does, so that the two tables differ by nothing that a reader could not know.
     */
    static String data(Act.Request request) {
        return implied(measure(request))
                .orElseGet(
                        () ->
                                request.scope().categories().stream()
                                        .max(DataCategory::compareTo)
                                        .map(Enum::name)
                                        .orElse("NONE"));
    }

    /** The kind of data that a measure is about by its very name. */
    static Optional<String> implied(String measure) {
        return switch (measure) {
            case "PRODUCE_SUBSCRIBER" -> Optional.of("SUBSCRIBER");
            case "PRODUCE_TRAFFIC", "TRAFFIC_DISCLOSE", "RT_TRAFFIC" -> Optional.of("TRAFFIC");
            case "PRODUCE_CONTENT", "INTERCEPT" -> Optional.of("CONTENT");
            default -> Optional.empty();
        };
    }

    /**
     * What {@code request} is counted under. One to avert an emergency asks for data, and is
     * counted as what it asks for; that it is one stands under {@link #URGENCY} alone, since the
     * same fact in two tables would let one be taken from the other.
     */
    static String measure(Act.Request request) {
        var said = request.measure().map(Enum::name).orElse(UNKNOWN);
        if (!said.equals(Measure.EMERGENCY.name()))
            return MEASURE.categories().contains(said) ? said : UNKNOWN;
        return request.scope().categories().stream()
                .max(DataCategory::compareTo)
                .map(category -> "PRODUCE_" + category.name())
                .orElse(UNKNOWN);
    }
}
