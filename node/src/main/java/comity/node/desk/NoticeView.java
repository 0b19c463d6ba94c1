package comity.node.desk;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What keeps a measure of a docket secret, who is still to be told of it, and by which letter.
 *
 * @param runs whether it is secret today
 * @param accounts from which the letter's is chosen: it names one and no other's
 * @param errors serious errors of which this State tells, by the act that classifies them
 * @param letter absent while it is secret, nothing was carried out, or no account was chosen
 */
public record NoticeView(
        UUID docket,
        boolean runs,
        List<Order> orders,
        List<Due> due,
        List<Served> served,
        List<String> accounts,
        List<String> errors,
        @Nullable LetterView letter) {

    /** An order by which it is secret, or was. */
    public record Order(
            String act,
            String state,
            LocalDate from,
            LocalDate until,
            LocalDate review,
            boolean lifted,
            boolean runs) {}

    /**
     * Somebody whom this State has to tell.
     *
     * @param by the last day
     * @param notFound the day of the last report that they could not be found
     * @param error the act that classifies the serious error of which they are told; empty where it
     *     is the measure
     */
    public record Due(
            String told,
            LocalDate from,
            LocalDate by,
            boolean overdue,
            @Nullable LocalDate notFound,
            String error) {}

    /** A notice that this State has proven. */
    public record Served(
            String act, String told, String channel, @Nullable LocalDate on, String hash) {}

    /**
     * The letter.
     *
     * @param account of whom it speaks; empty if the docket names none
     * @param error the error of which it speaks; empty if it speaks of the measure
     * @param hash SHA-256 of its text, for the proof
     */
    public record LetterView(
            String told,
            String account,
            String error,
            String language,
            String direction,
            String title,
            List<Part> parts,
            String hash) {}

    /** A heading with what stands under it. */
    public record Part(String heading, List<String> lines) {}
}
