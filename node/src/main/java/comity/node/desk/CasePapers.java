package comity.node.desk;

import comity.evidence.dossier.CasePaper;
import comity.evidence.dossier.Contents;
import comity.evidence.dossier.Custody;
import comity.node.frame.Refused;
import comity.node.registry.Registry;
import comity.paper.Printer;
import comity.paper.Qr;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The reports on paper that lie in a case file, in the languages that were chosen. */
public final class CasePapers {
    private static final Set<String> LANGUAGES = Set.of("ar", "en", "es", "fr", "ru", "zh");
    private final Registry registry;
    private final String address;

    /**
     * @param origin of this node, under which the page lies that checks case files
     */
    public CasePapers(Registry registry, String origin) {
        this.registry = registry;
        this.address = origin + "/case-page";
    }

    /** The same contents with a report in each language, each once. */
    Contents with(Contents contents, Collection<String> languages) {
        for (var language : languages)
            if (!LANGUAGES.contains(language))
                throw Refused.with(422, "case.language", Map.of("language", language));
        var chosen = languages.stream().distinct().sorted().toList();
        return chosen.isEmpty() ? contents : contents.with(printed(contents, chosen));
    }

    private List<Contents.Paper> printed(Contents contents, List<String> languages) {
        var names = Custody.names(registry.directories().byState().values());
        var code = Qr.image(address);
        return languages.stream()
                .map(
                        language ->
                                new Contents.Paper(
                                        language,
                                        Printer.pdf(
                                                CasePaper.document(
                                                        contents,
                                                        names,
                                                        Locale.of(language),
                                                        address,
                                                        code),
                                                "a report in a case file")))
                .toList();
    }
}
