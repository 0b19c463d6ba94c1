package comity.page.build;

import java.util.ArrayList;
import java.util.List;
import org.teavm.classlib.ResourceSupplier;
import org.teavm.classlib.ResourceSupplierContext;

/** The sentences that the page carries: those of the report and of the rules. */
public final class Resources implements ResourceSupplier {
    private static final List<String> BUNDLES =
            List.of(
                    "comity/evidence/dossier/report",
                    "comity/evidence/dossier/checks",
                    "comity/evidence/dossier/names",
                    "comity/treaty/rules/messages",
                    "comity/treaty/rules/demands",
                    "comity/treaty/facts/facts",
                    "comity/treaty/facts/codes",
                    "comity/treaty/law/problems",
                    "comity/treaty/law/terms",
                    "comity/treaty/translation/authentic");

    @Override
    public String[] supplyResources(ResourceSupplierContext context) {
        var found = new ArrayList<String>();
        for (var bundle : BUNDLES) {
            for (var language : List.of("ar", "en", "es", "fr", "ru", "zh")) {
                var name = bundle + "_" + language + ".properties";
                if (context.getClassLoader().getResource(name) != null) found.add(name);
            }
        }
        for (var language : List.of("ar", "en", "es", "fr", "ru", "zh"))
            found.add("comity/record/act/words_" + language + ".txt");
        found.add("comity/treaty/offices/separation.csv");
        return found.toArray(String[]::new);
    }
}
