package comity.node.recourse;

import comity.record.complaint.Complaint;
import comity.record.complaint.Complaint.Type;
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
 * @param standing FILED, ACKNOWLEDGED, ASKED, DECIDED; LOST if it was on the record and is not any
 *     more
 * @param acknowledgeBy until when the body takes it up
 * @param decideBy until when it decides
 * @param language in which the person wrote
 * @param late whether a day has passed by which the body had to do something
 */
public record TalkView(
        UUID docket,
        String standing,
        Instant filed,
        LocalDate acknowledgeBy,
        LocalDate decideBy,
        boolean late,
        String language,
        List<Said> said) {

    /** What the body allows itself, unless its State has told it otherwise. */
    record Times(Duration acknowledge, Duration decide, Duration contest) {}

    /** Whether something of this type was said. */
    public boolean has(String type) {
        return said.stream().anyMatch(one -> one.type().equals(type));
    }

    /**
     * @param act its digest
     * @param text empty if it was erased
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
            List<Named> files) {}

    /** A file that was sent along. */
    public record Named(String name, long size, String sha256) {}

    static TalkView of(Complaints.Found found, Times times, Instant now) {
        var row = found.row();
        var acknowledgeBy = day(row.filed().plus(times.acknowledge()));
        var decideBy = day(row.filed().plus(times.decide()));
        var today = day(now);
        var late =
                row.decided().isEmpty()
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
                said(found));
    }

    static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    private static String standing(Complaints.Found found) {
        if (found.acts().isEmpty()) return "LOST";
        if (found.row().decided().isPresent()) return "DECIDED";
        if (found.row().awaits() == Index.Awaits.PERSON) return "ASKED";
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
