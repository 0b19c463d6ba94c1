package comity.node.frame;

import comity.node.identity.Officer;

/**
 * An office that a person holds.
 *
 * @param inOffice {@code XA.court/JUD}, as requests name it
 */
public record OfficeView(String authority, String office, String inOffice) {

    public static OfficeView of(Officer officer) {
        return new OfficeView(officer.authority(), officer.office(), officer.inOffice());
    }
}
