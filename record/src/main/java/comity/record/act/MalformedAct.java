package comity.record.act;

/** Well-formed JSON that is not an act: which part, and what is wrong with it. */
public final class MalformedAct extends Exception {
    private static final long serialVersionUID = 1L;

    private final String part;

    public MalformedAct(String part, String what) {
        super(part + ": " + what);
        this.part = part;
    }

    /** The part of the act that is wrong, such as {@code header.seen}. */
    public String part() {
        return part;
    }
}
