package comity.treaty.register;

/**
 * What is wrong with a file, and where.
 *
 * @param line in the file, from 1; 0 where there are no lines
 * @param field column or member
 * @param code names the sentence in the message bundles
 * @param fact what fills it
 */
public record Problem(int line, String field, String code, String fact) {
    static Problem at(int line, String field, String code, String fact) {
        return new Problem(line, field, code, fact.length() > 80 ? fact.substring(0, 80) : fact);
    }

    /** For programs and logs; people read the bundles' sentence. */
    @Override
    public String toString() {
        return (line > 0 ? "line " + line + ", " : "") + field + ": " + code + " (" + fact + ")";
    }
}
