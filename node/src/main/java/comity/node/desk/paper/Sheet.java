package comity.node.desk.paper;

import comity.record.act.Json;
import comity.treaty.docket.Form;
import comity.treaty.terms.Measure;
import java.util.Locale;
import java.util.Optional;

/**
 * What is to be printed.
 *
 * @param said by section, as the act or draft says it
 * @param written the language in which its free text is written
 * @param translation of free text, by {@code section.field}
 * @param translated the language of that translation; empty if there is none
 * @param docket the docket's number
 * @param digest of the act; of the draft's content where nothing is filed
 * @param filed whether it is an act; else it is a draft, and says so on each page
 * @param author State and authority; empty for a draft
 */
public record Sheet(
        Form form,
        Optional<Measure> measure,
        Json.Obj said,
        Locale written,
        Json.Obj translation,
        Optional<Locale> translated,
        String docket,
        String digest,
        boolean filed,
        String author) {}
