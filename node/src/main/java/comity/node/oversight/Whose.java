package comity.node.oversight;

/**
 * Whom a trial is counted for. A partner's officers have another pseudonym on every docket, so that
 * they are counted as their authority; this State's own as persons.
 *
 * @param code of the State or the authority, or the person's id
 */
public record Whose(Kind kind, String code) implements Comparable<Whose> {
    /** What may stand out. */
    public enum Kind {
        STATE("s:"),
        AUTHORITY("a:"),
        PERSON("p:");

        private final String mark;

        Kind(String mark) {
            this.mark = mark;
        }
    }

    /** As the table holds it. */
    String inTable() {
        return kind.mark + code;
    }

    /**
     * @throws IllegalArgumentException if it is nobody
     */
    static Whose ofTable(String text) {
        for (var kind : Kind.values())
            if (text.startsWith(kind.mark))
                return new Whose(kind, text.substring(kind.mark.length()));
        throw new IllegalArgumentException("nobody is called " + text);
    }

    @Override
    public int compareTo(Whose other) {
        return inTable().compareTo(other.inTable());
    }
}
