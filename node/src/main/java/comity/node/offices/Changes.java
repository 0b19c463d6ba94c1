package comity.node.offices;

import comity.node.frame.Refused;
import comity.node.identity.OfficeChange;
import comity.node.identity.OfficeChanges;
import comity.node.identity.OfficeChanges.Outcome;
import comity.node.identity.Officer;
import comity.node.identity.People;
import comity.node.identity.Person;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what a registrar typed about an office, for page and program alike. */
@Component
final class Changes {
    private static final int MOST = 2_000;

    private final OfficeChanges changes;
    private final People people;
    private final InstantSource clock;

    Changes(OfficeChanges changes, People people, InstantSource clock) {
        this.changes = changes;
        this.people = people;
        this.clock = clock;
    }

    ChangesView view() {
        return new ChangesView(
                changes.held().stream()
                        .map(
                                one ->
                                        new ChangesView.Holding(
                                                one.person().id(),
                                                one.person().name(),
                                                one.authority(),
                                                one.office(),
                                                one.from(),
                                                one.until()))
                        .toList(),
                changes.open().stream().map(Changes::shown).toList(),
                changes.authorities().stream()
                        .flatMap(
                                authority ->
                                        authority.offices().stream()
                                                .sorted()
                                                .map(office -> authority.id() + "/" + office))
                        .toList());
    }

    private static ChangesView.Change shown(OfficeChange one) {
        return new ChangesView.Change(
                one.number(),
                one.kind().name(),
                one.person().id(),
                one.person().name(),
                one.authority(),
                one.office(),
                one.to(),
                one.from(),
                one.until(),
                one.handTo().orElse(""),
                one.reason(),
                one.proposedBy().name(),
                one.proposedAt());
    }

    /**
     * @param said the members by name; empty for one that was not said
     */
    ChangesView.Done propose(Function<String, String> said, Officer by, String device) {
        var kind =
                switch (said.apply("kind")) {
                    case "GRANT" -> OfficeChange.Kind.GRANT;
                    case "END" -> OfficeChange.Kind.END;
                    case "TRANSFER" -> OfficeChange.Kind.TRANSFER;
                    default -> throw Refused.with(422, "offices.kind");
                };
        var inOffice = said.apply("held").split("/", 2);
        if (inOffice.length != 2) throw Refused.with(422, "offices.unknown-office");
        var reason = said.apply("reason").strip();
        if (reason.isEmpty() || reason.length() > MOST) throw Refused.with(422, "offices.reason");
        var id = said.apply("person").strip();
        var mail = said.apply("mail").strip();
        if (!mail.isEmpty() && !mail.matches("[^\\s@<>,;]{1,64}@[^\\s@<>,;]{1,190}"))
            throw Refused.with(422, "offices.mail");
        var from = day(said.apply("from"), 0);
        var now = clock.instant();
        return done(
                changes.propose(
                        new OfficeChange(
                                0,
                                kind,
                                people.person(id)
                                        .orElseGet(
                                                () -> new Person(id, said.apply("name").strip())),
                                mail,
                                said.apply("language").matches("ar|en|es|fr|ru|zh")
                                        ? said.apply("language")
                                        : "en",
                                inOffice[0],
                                inOffice[1],
                                kind == OfficeChange.Kind.TRANSFER ? said.apply("to") : "",
                                from == null || from.isBefore(now) ? now : from,
                                day(said.apply("until"), 1),
                                Optional.of(said.apply("handTo")).filter(who -> !who.isBlank()),
                                reason,
                                by.person(),
                                now,
                                device)));
    }

    ChangesView.Done confirm(long number, Officer by, String device) {
        return done(changes.confirm(number, by.person(), device));
    }

    ChangesView.Done refuse(long number, Officer by, String device) {
        return done(changes.refuse(number, by.person(), device));
    }

    private static ChangesView.Done done(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done(var number, var code, var listed) ->
                    new ChangesView.Done(number, code.orElse(""), listed);
            case Outcome.Refused(var why, var facts) -> throw Refused.with(409, why, facts);
        };
    }

    /** The beginning of a day in UTC, or of the one after it; null where none was said. */
    private static @Nullable Instant day(String said, int after) {
        if (said.isBlank()) return null;
        try {
            return LocalDate.parse(said.strip())
                    .plusDays(after)
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant();
        } catch (DateTimeException _) {
            throw Refused.with(422, "offices.day");
        }
    }
}
