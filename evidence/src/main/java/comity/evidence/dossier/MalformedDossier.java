package comity.evidence.dossier;

/** A file that is not a case file, or not a whole one; {@code part} says where. */
public final class MalformedDossier extends Exception {
    private static final long serialVersionUID = 1;
    private final String part;

    MalformedDossier(String part, String reason) {
        super(reason);
        this.part = part;
    }

    public String part() {
        return part;
    }
}
