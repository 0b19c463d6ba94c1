package comity.node.law.register;

import comity.node.frame.Languages;
import comity.treaty.register.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What is wrong with a file, as its author reads it. */
final class Sentences {
    private static final String BUNDLE = "messages.register";

    private Sentences() {}

    static String of(Problem problem, Locale language) {
        var key = "register.problem." + problem.code();
        return Languages.text(BUNDLE, key, language)
                .orElseThrow(() -> new IllegalStateException("no sentence for " + key))
                .replace("{0}", problem.fact());
    }

    /** For a program: one member for each place, in the order of the file. */
    static Map<String, String> facts(List<Problem> problems, Locale language) {
        var facts = new TreeMap<String, String>();
        for (var problem : problems) {
            var place =
                    problem.line() > 0
                            ? "line %05d %s".formatted(problem.line(), problem.field())
                            : problem.field();
            facts.merge(
                    place,
                    problem.code() + ": " + of(problem, language),
                    (one, other) -> one + " " + other);
        }
        return facts;
    }
}
