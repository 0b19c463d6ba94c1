package comity.node.desk.work;

import comity.record.act.Author;
import comity.record.act.Digest;
import comity.record.act.Header;
import comity.treaty.docket.Act;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Links;
import comity.treaty.docket.Phase;
import comity.treaty.docket.Type;
import comity.treaty.law.Profiles;
import comity.treaty.rules.BrokenGlass;
import comity.treaty.rules.Defence;
import comity.treaty.rules.Timers;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * What a docket leaves in the tables: a pure function of the docket. Nothing of it is what an act
 * says in words: States, codes and days alone.
 *
 * @param acts how many
 * @param since when the turn began, as the author of the act says that began it
 * @param urgency 0 an emergency, 1 urgent, 2 neither
 * @param deadlines every clock with a day
 * @param lost seconds by stage and by the month in which a span ended
 * @param authorities that acted
 * @param persons this State's, by their ids, that acted or are admitted as counsel
 * @param judged what judges declined or narrowed
 * @param providers to whom something was ordered
 * @param earlier dockets that its requests name as those from which it follows
 */
record Line(
        UUID docket,
        int acts,
        String requesting,
        String requested,
        Phase phase,
        int urgency,
        Latest latest,
        Turn turn,
        Instant since,
        List<Deadline> deadlines,
        Map<Lost, Long> lost,
        SortedSet<String> authorities,
        SortedSet<String> persons,
        List<Judgement> judged,
        SortedSet<String> providers,
        SortedSet<UUID> earlier) {

    /** The last act in causal order. */
    record Latest(String type, String state, Instant at) {}

    /**
     * A clock with a day.
     *
     * @param isLatest whether it is the last day for something; else the first
     */
    record Deadline(Digest act, String timer, String state, LocalDate due, boolean isLatest) {}

    /** Under what a span of time is counted. */
    record Lost(YearMonth month, Stage stage, String state) {}

    /**
     * @param persons who stands behind which pseudonym of this docket, as far as this node knows
     * @param laws of its States, which start clocks of their own
     */
    static Line of(Docket docket, Map<Digest, String> persons, Profiles laws) {
        var headers = docket.headers();
        var last = headers.getLast();
        var steps = Turn.steps(docket);
        return new Line(
                docket.id(),
                headers.size(),
                docket.requesting().orElse(""),
                docket.requested().orElse(""),
                docket.phase(),
                urgency(docket),
                new Latest(last.type(), last.author().state(), last.at()),
                steps.isEmpty() ? Turn.NOBODY : steps.getLast().then(),
                since(steps, last.at()),
                deadlines(docket, laws),
                lost(steps),
                authorities(headers),
                persons(docket, persons),
                Judgement.of(docket),
                providers(docket),
                new TreeSet<>(Links.earlier(docket)));
    }

    /** Whether somebody has to do something, now or by a day. */
    boolean open() {
        return turn.stage() != Stage.NONE || next().isPresent();
    }

    /** The next day that is the last one for something. */
    Optional<Deadline> next() {
        return deadlines.stream()
                .filter(Deadline::isLatest)
                .min(
                        Comparator.comparing(Deadline::due)
                                .thenComparing(Deadline::timer)
                                .thenComparing(Deadline::act));
    }

    private static int urgency(Docket docket) {
        var most = 2;
        for (var entry : docket.all(Act.Request.class)) {
            var request = (Act.Request) entry.act();
            if (request.isEmergency()) return 0;
            if (request.said().text("urgency").filter("URGENT"::equals).isPresent()) most = 1;
        }
        return most;
    }

    /** Since the act from which on it was the same turn. */
    private static Instant since(List<Turn.Step> steps, Instant none) {
        for (var i = steps.size() - 1; i >= 0; i--)
            if (i == 0 || !steps.get(i - 1).then().equals(steps.get(i).then()))
                return steps.get(i).at();
        return none;
    }

    private static List<Deadline> deadlines(Docket docket, Profiles laws) {
        return Timers.on(docket, laws).stream()
                .filter(running -> running.due().isPresent())
                .map(
                        running ->
                                new Deadline(
                                        running.act(),
                                        running.timer().id(),
                                        running.state(),
                                        running.due().get(),
                                        running.timer().isLatest()))
                .distinct()
                .toList();
    }

    private static Map<Lost, Long> lost(List<Turn.Step> steps) {
        var lost = new TreeMap<Lost, Long>(Comparator.comparing(Lost::toString));
        for (var span : Turn.spans(steps)) {
            var month = YearMonth.from(span.to().atOffset(ZoneOffset.UTC));
            lost.merge(
                    new Lost(month, span.turn().stage(), span.turn().state()),
                    span.to().getEpochSecond() - span.from().getEpochSecond(),
                    Long::sum);
        }
        return lost;
    }

    private static SortedSet<String> providers(Docket docket) {
        var providers = new TreeSet<String>();
        for (var entry : docket.all(Act.Order.class)) {
            var provider = ((Act.Order) entry.act()).provider();
            if (!provider.isBlank()) providers.add(provider);
        }
        return providers;
    }

    private static SortedSet<String> authorities(List<Header> headers) {
        var authorities = new TreeSet<String>();
        headers.stream()
                .filter(Line::isOfProceeding)
                .map(Header::author)
                .map(Author::authority)
                .forEach(authorities::add);
        return authorities;
    }

    /** Whoever broke the glass to read it once has no part in it. */
    private static boolean isOfProceeding(Header header) {
        return Type.of(header.type()).filter(BrokenGlass::isOne).isEmpty();
    }

    private static SortedSet<String> persons(Docket docket, Map<Digest, String> behind) {
        var named = new LinkedHashSet<Digest>();
        docket.headers().stream()
                .filter(Line::isOfProceeding)
                .forEach(header -> named.add(header.author().officer()));
        Defence.on(docket).forEach(admission -> named.add(admission.counsel()));
        var persons = new TreeSet<String>();
        for (var pseudonym : named) {
            var person = behind.get(pseudonym);
            if (person != null) persons.add(person);
        }
        return persons;
    }
}
