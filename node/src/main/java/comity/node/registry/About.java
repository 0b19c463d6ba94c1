package comity.node.registry;

import comity.record.act.Digest;

/** What a sealed piece is: bound into its seal, so that no piece stands for another. */
public final class About {
    private About() {}

    /** A section of a filed act. */
    public static String section(Digest act, String name) {
        return "comity-section/1 " + act.hex() + " " + name;
    }

    /** A whole act that waits for others. */
    public static String parked(Digest act) {
        return "comity-parked/1 " + act.hex();
    }

    /** A whole act on its way to the process that numbers acts. */
    public static String presented(Digest act) {
        return "comity-presented/1 " + act.hex();
    }

    /** What somebody typed and has not filed. */
    public static String draft(String id) {
        return "comity-draft/1 " + id;
    }

    /** The salt behind a person's pseudonym on a docket. */
    public static String pseudonym(java.util.UUID docket, String person) {
        return "comity-pseudonym/1 " + docket + " " + person;
    }

    /** For which person or account somebody searched. */
    public static String lookup(java.util.UUID id) {
        return "comity-lookup/1 " + id;
    }

    /** What somebody was shown and has not signed. */
    public static String proposal(String id) {
        return "comity-proposal/1 " + id;
    }
}
