package comity.node.offices;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who read what, newest first: everybody's for the oversight body, to others what officers of their
 * own authorities read, and to a central authority also what inspectors read on its dockets.
 *
 * @param everybody whether the reader is shown everybody's
 * @param next the number with which the next page begins; absent on the last one
 */
public record ReadingsView(boolean everybody, List<Row> readings, @Nullable Long next) {

    /**
     * @param docket empty where the reader may not know that it exists
     * @param item the act or exhibit, where only one was read; else empty
     * @param what the address that was asked, with its gaps open
     * @param sections that were shown
     * @param purpose from the short list; UNSAID where the page does not ask
     * @param openings the openings under which an inspector read: digests of their proposals
     */
    public record Row(
            long number,
            Instant at,
            String person,
            String name,
            String authority,
            String office,
            String docket,
            String item,
            String what,
            List<String> sections,
            String purpose,
            List<String> openings) {

        /** The page's word for {@link #what}. */
        public String word() {
            return switch (what) {
                case "/dockets/{docket}", "/dockets/{docket}/bench" -> "docket";
                case "/dockets/{docket}/case" -> "case";
                case "/dockets/{docket}/custody", "/exhibits/{sha256}" -> "exhibits";
                case "/dockets/{docket}/conditions" -> "conditions";
                case "/dockets/{docket}/acts/{type}" -> "form";
                case "/dockets/{docket}/disclosures" -> "disclosure";
                case "/dockets/{docket}/proofs/{act}",
                        "/dockets/{docket}/certificates/{act}",
                        "/dockets/{docket}/acts/{digest}/paper",
                        "/acts/{digest}" ->
                        "act";
                default -> "other";
            };
        }
    }

    /**
     * Who signed in, and who could not, newest first.
     *
     * @param next as above
     */
    public record SignIns(boolean everybody, List<SignIn> signIns, @Nullable Long next) {}

    /**
     * @param person empty if what was shown is nobody's
     * @param outcome {@code admitted}, {@code ended}, or why not
     */
    public record SignIn(
            long number, Instant at, String person, String name, String outcome, String way) {}
}
