package comity.node.desk.work;

/** Something by which a docket is found. */
record Term(Kind kind, String text) {
    /** What it is of. */
    enum Kind {
        DOCKET(false),
        REFERENCE(false),
        HASH(false),
        PROVIDER(false),
        ARTICLE(false),
        AUTHORITY(false),
        STATE(false),
        /** Of persons concerned, and of officers. */
        PERSON(true),
        ACCOUNT(true);

        private final boolean personal;

        Kind(boolean personal) {
            this.personal = personal;
        }

        /** Whether whoever searches for it says why. */
        boolean isPersonal() {
            return personal;
        }
    }
}
