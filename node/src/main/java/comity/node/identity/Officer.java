package comity.node.identity;

/** A person in the office in which they act now. */
public record Officer(Person person, String authority, String office) {

    /** {@code XA.court/JUD}, as requests name it. */
    public String inOffice() {
        return authority + "/" + office;
    }

    public String state() {
        return authority.substring(0, 2);
    }
}
