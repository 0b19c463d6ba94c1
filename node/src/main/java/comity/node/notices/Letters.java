package comity.node.notices;

import comity.node.mail.Outcome;

/** The path by which persons hear of their signatures that is not the page. */
interface Letters {

    /**
     * Sends a letter.
     *
     * @throws LetterFailed if it could not be handed over; it is tried again
     */
    void send(Letter letter);

    /**
     * @param to the address that the State file names
     */
    record Letter(String to, String subject, String text, String language) {}

    /** The mail server did not take a letter. Says which failure, and nothing of the letter. */
    final class LetterFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final boolean everybody;

        LetterFailed(Outcome outcome) {
            super("a letter was not handed over: " + outcome);
            everybody = outcome instanceof Outcome.Deferred(_, var all) && all;
        }

        /** Whether another letter would fare no better now. */
        boolean isEverybodys() {
            return everybody;
        }
    }
}
