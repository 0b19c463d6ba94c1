package comity.node.law.rules;

import comity.treaty.text.ConventionReader;
import java.time.Instant;
import java.util.List;

/** Views of the loaded texts and of the citations held against them. */
public final class Texts {
    private Texts() {}

    /**
     * A text that is loaded.
     *
     * @param version rises with every text that is loaded, in whatever language
     * @param digest SHA-256 of the file as it was loaded
     * @param articles how many of the sixty-eight were found
     */
    public record TextInfo(
            long version,
            String language,
            String digest,
            String media,
            String fileName,
            Instant at,
            String by,
            String authority,
            int articles,
            int paragraphs,
            int remarks) {}

    /** What was found in a text, and what could not be read. */
    public record Report(TextInfo text, List<ArticleInfo> articles, List<RemarkInfo> remarks) {}

    /**
     * @param paragraphs their paths, as {@code (3)(e)}
     */
    public record ArticleInfo(int number, String title, List<String> paragraphs) {}

    /**
     * @param trouble ARTICLE_MISSING, ARTICLE_EMPTY, TITLE_MISSING or NUMBERING_JUMPED
     */
    public record RemarkInfo(int article, String path, String trouble) {}

    /**
     * A citation of the rulebook beside the loaded texts.
     *
     * @param citation with its paragraph, however certain
     * @param verdict CONFIRMED, CORRECTED, DIFFERS, MATCHES or CANNOT_BE_TOLD: the registrar's
     *     finding if there is one that still stands, else what the words say in all texts together
     */
    public record CitationView(
            String citation,
            int article,
            String certainty,
            List<String> rules,
            String verdict,
            List<AnswerView> answers,
            RuleView.FoundView found) {}

    /**
     * @param answer MATCHES, DIFFERS or CANNOT_BE_TOLD
     */
    public record AnswerView(String language, String answer) {}

    static TextInfo info(CertifiedTexts.Loaded loaded) {
        var articles = loaded.text().articles();
        return new TextInfo(
                loaded.version(),
                loaded.language(),
                loaded.digest().hex(),
                loaded.media(),
                loaded.fileName(),
                loaded.at(),
                loaded.by(),
                loaded.authority(),
                articles.size(),
                articles.stream().mapToInt(article -> article.paragraphs().size()).sum(),
                loaded.remarks().size());
    }

    static Report report(CertifiedTexts.Loaded loaded) {
        return new Report(
                info(loaded),
                loaded.text().articles().stream()
                        .map(
                                article ->
                                        new ArticleInfo(
                                                article.number(),
                                                article.title(),
                                                article.paragraphs()))
                        .toList(),
                loaded.remarks().stream().map(Texts::remark).toList());
    }

    private static RemarkInfo remark(ConventionReader.Remark remark) {
        return new RemarkInfo(remark.article(), remark.path(), remark.trouble().name());
    }

    static CitationView view(Comparisons.Compared compared) {
        var citation = compared.citation();
        return new CitationView(
                citation.article() + citation.paragraph(),
                citation.article(),
                citation.certainty().name(),
                compared.rules(),
                compared.verdict(),
                compared.answers().entrySet().stream()
                        .map(entry -> new AnswerView(entry.getKey(), entry.getValue().name()))
                        .toList(),
                RuleViews.found(compared));
    }
}
