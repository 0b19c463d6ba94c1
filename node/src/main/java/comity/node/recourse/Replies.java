package comity.node.recourse;

import comity.record.act.Json;
import comity.record.complaint.Complaint;
import comity.record.complaint.Complaint.Means;
import comity.record.complaint.Complaint.Type;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Once a night: what all are told whose night it is, decided a while before the hour and filed at
 * it. The deciding may take longer for who is found, and nobody sees it; the filing is the same
 * work for each, in an order that is drawn, and bears the hour alone.
 */
final class Replies {
    private static final Logger LOG = LoggerFactory.getLogger(Replies.class);

    /** The deciding is done by then, unless the node was away. */
    private static final Duration AHEAD = Duration.ofMinutes(15);

    private final Complaints complaints;
    private final Index index;
    private final ReplyDays days;
    private final ComplaintKeys keys;
    private final Answering answering;
    private final Duration follow;
    private final InstantSource clock;
    private @Nullable LocalDate done;
    private @Nullable Night prepared;

    /**
     * @param follow so long after the first reply it is looked again whether more may be told
     */
    Replies(
            Complaints complaints,
            Index index,
            ReplyDays days,
            ComplaintKeys keys,
            Answering answering,
            Duration follow,
            InstantSource clock) {
        this.complaints = complaints;
        this.index = index;
        this.days = days;
        this.keys = keys;
        this.answering = answering;
        this.follow = follow;
        this.clock = clock;
    }

    /** A reply that is decided, and to be filed. */
    private record Decided(UUID docket, Json.Obj matter) {}

    private record Night(LocalDate day, Deque<Decided> replies) {}

    /** Looks what the time is; false, for there is nothing more to do before the next look. */
    synchronized boolean step() {
        var now = clock.instant();
        var today = TalkView.day(now);
        var release = days.release(today);
        if (today.equals(done) || now.isBefore(release.minus(AHEAD))) return false;
        var night = prepared;
        if (night == null || !night.day().equals(today)) {
            night = new Night(today, decide(today));
            prepared = night;
        }
        if (now.isBefore(release)) return false;
        file(night.replies(), now.truncatedTo(ChronoUnit.HOURS));
        done = today;
        prepared = null;
        return false;
    }

    private Deque<Decided> decide(LocalDate night) {
        index.follow();
        var askers = new ArrayList<Answering.Asker>();
        for (var row : index.waiting(night, days.release(night).minus(follow)))
            asker(row).ifPresent(askers::add);
        var decided = answering.replies(night, askers);
        return new ArrayDeque<>(
                decided.entrySet().stream()
                        .map(one -> new Decided(one.getKey(), one.getValue()))
                        .sorted(Comparator.comparing(one -> keys.place(one.docket(), night)))
                        .toList());
    }

    /** Empty if what was asked was erased. */
    private Optional<Answering.Asker> asker(Index.Row row) {
        var accounts = List.<String>of();
        var language = Optional.<Locale>empty();
        var told = new HashSet<UUID>();
        for (var act : complaints.found(row).acts()) {
            var type = Complaint.type(act.envelope());
            var matter = act.envelope().content(Complaint.MATTER);
            if (type.isEmpty() || matter.isEmpty()) continue;
            if (type.get() == Type.INQUIRE)
                language = matter.get().text("language").map(Locale::of);
            if (type.get() == Type.VERIFY) accounts = verified(matter.get());
            if (type.get() == Type.REPLY)
                Complaint.dockets(matter.get()).forEach(one -> told.add(UUID.fromString(one)));
        }
        var shown = accounts;
        return language.map(
                tongue ->
                        new Answering.Asker(
                                row.docket(),
                                row.replied().isEmpty(),
                                tongue,
                                shown,
                                Set.copyOf(told)));
    }

    /** The accounts that stand as shown; the last word of the body counts. */
    static List<String> verified(Json.Obj matter) {
        return matter.text("means")
                .flatMap(Means::of)
                .filter(means -> means != Means.NOT_SHOWN)
                .map(_ -> Complaint.accounts(matter))
                .orElse(List.of());
    }

    /** Each is taken off once it is on the record: what a crash leaves is decided again. */
    private void file(Deque<Decided> replies, Instant at) {
        for (var next = replies.peek(); next != null; next = replies.peek()) {
            if (complaints.reply(next.docket(), next.matter(), at)
                    instanceof Complaints.Outcome.Refused(var why))
                LOG.error("a reply to an inquiry was not taken: {}", why.code());
            replies.remove();
        }
    }
}
