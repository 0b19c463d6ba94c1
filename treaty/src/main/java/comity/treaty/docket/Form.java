package comity.treaty.docket;

import comity.treaty.terms.Measure;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The fourteen forms of requests and decisions. Each is an act of one type; a request's form asks
 * what its measures need and nothing else.
 */
public enum Form {
    /** 42(3). */
    PRESERVATION(Type.REQUEST, Measure.PRESERVE),
    /** 43. */
    TRAFFIC_PATH(Type.REQUEST, Measure.TRAFFIC_DISCLOSE),
    /** 27(b), 40, 44. */
    SUBSCRIBER(Type.REQUEST, Measure.PRODUCE_SUBSCRIBER),
    /** 40, 44. */
    TRAFFIC(Type.REQUEST, Measure.PRODUCE_TRAFFIC),
    /** 28, 40, 44. */
    CONTENT(Type.REQUEST, Measure.PRODUCE_CONTENT, Measure.SEARCH_SEIZE),
    /** 45(3). */
    REAL_TIME_TRAFFIC(Type.REQUEST, Measure.RT_TRAFFIC),
    /** 30, 46. */
    INTERCEPTION(Type.REQUEST, Measure.INTERCEPT),
    /** 2(o), 41(3). */
    EMERGENCY(Type.REQUEST, Measure.EMERGENCY),
    /** 40(15), and what 37, 47 and 48 add. */
    ASSISTANCE(
            Type.REQUEST,
            Measure.HEARING,
            Measure.SERVICE,
            Measure.EXTRADITION,
            Measure.JIT,
            Measure.LE_COOP),
    /** 40(4), (5). */
    SPONTANEOUS(Type.INFORM, Measure.SPONTANEOUS),
    /** 31, 50. */
    PROPERTY(Type.REQUEST, Measure.FREEZE, Measure.CONFISCATE),
    /** 36(3): asks the State of origin; the transfer itself then names its consent. */
    ONWARD_TRANSFER(Type.ASK_CONSENT),
    /** 40(25) to (28). */
    REFUSAL(Type.REFUSE),
    /** What became of what was received. */
    USE_REPORT(Type.REPORT_USE);

    private final Type type;
    private final Set<Measure> measures;

    Form(Type type, Measure... measures) {
        this.type = type;
        var all = EnumSet.noneOf(Measure.class);
        all.addAll(List.of(measures));
        this.measures = all;
    }

    /** The type of act as which it is filed. */
    public Type type() {
        return type;
    }

    /** The measures that it may seek; empty for what seeks none. */
    public Set<Measure> measures() {
        return Set.copyOf(measures);
    }

    /** What it asks, in order: for a request only what one of its measures needs. */
    public List<Field> fields() {
        return Cooperation.fields(type).stream()
                .filter(field -> measures.isEmpty() || measures.stream().anyMatch(field::askedFor))
                .toList();
    }

    /** What it asks where {@code measure} is sought. */
    public List<Field> fields(Measure measure) {
        return fields().stream().filter(field -> field.askedFor(measure)).toList();
    }
}
