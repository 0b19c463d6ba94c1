package comity.node.recourse;

import comity.node.frame.NotDone;
import comity.node.frame.Refused;
import comity.node.frame.Telling;
import comity.node.identity.OfficeActs;
import comity.node.identity.Officer;
import comity.node.identity.Readings;
import comity.node.identity.Readings.Purpose;
import comity.node.registry.Filing;
import comity.node.registry.Stored;
import comity.record.act.Digest;
import comity.record.act.Json;
import comity.record.complaint.Complaint;
import comity.record.complaint.Complaint.Means;
import comity.record.complaint.Complaint.Outcome;
import comity.record.complaint.Complaint.Type;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What inspectors do with complaints: they see which there are, and what each says once it is
 * written down that they read it; they take it up, ask, answer and decide.
 */
final class ComplaintDesk {
    private static final int PAGE = 50;
    private static final String CASE = "/oversight/complaints/{complaint}";
    private static final String FILE = "/oversight/complaints/{complaint}/files/{sha256}";

    private final Complaints complaints;
    private final Index index;
    private final SealedFiles files;
    private final OfficeActs acts;
    private final Readings readings;
    private final Telling telling;
    private final TalkView.Times times;
    private final InstantSource clock;

    ComplaintDesk(
            Complaints complaints,
            Index index,
            SealedFiles files,
            OfficeActs acts,
            Readings readings,
            Telling telling,
            TalkView.Times times,
            InstantSource clock) {
        this.complaints = complaints;
        this.index = index;
        this.files = files;
        this.acts = acts;
        this.readings = readings;
        this.telling = telling;
        this.times = times;
        this.clock = clock;
    }

    /**
     * What an inspector wrote.
     *
     * @param means how it was shown that accounts are the person's
     * @param accounts which
     */
    record Written(
            String type,
            String text,
            String outcome,
            String next,
            String until,
            String means,
            List<String> accounts,
            String seen) {}

    /**
     * Those that await the body, the oldest first, then those that await the person, and the newest
     * that were decided.
     *
     * @param after the position in the log after which to go on
     */
    ComplaintsView list(Officer officer, long after) {
        if (!isBody(officer)) return ComplaintsView.NONE;
        index.follow();
        var open = index.open(after, PAGE + 1);
        var more = open.size() > PAGE;
        var shown = open.stream().limit(PAGE).map(this::row).toList();
        return new ComplaintsView(
                index.awaiting(),
                shown,
                more ? open.get(PAGE - 1).position() : null,
                index.others(PAGE).stream().map(this::row).toList());
    }

    private boolean isBody(Officer officer) {
        return complaints.body().filter(officer.authority()::equals).isPresent();
    }

    ComplaintsView.Row row(Index.Row row) {
        var due = due(row);
        return new ComplaintsView.Row(
                row.docket(),
                row.filed(),
                row.latest(),
                row.awaits().name(),
                row.acknowledged().isPresent(),
                row.decided().isPresent(),
                row.isInquiry(),
                row.verified(),
                row.decided().isPresent() ? null : due,
                row.decided().isEmpty() && TalkView.day(clock.instant()).isAfter(due));
    }

    /** By when the body has to do the next thing that it has to do. */
    LocalDate due(Index.Row row) {
        // Whoever was shown to be who they say by then is told all that may be told at once.
        if (row.replied().isEmpty() && row.replyOn().isPresent()) return row.replyOn().get();
        return TalkView.day(
                row.filed()
                        .plus(row.acknowledged().isEmpty() ? times.acknowledge() : times.decide()));
    }

    /** What is said on a complaint, to whom it is written down that they read it. */
    TalkView read(UUID docket, Officer officer) {
        var found = found(docket, officer);
        readings.add(officer, docket, "", CASE, Set.of(Complaint.MATTER), Purpose.OVERSIGHT);
        return TalkView.of(found, times, clock.instant());
    }

    private Complaints.Found found(UUID docket, Officer officer) {
        if (!isBody(officer)) throw Refused.unknown();
        index.follow();
        return index.of(docket).map(complaints::found).orElseThrow(Refused::unknown);
    }

    /**
     * Which dockets name the accounts that were shown to be the person's. Nobody sees this who has
     * not said so before: what an inspector asks of the person cannot tell what was found.
     */
    List<Telling.Standing> standing(TalkView talk) {
        var accounts =
                talk.said().reversed().stream()
                        .filter(said -> said.type().equals(Type.VERIFY.word()))
                        .findFirst()
                        .map(TalkView.Said::accounts)
                        .orElse(List.of());
        return accounts.isEmpty() ? List.of() : telling.standing(accounts, today());
    }

    /** Bytes that somebody sent along, as they are: what they are is for the reader to fear. */
    byte[] file(UUID docket, String sha256, Officer officer) {
        var found = found(docket, officer);
        var named =
                found.acts().stream()
                        .map(Stored::envelope)
                        .flatMap(act -> act.content(Complaint.MATTER).stream())
                        .flatMap(matter -> Complaint.files(matter).stream())
                        .filter(file -> file.sha256().hex().equals(sha256))
                        .findFirst()
                        .orElseThrow(Refused::unknown);
        readings.add(officer, docket, sha256, FILE, Set.of(Complaint.MATTER), Purpose.OVERSIGHT);
        return files.open(docket, named.sha256()).orElseThrow(Refused::unknown);
    }

    /** The body says something; the act's digest. */
    Digest say(UUID docket, Written written, Officer officer) throws NotDone {
        var found = found(docket, officer);
        if (found.acts().isEmpty()) throw new NotDone(409, "lost");
        if (!found.acts().getLast().digest().hex().equals(written.seen()))
            throw new NotDone(409, "overtaken");
        var type =
                Type.of(written.type())
                        .filter(one -> one.office().equals(Complaint.OVERSIGHT))
                        .filter(
                                one ->
                                        one.isOn(
                                                found.row().isInquiry()
                                                        ? Type.INQUIRE
                                                        : Type.COMPLAIN))
                        .orElseThrow(() -> new NotDone(422, "type"));
        if (type == Type.ASK && found.row().verified()) throw new NotDone(409, "verified");
        if (written.text().isBlank()) throw new NotDone(422, "text-missing");
        if (!Complaint.isText(written.text())) throw new NotDone(422, "too-long");
        var matter = Json.object().with("text", written.text());
        if (type == Type.DECIDE) matter = decision(matter, written);
        if (type == Type.VERIFY) matter = verification(matter, written, found);
        var filing =
                acts.file(
                        docket,
                        Complaint.KIND,
                        type.word(),
                        Map.of(Complaint.MATTER, matter),
                        Complaint.SECTIONS,
                        officer);
        return switch (filing) {
            case Filing.Filed(var act, _) -> act;
            case Filing.Rejected why ->
                    throw new NotDone(
                            409,
                            why.code().equals("complaint.done-already") ? "done" : "overtaken");
            // The person wrote in between: whoever answers reads that first.
            case Filing.Overtaken _ -> throw new NotDone(409, "overtaken");
            case Filing.Denied _, Filing.Parked _ ->
                    throw new IllegalStateException("no rule speaks of " + type.word());
        };
    }

    private Json.Obj decision(Json.Obj matter, Written written) throws NotDone {
        var outcome = Outcome.of(written.outcome()).orElseThrow(() -> new NotDone(422, "outcome"));
        if (written.next().isBlank()) throw new NotDone(422, "next");
        if (written.next().length() > Complaint.MOST_LINE) throw new NotDone(422, "too-long");
        var until = until(written.until());
        return matter.with("outcome", outcome.name())
                .with("next", written.next())
                .with("until", until.toString());
    }

    /** Only accounts of which the person asked: of others nobody looked whose they are. */
    private static Json.Obj verification(Json.Obj matter, Written written, Complaints.Found found)
            throws NotDone {
        var means = Means.of(written.means()).orElseThrow(() -> new NotDone(422, "means"));
        var asked =
                found.acts()
                        .getFirst()
                        .envelope()
                        .content(Complaint.MATTER)
                        .map(Complaint::accounts)
                        .orElse(List.of());
        var shown = means == Means.NOT_SHOWN ? List.<String>of() : written.accounts();
        if (!asked.containsAll(shown) || shown.isEmpty() != (means == Means.NOT_SHOWN))
            throw new NotDone(422, "accounts");
        return matter.with("means", means.name())
                .with("accounts", Json.strings(shown.stream().distinct().toList()));
    }

    /** A day that has not passed: else there would be no time for what can be done next. */
    private LocalDate until(String typed) throws NotDone {
        try {
            var day = LocalDate.parse(typed);
            if (day.isAfter(TalkView.day(clock.instant())) && day.getYear() < 10_000) return day;
        } catch (DateTimeParseException _) {
            // The same answer: it is no day to come.
        }
        throw new NotDone(422, "until");
    }

    /** What awaits the body, for whoever reminds its inspectors. */
    List<Index.Row> awaiting(List<Officer> held, int most) {
        if (held.stream().noneMatch(one -> one.office().equals(Complaint.OVERSIGHT) && isBody(one)))
            return List.of();
        index.follow();
        return index.open(-1, most);
    }

    /** The last day for what can be done next, unless the inspector names another. */
    LocalDate proposedUntil() {
        return TalkView.day(clock.instant().plus(times.contest()));
    }

    LocalDate today() {
        return TalkView.day(clock.instant());
    }
}
