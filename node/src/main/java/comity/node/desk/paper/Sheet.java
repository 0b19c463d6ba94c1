package comity.node.desk.paper;

import comity.record.act.Json;
import comity.treaty.docket.Form;
import comity.treaty.terms.Measure;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be printed.
 *
 * @param said by section, as the act or draft says it
 * @param written the language in which its free text is written
 * @param translations of free text, by their language's code
 * @param docket the docket's number
 * @param digest of the act; of the draft's content where nothing is filed
 * @param filed whether it is an act; else it is a draft, and says so on each page
 * @param author the authority and when it acted; empty for a draft
 */
public record Sheet(
        Form form,
        Optional<Measure> measure,
        Json.Obj said,
        Locale written,
        Map<String, Translation> translations,
        String docket,
        String digest,
        boolean filed,
        String author) {
    public Sheet {
        translations = Map.copyOf(translations);
    }

    /**
     * What stands in the column of another language.
     *
     * @param texts by {@code section.field}
     * @param by who translated; empty for what the author of a draft entered
     * @param on its day; empty for a draft
     */
    public record Translation(Json.Obj texts, String by, Optional<LocalDate> on) {}
}
