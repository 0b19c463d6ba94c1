package comity.treaty.terms;

/**
 * A place in the Convention, and how certain it is. A paragraph that was written down from memory
 * is shown as its article alone, until a lawyer has compared it with the certified text.
 */
public record Citation(int article, String paragraph, Certainty certainty) {
    /** How the number was come by. */
    public enum Certainty {
        /** Read in the final text. */
        SEEN,
        /** From memory, substance and number with high confidence. */
        MEMORY_HIGH,
        /** From memory; the paragraph's number is to be verified. */
        MEMORY_MEDIUM
    }

    public static Citation seen(int article, String paragraph) {
        return new Citation(article, paragraph, Certainty.SEEN);
    }

    public static Citation high(int article, String paragraph) {
        return new Citation(article, paragraph, Certainty.MEMORY_HIGH);
    }

    public static Citation medium(int article, String paragraph) {
        return new Citation(article, paragraph, Certainty.MEMORY_MEDIUM);
    }

    /**
     * As people read it: {@code 6(2)}, or the article alone where the paragraph was not read in the
     * final text.
     */
    public String text() {
        return certainty == Certainty.SEEN ? article + paragraph : Integer.toString(article);
    }

    @Override
    public String toString() {
        return text();
    }
}
