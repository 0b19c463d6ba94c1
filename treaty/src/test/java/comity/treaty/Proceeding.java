package comity.treaty;

import static org.assertj.core.api.Assertions.assertThat;

import comity.record.act.Envelope;
import comity.treaty.World.Officer;
import comity.treaty.docket.Cooperation;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Type;
import comity.treaty.rules.Rulebook;
import comity.treaty.rules.Ruling;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A docket that grows as in life: each act is ruled on over all before it, and stands only if it is
 * permitted.
 */
public final class Proceeding {
    private Docket docket = Docket.empty(World.DOCKET);
    private LocalDate day = LocalDate.of(2026, 11, 23);

    /** Acts from now on are of this day. */
    public Proceeding on(LocalDate later) {
        day = later;
        return this;
    }

    public Docket docket() {
        return docket;
    }

    /** The usual walk up to and including an act of this type. */
    public static Proceeding upTo(Type last) {
        var proceeding = new Proceeding();
        for (var step : WALK) {
            proceeding.permits(step.officer, step.type, step.changes);
            if (step.type == last && !step.changes.containsValue("40(22)")) return proceeding;
        }
        return proceeding;
    }

    private record Step(Officer officer, Type type, Map<String, String> changes) {}

    private static final List<Step> WALK =
            List.of(
                    new Step(Officer.SERRANO, Type.AUTHORISE, Map.of()),
                    new Step(Officer.AMADI, Type.REQUEST, Map.of()),
                    new Step(Officer.KATZ, Type.ACKNOWLEDGE, Map.of()),
                    new Step(Officer.KATZ, Type.FIND, Map.of("safeguard", "40(22)")),
                    new Step(Officer.KATZ, Type.FIND, Map.of("safeguard", "6(2)")),
                    new Step(Officer.KATZ, Type.ASSESS, Map.of()),
                    new Step(Officer.OKAFOR, Type.AUTHORISE_EXECUTION, Map.of()),
                    new Step(Officer.LINDQVIST, Type.ORDER, Map.of()),
                    new Step(Officer.MOREAU, Type.PRODUCE, Map.of()),
                    new Step(Officer.LINDQVIST, Type.COMPARE, Map.of()),
                    new Step(Officer.LINDQVIST, Type.TRANSMIT, Map.of()),
                    new Step(Officer.BRANDT, Type.CONFIRM_RECEIPT, Map.of()),
                    new Step(Officer.BRANDT, Type.CLOSE, Map.of()));

    public Ruling ruling(Officer officer, Type type, String... changes) {
        return ruling(World.act(officer, type, docket, map(changes), day));
    }

    private Ruling ruling(Envelope act) {
        return Rulebook.current()
                .ruling(
                        docket,
                        Cooperation.read(act),
                        act.header().author(),
                        World.PROFILES,
                        LocalDate.ofInstant(act.header().at(), ZoneOffset.UTC));
    }

    public Proceeding permits(Officer officer, Type type, Map<String, String> changes) {
        var act = World.act(officer, type, docket, changes, day);
        assertThat(ruling(act)).as("%s by %s", type, officer).isInstanceOf(Ruling.Permitted.class);
        docket = docket.with(act);
        return this;
    }

    public Proceeding permits(Officer officer, Type type, String... changes) {
        return permits(officer, type, map(changes));
    }

    /** Denied, and by exactly these rules among those that deny. */
    public Proceeding denies(Officer officer, Type type, List<String> rules, String... changes) {
        var ruling = ruling(officer, type, changes);
        assertThat(ruling).as("%s by %s", type, officer).isInstanceOf(Ruling.Denied.class);
        assertThat(denying(ruling)).containsExactlyInAnyOrderElementsOf(rules);
        return this;
    }

    /** The rules that deny, each with the place that it cites. */
    public static List<String> denying(Ruling ruling) {
        return ruling.all().stream()
                .filter(finding -> finding.effect().denies())
                .map(finding -> finding.rule() + " " + finding.citation().text())
                .distinct()
                .sorted()
                .toList();
    }

    static Map<String, String> map(String... changes) {
        var map = new LinkedHashMap<String, String>();
        for (var change : changes) {
            var at = change.indexOf('=');
            map.put(change.substring(0, at), change.substring(at + 1));
        }
        return map;
    }

    /**
     * For a case file: rules on the act, lets it stand if it is permitted, and says what was found.
     */
    public String outcome(Officer officer, Type type, Map<String, String> changes) {
        var act = World.act(officer, type, docket, changes, day);
        var ruling = ruling(act);
        if (ruling instanceof Ruling.Permitted) docket = docket.with(act);
        var advice =
                ruling.all().stream()
                        .filter(finding -> !finding.effect().denies())
                        .map(finding -> finding.effect() + " " + finding.rule())
                        .distinct()
                        .sorted()
                        .toList();
        var word =
                ruling instanceof Ruling.Permitted
                        ? "permitted"
                        : "denied " + String.join(", ", denying(ruling));
        return advice.isEmpty() ? word : word + "; " + String.join(", ", advice);
    }
}
