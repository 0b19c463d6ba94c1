package comity.node.recourse;

/**
 * What is on the record.
 *
 * @param code leads back to the complaint
 * @param act its digest
 * @param held whether the log holds it already: then there is a receipt
 */
public record KeptView(String code, String act, boolean held) {}
