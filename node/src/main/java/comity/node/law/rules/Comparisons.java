package comity.node.law.rules;

import comity.node.frame.Refused;
import comity.node.identity.Officer;
import comity.record.act.Digest;
import comity.treaty.rules.Rulebook;
import comity.treaty.terms.Citation;
import comity.treaty.text.ConventionText.Passage;
import comity.treaty.text.Terms;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The citations of all rules held against the loaded text: by words, which a machine compares, and
 * by a registrar of laws, who alone says that a number is right.
 */
@Component
class Comparisons {
    private static final Pattern CITATION = Pattern.compile("(\\d{1,2})((?:\\([a-z\\d]{1,5}\\))*)");
    private static final int MOST_NOTE = 2_000;

    private final JdbcClient sql;
    private final CertifiedTexts texts;
    private final InstantSource clock;

    Comparisons(JdbcClient sql, CertifiedTexts texts, InstantSource clock) {
        this.sql = sql;
        this.texts = texts;
        this.clock = clock;
    }

    /** What a registrar found. */
    enum Outcome {
        CONFIRMED,
        CORRECTED
    }

    /**
     * A registrar's finding on a citation.
     *
     * @param correct the right citation, where the one in the rule is not
     * @param version of the text that was compared with
     * @param passage digest of the words that stood there
     */
    record Found(
            Outcome outcome,
            String correct,
            String note,
            long version,
            String language,
            Digest passage,
            Instant at,
            String by,
            String authority) {}

    /**
     * A citation, the rules that rest on it, and what each loaded text says.
     *
     * @param answers by language
     * @param found the latest finding; empty if nobody has compared it
     * @param stale whether the words have changed since
     */
    record Compared(
            Citation citation,
            List<String> rules,
            Map<String, Terms.Answer> answers,
            Optional<Found> found,
            boolean stale) {
        /** A lawyer has compared the number with the text as it is now, and it is right. */
        boolean confirmed() {
            return !stale && found.filter(one -> one.outcome() == Outcome.CONFIRMED).isPresent();
        }

        /** The finding that still stands; else what the words say, the worst of all texts. */
        String verdict() {
            if (!stale && found.isPresent()) return found.get().outcome().name();
            if (answers.containsValue(Terms.Answer.DIFFERS)) return Terms.Answer.DIFFERS.name();
            return answers.containsValue(Terms.Answer.MATCHES)
                    ? Terms.Answer.MATCHES.name()
                    : Terms.Answer.CANNOT_BE_TOLD.name();
        }
    }

    /** Every citation of the rulebook, in the order of the articles. */
    List<Compared> all() {
        var rules = new TreeMap<Place, List<String>>();
        var citations = new LinkedHashMap<Place, Citation>();
        for (var rule : Rulebook.current().rules()) {
            var place = Place.of(rule.citation());
            citations.putIfAbsent(place, rule.citation());
            rules.merge(
                    place,
                    List.of(rule.id()),
                    (one, other) ->
                            java.util.stream.Stream.concat(one.stream(), other.stream()).toList());
        }
        var loaded = texts.latest();
        var found = found();
        return rules.entrySet().stream()
                .map(
                        entry ->
                                compared(
                                        citations.getOrDefault(
                                                entry.getKey(), entry.getKey().citation()),
                                        entry.getValue(),
                                        loaded,
                                        Optional.ofNullable(found.get(entry.getKey()))))
                .toList();
    }

    Compared of(Citation citation) {
        return all().stream()
                .filter(compared -> Place.of(compared.citation()).equals(Place.of(citation)))
                .findFirst()
                .orElseGet(
                        () -> new Compared(citation, List.of(), Map.of(), Optional.empty(), false));
    }

    /** Articles rise; within one, paragraphs as numbers do. */
    private record Place(int article, String path) implements Comparable<Place> {
        static Place of(Citation citation) {
            return new Place(citation.article(), citation.paragraph());
        }

        Citation citation() {
            return Citation.high(article, path);
        }

        @Override
        public int compareTo(Place other) {
            return key().compareTo(other.key());
        }

        private String key() {
            return "%02d".formatted(article) + path.replaceAll("\\((\\d)\\)", "(0$1)");
        }
    }

    private static Compared compared(
            Citation citation,
            List<String> rules,
            Map<String, CertifiedTexts.Loaded> loaded,
            Optional<Found> found) {
        var answers = new LinkedHashMap<String, Terms.Answer>();
        loaded.forEach(
                (language, text) ->
                        answers.put(
                                language,
                                Terms.compare(
                                        citation.article(), citation.paragraph(), text.text())));
        var stale =
                found.map(
                                one -> {
                                    var text = loaded.get(one.language());
                                    return text != null
                                            && !one.passage()
                                                    .equals(
                                                            digest(
                                                                    text.text()
                                                                            .at(
                                                                                    citation
                                                                                            .article(),
                                                                                    citation
                                                                                            .paragraph())));
                                })
                        .orElse(false);
        return new Compared(citation, rules, answers, found, stale);
    }

    /**
     * Records what a registrar found.
     *
     * @param citation as {@code 42(8)}
     * @param correct the right one, where it is wrong
     */
    void record(
            String citation,
            String outcome,
            String correct,
            String note,
            Locale language,
            Officer registrar) {
        var compared =
                all().stream()
                        .filter(
                                one ->
                                        (one.citation().article() + one.citation().paragraph())
                                                .equals(citation))
                        .findFirst()
                        .orElseThrow(() -> Refused.with(404, "citation.unknown"));
        var text = texts.nearest(language).orElseThrow(() -> Refused.with(422, "citation.no-text"));
        if (note.length() > MOST_NOTE || note.indexOf('\0') >= 0)
            throw Refused.with(422, "citation.note", Map.of("most", Integer.toString(MOST_NOTE)));
        var place = Place.of(compared.citation());
        var words = text.text().at(place.article(), place.path());
        switch (outcome(outcome)) {
            case CONFIRMED -> {
                if (words.isEmpty())
                    throw Refused.with(422, "citation.not-there", Map.of("citation", citation));
                insert(place, Outcome.CONFIRMED, "", note, text, digest(words), registrar);
            }
            case CORRECTED -> {
                var right = CITATION.matcher(correct.strip());
                if (!right.matches() || correct.strip().equals(citation))
                    throw Refused.with(422, "citation.malformed");
                if (text.text().at(Integer.parseInt(right.group(1)), right.group(2)).isEmpty())
                    throw Refused.with(
                            422, "citation.not-there", Map.of("citation", correct.strip()));
                insert(
                        place,
                        Outcome.CORRECTED,
                        correct.strip(),
                        note,
                        text,
                        digest(words),
                        registrar);
            }
        }
    }

    private static Outcome outcome(String word) {
        for (var outcome : Outcome.values()) if (outcome.name().equals(word)) return outcome;
        throw Refused.with(422, "citation.outcome", Map.of("most", Integer.toString(MOST_NOTE)));
    }

    private void insert(
            Place place,
            Outcome outcome,
            String correct,
            String note,
            CertifiedTexts.Loaded text,
            Digest passage,
            Officer registrar) {
        sql.sql(
                        """
                        INSERT INTO citation_finding (article, path, outcome, correct, note, version,
                          passage, found_at, person, authority)
                        VALUES (:article, :path, :outcome, :correct, :note, :version, :passage, :now,
                          :person, :authority)
                        """)
                .param("article", place.article())
                .param("path", place.path())
                .param("outcome", outcome.name())
                .param("correct", correct)
                .param("note", note.strip().getBytes(StandardCharsets.UTF_8))
                .param("version", text.version())
                .param("passage", passage.bytes())
                .param("now", Timestamp.from(clock.instant()))
                .param("person", registrar.person().id())
                .param("authority", registrar.authority())
                .update();
    }

    private Map<Place, Found> found() {
        var found = new LinkedHashMap<Place, Found>();
        sql.sql(
                        """
                        SELECT DISTINCT ON (f.article, f.path) f.article, f.path, f.outcome, f.correct,
                          f.note, f.version, t.language, f.passage, f.found_at, p.name, f.authority
                        FROM citation_finding f
                          JOIN certified_text t ON t.version = f.version
                          JOIN person p ON p.id = f.person
                        ORDER BY f.article, f.path, f.number DESC
                        """)
                .query(
                        (row, _) ->
                                found.put(
                                        new Place(row.getInt("article"), row.getString("path")),
                                        new Found(
                                                Outcome.valueOf(row.getString("outcome")),
                                                row.getString("correct"),
                                                new String(
                                                        row.getBytes("note"),
                                                        StandardCharsets.UTF_8),
                                                row.getLong("version"),
                                                row.getString("language"),
                                                Digest.ofHash(row.getBytes("passage")),
                                                row.getTimestamp("found_at").toInstant(),
                                                row.getString("name"),
                                                row.getString("authority"))))
                .list();
        return found;
    }

    private static Digest digest(List<Passage> words) {
        return Digest.of(
                words.stream()
                        .map(passage -> passage.path() + " " + passage.words())
                        .reduce("", (one, other) -> one + "\n" + other)
                        .getBytes(StandardCharsets.UTF_8));
    }
}
