package comity.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The small world of every example: Arcadia, where a hospital was attacked, and Borduria, where the
 * mail provider is. Who holds which office stands in the two State files beside this class.
 */
final class World {
    static final String ARCADIA = "XA";
    static final String BORDURIA = "XB";

    /** A person in an office: who signs in, and where they act. */
    record Officer(String state, String person, String authority, String office) {

        /** As people speak of the person: family name and office. */
        String called() {
            return Character.toUpperCase(person.charAt(0))
                    + person.substring(1)
                    + " ("
                    + state
                    + " "
                    + office
                    + ")";
        }

        String inOffice() {
            return authority + "/" + office;
        }
    }

    static final Officer VEGA = new Officer(ARCADIA, "vega", "XA.prosecution", "INV");
    static final Officer ILIN = new Officer(ARCADIA, "ilin", "XA.prosecution", "PRO");
    static final Officer SERRANO = new Officer(ARCADIA, "serrano", "XA.court", "JUD");
    static final Officer AMADI = new Officer(ARCADIA, "amadi", "XA.central-authority", "CAO");
    static final Officer BRANDT = new Officer(ARCADIA, "brandt", "XA.central-authority", "CAO");
    static final Officer HOLM = new Officer(ARCADIA, "holm", "XA.bar", "DEF");
    static final Officer KATZ = new Officer(BORDURIA, "katz", "XB.central-authority", "CAO");
    static final Officer LINDQVIST =
            new Officer(BORDURIA, "lindqvist", "XB.central-authority", "CAO");
    static final Officer OKAFOR = new Officer(BORDURIA, "okafor", "XB.court", "JUD");

    /** The judge of review: whoever decided first does not order the remedy. */
    static final Officer ADEYEMI = new Officer(BORDURIA, "adeyemi", "XB.court", "JUD");

    static final Officer NDIAYE = new Officer(BORDURIA, "ndiaye", "XB.central-authority", "CUS");
    static final Officer FINCH = new Officer(BORDURIA, "finch", "XB.filter", "FIL");
    static final Officer NOVAK = new Officer(BORDURIA, "novak", "XB.oversight", "OVS");

    /** On duty at night, two of them: who calls back does not order. */
    static final Officer SOUSA = new Officer(BORDURIA, "sousa", "XB.contact-point", "DUT");

    static final Officer MOREAU = new Officer(BORDURIA, "moreau", "XB.provider.harbourmail", "PRV");

    static final List<Officer> EVERYONE =
            List.of(
                    VEGA, ILIN, SERRANO, AMADI, BRANDT, HOLM, KATZ, LINDQVIST, NDIAYE, FINCH, NOVAK,
                    OKAFOR, MOREAU);

    private World() {}

    /** The State's file, copied to where its node shall find it. */
    static Path stateFile(String state, Path folder) throws IOException {
        var name = state.equals(ARCADIA) ? "arcadia.json" : "borduria.json";
        var file = folder.resolve("state.json");
        try (var resource = World.class.getResourceAsStream(name)) {
            if (resource == null)
                throw new IllegalStateException("the world's file " + name + " is not in the jar");
            Files.copy(resource, file, StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }
}
