package comity.node.recourse;

import comity.record.complaint.Complaint;
import comity.record.complaint.Complaint.Type;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A complaint and what was said about it, for whoever may read it.
 *
 * @param standing FILED, ACKNOWLEDGED, ASKED, VERIFIED, DECIDED; LOST if it was on the record and
 *     is not any more
 * @param acknowledgeBy until when the body takes it up
 * @param decideBy until when it decides
 * @param language in which the person wrote
 * @param late whether a day has passed by which the body had to do something
 * @param replyOn of an inquiry: the night on which it is replied to; such a docket has no decision
 */
public record TalkView(
        UUID docket,
        String standing,
        Instant filed,
        LocalDate acknowledgeBy,
        LocalDate decideBy,
        boolean late,
        String language,
        @Nullable LocalDate replyOn,
        List<Said> said) {

    /** Whether somebody asked, and did not complain. */
    public boolean inquiry() {
        return replyOn != null;
    }

    /** What the body allows itself, unless its State has told it otherwise. */
    record Times(Duration acknowledge, Duration decide, Duration contest) {}

    /** Whether something of this type was said. */
    public boolean has(String type) {
        return said.stream().anyMatch(one -> one.type().equals(type));
    }

    /**
     * @param act its digest
     * @param text empty if it was erased
     * @param accounts of which an inquiry asks, or that were shown to be the person's
     * @param padding what makes one reply as long as another
     */
    public record Said(
            String act,
            String type,
            boolean byPerson,
            Instant at,
            String text,
            String about,
            String answer,
            boolean organisation,
            @Nullable String outcome,
            String next,
            @Nullable LocalDate until,
            List<String> accounts,
            String name,
            @Nullable String means,
            @Nullable String told,
            List<String> dockets,
            String padding,
            List<Named> files) {
        private static final int SHOWN = 32 << 10;

        /** What a page prints after a reply, unseen, so that its size tells nothing of it. */
        public String filler() {
            var size = 0;
            for (var sign : text.getBytes(StandardCharsets.UTF_8))
                size +=
                        switch (sign) {
                            case '&' -> "&amp;".length();
                            case '<', '>' -> "&lt;".length();
                            default -> 1;
                        };
            return told == null ? "" : " ".repeat(SHOWN - size % SHOWN);
        }
    }

    /** A file that was sent along. */
    public record Named(String name, long size, String sha256) {}

    static TalkView of(Complaints.Found found, Times times, Instant now) {
        var row = found.row();
        var acknowledgeBy = day(row.filed().plus(times.acknowledge()));
        var decideBy = day(row.filed().plus(times.decide()));
        var today = day(now);
        var late =
                row.decided().isEmpty()
                        && !(row.isInquiry() && row.awaits() != Index.Awaits.BODY)
                        && (today.isAfter(decideBy)
                                || row.acknowledged().isEmpty() && today.isAfter(acknowledgeBy));
        return new TalkView(
                row.docket(),
                standing(found),
                row.filed(),
                acknowledgeBy,
                decideBy,
                late,
                found.acts().stream()
                        .findFirst()
                        .flatMap(first -> first.envelope().content(Complaint.MATTER))
                        .flatMap(matter -> matter.text("language"))
                        .orElse(""),
                row.replyOn().orElse(null),
                said(found));
    }

    static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    private static String standing(Complaints.Found found) {
        if (found.acts().isEmpty()) return "LOST";
        if (found.row().decided().isPresent()) return "DECIDED";
        if (found.row().awaits() == Index.Awaits.PERSON) return "ASKED";
        if (found.row().verified()) return "VERIFIED";
        return found.row().acknowledged().isPresent() ? "ACKNOWLEDGED" : "FILED";
    }

    private static List<Said> said(Complaints.Found found) {
        var all = new ArrayList<Said>();
        for (var act : found.acts()) {
            var type = Complaint.type(act.envelope());
            if (type.isEmpty()) continue;
            var matter = act.envelope().content(Complaint.MATTER);
            all.add(
                    new Said(
                            act.digest().hex(),
                            type.get().word(),
                            type.get().byPerson(),
                            act.envelope().header().at(),
                            matter.flatMap(said -> said.text("text")).orElse(""),
                            matter.flatMap(said -> said.text("about")).orElse(""),
                            matter.flatMap(said -> said.text("answer")).orElse(""),
                            matter.flatMap(said -> said.text("as"))
                                    .filter("ORGANISATION"::equals)
                                    .isPresent(),
                            type.filter(Type.DECIDE::equals)
                                    .flatMap(_ -> matter.flatMap(said -> said.text("outcome")))
                                    .orElse(null),
                            matter.flatMap(said -> said.text("next")).orElse(""),
                            until(matter.flatMap(said -> said.text("until"))),
                            matter.map(Complaint::accounts).orElse(List.of()),
                            matter.flatMap(said -> said.text("name")).orElse(""),
                            matter.flatMap(said -> said.text("means")).orElse(null),
                            matter.flatMap(said -> said.text("told")).orElse(null),
                            matter.map(Complaint::dockets).orElse(List.of()),
                            matter.flatMap(said -> said.text("padding")).orElse(""),
                            matter.map(Complaint::files).orElse(List.of()).stream()
                                    .map(
                                            file ->
                                                    new Named(
                                                            file.name(),
                                                            file.size(),
                                                            file.sha256().hex()))
                                    .toList()));
        }
        return List.copyOf(all);
    }

    private static @Nullable LocalDate until(Optional<String> said) {
        try {
            return said.map(LocalDate::parse).orElse(null);
        } catch (java.time.format.DateTimeParseException _) {
            return null;
        }
    }
}
