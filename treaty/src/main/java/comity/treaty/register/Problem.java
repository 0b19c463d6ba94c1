package comity.treaty.register;

import java.util.Set;

/**
 * What is wrong with a file, and where.
 *
 * @param line in the file, from 1; 0 where there are no lines
 * @param field column or member
 * @param code names the sentence in the message bundles
 * @param fact what fills it
 */
public record Problem(int line, String field, String code, String fact) {
    /** Every code that there is: each has its sentence. */
    public static final Set<String> CODES =
            Set.of(
                    "article.unknown",
                    "code.twice",
                    "code.unknown",
                    "conduct.not-of-article",
                    "confidence.unknown",
                    "csv.column-missing",
                    "csv.column-twice",
                    "csv.column-unknown",
                    "csv.columns",
                    "csv.quote",
                    "day.malformed",
                    "empty",
                    "encoding",
                    "facts.contradict",
                    "format",
                    "id.malformed",
                    "id.twice",
                    "json.malformed",
                    "language.malformed",
                    "member.type",
                    "member.unknown",
                    "missing",
                    "penalty.aggravated-lower",
                    "penalty.malformed",
                    "penalty.negative",
                    "period.reversed",
                    "speech.with-article",
                    "state.other",
                    "text.control",
                    "text.damaged",
                    "text.formula",
                    "text.too-long",
                    "text.without-language",
                    "too-many",
                    "truth.malformed");

    public Problem {
        if (!CODES.contains(code)) throw new IllegalArgumentException("no such problem: " + code);
    }

    static Problem at(int line, String field, String code, String fact) {
        return new Problem(line, field, code, fact.length() > 80 ? fact.substring(0, 80) : fact);
    }

    /** For programs and logs; people read the bundles' sentence. */
    @Override
    public String toString() {
        return (line > 0 ? "line " + line + ", " : "") + field + ": " + code + " (" + fact + ")";
    }
}
