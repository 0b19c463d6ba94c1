package comity.node.oversight;

import comity.node.frame.Seeing;
import comity.node.registry.RareActs;
import comity.node.registry.Registry;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Type;
import comity.treaty.rules.BrokenGlass;
import comity.treaty.rules.BrokenGlass.Broken;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Who read a docket under broken glass: told to every inspector as soon as a second person has
 * confirmed it (docs/decisions/0135). Of a docket that a judge sealed since, that it happened.
 */
final class GlassAlerts {
    private static final int MOST = 200;

    /** Longer than what somebody asked for waits for a second person. */
    private static final Duration WAITS = Duration.ofDays(3);

    private final Registry registry;
    private final Seeing seeing;
    private final RareActs acts;
    private final String state;
    private final InstantSource clock;

    GlassAlerts(
            Registry registry, Seeing seeing, RareActs acts, String state, InstantSource clock) {
        this.registry = registry;
        this.seeing = seeing;
        this.acts = acts;
        this.state = state;
        this.clock = clock;
    }

    /** Those of this State that were confirmed after {@code since}, the latest first. */
    List<AlertsView.Glass> since(Instant since) {
        return acts.dockets(Type.BREAK_GLASS, since.minus(WAITS)).stream()
                .map(registry::read)
                .flatMap(docket -> rows(docket, since))
                .sorted(Comparator.comparing(AlertsView.Glass::at).reversed())
                .limit(MOST)
                .toList();
    }

    private Stream<AlertsView.Glass> rows(Docket docket, Instant since) {
        var hidden = seeing.sealedUntil(docket).isPresent();
        return BrokenGlass.on(docket).stream()
                .filter(broken -> broken.state().equals(state))
                .filter(
                        broken ->
                                broken.confirmation()
                                        .filter(entry -> entry.header().at().isAfter(since))
                                        .isPresent())
                .map(broken -> row(docket, broken, hidden));
    }

    private AlertsView.Glass row(Docket docket, Broken broken, boolean hidden) {
        var first = broken.act().header().author();
        var second = broken.confirmation().orElseThrow().header();
        return new AlertsView.Glass(
                broken.act().digest().hex(),
                hidden ? "" : docket.id().toString(),
                first.authority(),
                first.office(),
                second.author().authority(),
                second.author().office(),
                broken.said().purpose().map(Enum::name).orElse(""),
                hidden ? "" : broken.said().reasons().orElse(""),
                second.at(),
                broken.until().orElseThrow(),
                broken.standing(clock.instant()).name());
    }
}
