package comity.treaty.terms;

import java.util.Optional;
import java.util.stream.Stream;

/** What a request asks for: the measures of Articles 25 to 31, 37, 40 to 48 and 50. */
public enum Measure {
    /** Article 42: preserve stored data. */
    PRESERVE,
    /** Article 43: disclose enough traffic data to identify provider and path. */
    TRAFFIC_DISCLOSE,
    /** Articles 27(b), 44: subscriber information. */
    PRODUCE_SUBSCRIBER,
    /** Article 44: stored traffic data. */
    PRODUCE_TRAFFIC,
    /** Article 44: stored content data. */
    PRODUCE_CONTENT,
    /** Articles 28, 44: search or access, seize or secure. */
    SEARCH_SEIZE,
    /** Articles 29, 45: traffic data in real time. */
    RT_TRAFFIC,
    /** Articles 30, 46: interception of content. */
    INTERCEPT,
    /** Article 31: freeze or seize property. */
    FREEZE,
    /** Articles 31, 50: confiscate. */
    CONFISCATE,
    /** Article 40(3), (18): hear a witness or an expert. */
    HEARING,
    /** Article 40(3): serve documents. */
    SERVICE,
    /** Article 40(4): information that nobody asked for. */
    SPONTANEOUS,
    /** Articles 2(o), 41(3): data to avert an emergency. */
    EMERGENCY,
    /** Article 37. */
    EXTRADITION,
    /** Article 48: joint investigations. */
    JIT,
    /** Article 47: law enforcement cooperation. */
    LE_COOP;

    public static Optional<Measure> of(String word) {
        return Stream.of(values()).filter(measure -> measure.name().equals(word)).findFirst();
    }
}
