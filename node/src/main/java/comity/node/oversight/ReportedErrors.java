package comity.node.oversight;

import comity.node.frame.Seeing;
import comity.node.identity.Officer;
import comity.node.registry.RareActs;
import comity.node.registry.Registry;
import comity.treaty.docket.Act;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Type;
import comity.treaty.rules.Errors;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What was reported as obtained or disclosed by mistake, on any docket of this State: the body has
 * it at once, and what is overdue stands first (Articles 24(2), 36(2)). Each docket is read as it
 * is now; an index says on which there is anything to read (docs/decisions/0131).
 */
final class ReportedErrors {
    /** So many are shown; what awaits somebody goes before what is done. */
    private static final int MOST = 200;

    private static final Comparator<ErrorsView.ReportedError> IN_ORDER =
            Comparator.comparing((ErrorsView.ReportedError row) -> !row.isOpen())
                    .thenComparing(row -> !row.late())
                    .thenComparing(ReportedErrors::day)
                    .thenComparing(ErrorsView.ReportedError::report);

    private final Registry registry;
    private final RareActs acts;
    private final Seeing seeing;
    private final InstantSource clock;

    ReportedErrors(Registry registry, RareActs acts, Seeing seeing, InstantSource clock) {
        this.registry = registry;
        this.acts = acts;
        this.seeing = seeing;
        this.clock = clock;
    }

    /** The nearest last day first; of what is done, the latest report first. */
    private static long day(ErrorsView.ReportedError row) {
        var due = row.due();
        return due == null ? -row.on().toEpochDay() : due.toEpochDay();
    }

    /** All that this inspector may know of. */
    ErrorsView of(Officer inspector) {
        var sees = seeing.by(List.of(inspector));
        return new ErrorsView(
                acts.dockets(Type.REPORT_ERROR).stream()
                        .filter(sees)
                        .map(registry::read)
                        .flatMap(docket -> rows(docket, inspector.state()))
                        .sorted(IN_ORDER)
                        .limit(MOST)
                        .toList());
    }

    /** Those that were reported from an instant on, until another. */
    Stream<Errors.Reported> reported(String state, Instant from, Instant until) {
        return acts.dockets(Type.REPORT_ERROR).stream()
                .map(registry::read)
                .flatMap(docket -> Errors.on(docket).stream())
                .filter(error -> error.state().equals(state))
                .filter(
                        error ->
                                registry.act(error.report().digest())
                                        .map(stored -> stored.filedAt())
                                        .filter(at -> !at.isBefore(from) && at.isBefore(until))
                                        .isPresent());
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private Stream<ErrorsView.ReportedError> rows(Docket docket, String own) {
        return Errors.on(docket).stream().map(error -> row(docket, error, own));
    }

    private ErrorsView.ReportedError row(Docket docket, Errors.Reported error, String own) {
        var today = today();
        var standing = Errors.standing(docket, error, today);
        var due =
                switch (standing) {
                    case AWAITED, OVERDUE -> Optional.of(error.until());
                    case TO_DESTROY -> error.classified().flatMap(Act.ClassifyError::due);
                    case RELEASED, DESTROYED -> Optional.<LocalDate>empty();
                };
        return new ErrorsView.ReportedError(
                docket.id(),
                docket.requesting().orElse(""),
                docket.requested().orElse(""),
                error.report().digest().hex(),
                error.state(),
                error.report().header().author().office(),
                LocalDate.ofInstant(error.report().header().at(), ZoneOffset.UTC),
                error.said().kind().map(Enum::name).orElse(""),
                error.exhibits().size(),
                standing.name(),
                due.orElse(null),
                due.filter(today::isAfter).isPresent(),
                error.classified().flatMap(Act.ClassifyError::gravity).map(Enum::name).orElse(""),
                List.copyOf(Errors.owing(docket, error)),
                error.classification().isEmpty() && error.state().equals(own));
    }
}
