package comity.node.frame;

import comity.node.registry.Filing;
import comity.treaty.rules.Finding;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Ends a request with a problem. Thrown by handlers alone, at the edge, and answered in one place:
 * {@link Problems}.
 */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Words the problem in the reader's language. */
    @FunctionalInterface
    public interface Worded {
        Problem in(Locale language);
    }

    private final transient Worded problem;

    private Refused(String code, Worded problem) {
        super(code, null, false, false);
        this.problem = problem;
    }

    public static Refused with(int status, String code) {
        return with(status, code, Map.of());
    }

    public static Refused with(int status, String code, Map<String, String> facts) {
        return new Refused(code, language -> Problem.of(status, code, facts, language));
    }

    public static Refused unknown() {
        return with(404, "unknown");
    }

    public static Refused denied(List<Finding> findings) {
        return new Refused("denied", language -> Problem.denied(findings, language));
    }

    public static Refused because(Filing filing) {
        return new Refused("filing", language -> Problem.of(filing, language));
    }

    public Problem problem(Locale language) {
        return problem.in(language);
    }
}
