package comity.node.frame;

/**
 * Why something that a person asked for was not done. A room throws it; its page shows the form
 * again with what was typed, its resource answers with a problem of the room's.
 */
public final class NotDone extends Exception {
    private static final long serialVersionUID = 1L;
    private final int status;
    private final String word;

    /**
     * @param status as HTTP counts
     * @param word names, within the room, the sentence that says why and what to do next
     */
    public NotDone(int status, String word) {
        super(word, null, false, false);
        this.status = status;
        this.word = word;
    }

    public int status() {
        return status;
    }

    public String word() {
        return word;
    }

    /**
     * @param room before whose words the problems stand
     */
    public Refused in(String room) {
        return Refused.with(status, room + "." + word);
    }
}
