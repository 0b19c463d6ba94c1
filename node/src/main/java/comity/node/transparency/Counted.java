package comity.node.transparency;

import comity.record.act.Digest;
import comity.treaty.docket.Act;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Entry;
import comity.treaty.terms.Measure;
import comity.treaty.terms.Rehearsal;
import comity.treaty.terms.Safeguard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What one act of a docket adds to the statistics: a pure function of the docket. Codes alone; each
 * request, answer and decision is counted once, with the act that made it.
 *
 * @param counters each goes up by one
 */
record Counted(Digest act, List<Counter> counters) {
    Counted {
        counters = List.copyOf(counters);
    }

    /**
     * A number that is kept.
     *
     * @param table under {@link Table#MEASURE} the category is the measure, a stroke, and the kind
     *     of data: both tables of requests are sums of these
     * @param partner the other State; empty in tables that do not tell partners apart
     */
    record Counter(Table table, Direction direction, String partner, String category) {
        /** As it stands in the database. */
        String text() {
            return table + "|" + direction + "|" + partner + "|" + category;
        }

        static Counter of(String text) {
            var parts = text.split("\\|", -1);
            return new Counter(
                    Table.valueOf(parts[0]), Direction.valueOf(parts[1]), parts[2], parts[3]);
        }
    }

    /** Whose request it is. */
    enum Direction {
        /** This State asks. */
        OUTGOING,
        /** This State is asked. */
        INCOMING
    }

    /**
     * @param own the State whose statistics these are
     */
    static List<Counted> of(Docket docket, String own) {
        var requesting = docket.requesting().orElse("");
        var requested = docket.requested().orElse("");
        if (Rehearsal.concerns(requesting, requested)) return List.of();
        var direction = requesting.equals(own) ? Direction.OUTGOING : Direction.INCOMING;
        var partner = direction == Direction.OUTGOING ? requested : requesting;
        return new Counting(docket, own, direction, partner).all();
    }

    private static final class Counting {
        private final Docket docket;
        private final String own;
        private final Direction direction;
        private final String partner;
        private final List<Counted> found = new ArrayList<>();

        /** Each is answered once: what comes after its first answer is not another. */
        private final Set<Digest> answered = new HashSet<>();

        /** Each is taken up once, the first time that the State that is asked says so. */
        private final Set<Digest> takenUp = new HashSet<>();

        private boolean preservedInVain = true;

        Counting(Docket docket, String own, Direction direction, String partner) {
            this.docket = docket;
            this.own = own;
            this.direction = direction;
            this.partner = partner;
        }

        List<Counted> all() {
            for (var entry : docket.entries()) {
                if (entry.overridden()) continue;
                var counters = counters(entry);
                if (!counters.isEmpty()) found.add(new Counted(entry.digest(), counters));
            }
            return found;
        }

        private List<Counter> counters(Entry entry) {
            return switch (entry.act()) {
                case Act.Request request -> request(entry, request);
                case Act.Acknowledge acknowledge -> takenUp(entry, acknowledge);
                case Act.Transmit transmit -> produced(entry, transmit);
                case Act.Refuse refuse -> refusal(entry, refuse);
                case Act.Withdraw withdraw -> answer(entry, withdraw.request(), "WITHDRAWN");
                case Act.Close _ -> closed(entry);
                case Act.Decline _ -> court(entry, "DECLINED");
                case Act.Authorise _ -> court(entry, extent(entry));
                case Act.AuthoriseExecution execution -> execution(entry, execution);
                case Act.Preserve preserve ->
                        List.of(
                                counter(
                                        Table.PRESERVATION,
                                        preserve.renews().isEmpty() ? "ORDERED" : "RENEWED"));
                case Act.Release _ -> released();
                default -> List.of();
            };
        }

        private List<Counter> request(Entry entry, Act.Request request) {
            var counters = new ArrayList<Counter>();
            counters.add(
                    new Counter(
                            Table.MEASURE,
                            direction,
                            partner,
                            Table.measure(request) + "/" + Table.data(request)));
            counters.add(counter(Table.URGENCY, urgency(request)));
            counters.add(
                    counter(
                            Table.ARTICLE,
                            request.offence()
                                    .article()
                                    .map(Object::toString)
                                    .filter(Table.ARTICLE.categories()::contains)
                                    .orElse("NONE")));
            var preserves = request.measure().filter(Measure.PRESERVE::equals).isPresent();
            if (!preserves && isPreservedBefore(entry) && preservedInVain) {
                preservedInVain = false;
                counters.add(counter(Table.PRESERVATION, "FOLLOWED"));
            }
            return counters;
        }

        private boolean isPreservedBefore(Entry request) {
            for (var entry : docket.entries()) {
                if (entry.digest().equals(request.digest())) return false;
                if (entry.act() instanceof Act.Preserve && !entry.overridden()) return true;
            }
            return false;
        }

        private List<Counter> released() {
            if (!preservedInVain) return List.of();
            preservedInVain = false;
            return List.of(counter(Table.PRESERVATION, "LAPSED"));
        }

        private static String urgency(Act.Request request) {
            if (request.isEmergency()) return "EMERGENCY";
            return request.said()
                    .text("urgency")
                    .filter(Table.URGENCY.categories()::contains)
                    .orElse("ORDINARY");
        }

        private List<Counter> refusal(Entry entry, Act.Refuse refuse) {
            var counters = new ArrayList<>(answer(entry, refuse.request(), "REFUSED"));
            if (counters.isEmpty()) return counters;
            counters.add(
                    counter(
                            Table.GROUND,
                            Table.GROUND.categories().stream()
                                    .filter(
                                            ground ->
                                                    refuse.grounds().stream()
                                                            .anyMatch(
                                                                    one ->
                                                                            one.name()
                                                                                    .equals(
                                                                                            ground)))
                                    .findFirst()
                                    .orElse(Table.UNKNOWN)));
            return counters;
        }

        private List<Counter> produced(Entry entry, Act.Transmit transmit) {
            var counters = new ArrayList<>(answer(entry, transmit.request(), "PRODUCED"));
            if (!counters.isEmpty()
                    && !transmit.conditions().isEmpty()
                    && isConcernedBefore(entry, transmit.request()))
                counters.add(counter(Table.RIGHTS, "CONDITIONED"));
            return counters;
        }

        private String extent(Entry decision) {
            return docket.isNarrowed(decision.act()) ? "NARROWED" : "AS_ASKED";
        }

        private List<Counter> execution(Entry entry, Act.AuthoriseExecution execution) {
            var counters = new ArrayList<>(court(entry, extent(entry)));
            if (!counters.isEmpty()
                    && docket.isNarrowed(execution)
                    && isConcernedBefore(entry, execution.request()))
                counters.add(counter(Table.RIGHTS, "NARROWED"));
            return counters;
        }

        /**
         * Whether the requested State had found by then that one of the safeguards is in question,
         * or assessed that a person is at risk. That a later finding cleared it is no matter: what
         * was narrowed or conditioned may be why.
         */
        private boolean isConcernedBefore(Entry decision, Optional<Digest> request) {
            for (var entry : docket.entries()) {
                if (entry.digest().equals(decision.digest())) return false;
                if (!entry.overridden() && isConcern(entry.act(), request)) return true;
            }
            return false;
        }

        private static boolean isConcern(Act act, Optional<Digest> request) {
            return switch (act) {
                case Act.Find find ->
                        find.request().equals(request)
                                && find.outcome().filter(Act.Outcome.CONCERN::equals).isPresent()
                                && Safeguard.of(find.safeguard()).isPresent();
                case Act.Assess assess -> assess.request().equals(request) && assess.seesHarm();
                default -> false;
            };
        }

        private List<Counter> closed(Entry closing) {
            var counters = new ArrayList<Counter>();
            for (var request : docket.all(Act.Request.class))
                counters.addAll(answer(closing, Optional.of(request.digest()), "CLOSED"));
            return counters;
        }

        private List<Counter> takenUp(Entry taken, Act.Acknowledge acknowledge) {
            var request =
                    acknowledge
                            .request()
                            .flatMap(docket::entry)
                            .filter(entry -> entry.act() instanceof Act.Request);
            if (request.isEmpty() || !takenUp.add(request.get().digest())) return List.of();
            return List.of(
                    counter(
                            Table.REACH,
                            reached(
                                    Duration.between(
                                            request.get().header().at(), taken.header().at()))));
        }

        private static String reached(Duration time) {
            for (var hours : List.of(1, 24))
                if (time.compareTo(Duration.ofHours(hours)) <= 0) return "H" + hours;
            for (var days : List.of(3, 7))
                if (time.compareTo(Duration.ofDays(days)) <= 0) return "D" + days;
            return "LONGER";
        }

        private List<Counter> answer(Entry answer, Optional<Digest> named, String result) {
            var request =
                    named.flatMap(docket::entry)
                            .filter(entry -> entry.act() instanceof Act.Request)
                            .filter(entry -> !entry.overridden() || result.equals("WITHDRAWN"));
            if (request.isEmpty() || !answered.add(request.get().digest())) return List.of();
            return List.of(
                    counter(Table.RESULT, result),
                    counter(
                            Table.DURATION,
                            lasted(
                                    Duration.between(
                                            request.get().header().at(), answer.header().at()))));
        }

        private static String lasted(Duration time) {
            for (var days : List.of(1, 7, 30, 90, 180, 365))
                if (time.compareTo(Duration.ofDays(days)) <= 0) return "D" + days;
            return "LONGER";
        }

        private List<Counter> court(Entry entry, String outcome) {
            return entry.header().author().state().equals(own)
                    ? List.of(counter(Table.COURT, outcome))
                    : List.of();
        }

        private Counter counter(Table table, String category) {
            return new Counter(table, direction, "", category);
        }
    }
}
