package comity.treaty.terms;

import java.util.Optional;
import java.util.stream.Stream;

/** The safeguards on which a named person of the requested State has to find before execution. */
public enum Safeguard {
    /**
     * 40(22): is the request made to prosecute on account of sex, race, language, religion,
     * nationality, ethnic origin or political opinions?
     */
    DISCRIMINATION("40(22)"),
    /**
     * 6(2): would it suppress expression, conscience, opinion, religion or belief, assembly or
     * association?
     */
    EXPRESSION("6(2)");

    private final String citation;

    Safeguard(String citation) {
        this.citation = citation;
    }

    /** The word under which an act names it. */
    public String citation() {
        return citation;
    }

    public static Optional<Safeguard> of(String citation) {
        return Stream.of(values())
                .filter(safeguard -> safeguard.citation.equals(citation))
                .findFirst();
    }
}
