package comity.node.desk.work;

/** Of each table there are two sides, so that one can be made anew while the other is shown. */
enum Side {
    A("a"),
    B("b");

    private final String name;

    Side(String name) {
        this.name = name;
    }

    /** As it stands in the tables. */
    String inTable() {
        return name;
    }

    String follower() {
        return "desk." + name;
    }

    Side other() {
        return this == A ? B : A;
    }

    static Side of(String name) {
        return name.equals("a") ? A : B;
    }
}
