package comity.evidence.dossier;

/**
 * A file that is not a case file, or not a whole one: {@code part} says where, {@code why} names
 * the sentence (in the bundles, after {@code why.}), {@code detail} is for those who made the file.
 */
final class MalformedDossier extends Exception {
    private static final long serialVersionUID = 1;
    private final String part;
    private final String why;
    private final String detail;

    MalformedDossier(String part, String why) {
        this(part, why, "");
    }

    MalformedDossier(String part, String why, String detail) {
        super(part + ": " + why + " " + detail);
        this.part = part;
        this.why = why;
        this.detail = detail;
    }

    String part() {
        return part;
    }

    String why() {
        return why;
    }

    String detail() {
        return detail;
    }
}
