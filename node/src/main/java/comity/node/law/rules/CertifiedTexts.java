package comity.node.law.rules;

import comity.node.identity.Officer;
import comity.record.act.Digest;
import comity.treaty.text.ConventionReader;
import comity.treaty.text.ConventionReader.Reading;
import comity.treaty.text.ConventionReader.Remark;
import comity.treaty.text.ConventionText;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The Convention's text in each language that was loaded. The file's words are kept, and read anew
 * by every node that starts: a better reader reads what is already here.
 */
@Component
class CertifiedTexts {
    private final JdbcClient sql;
    private final InstantSource clock;

    /** What was read of each version; versions never change. */
    private final Map<Long, Reading.Read> readings = new ConcurrentHashMap<>();

    CertifiedTexts(JdbcClient sql, InstantSource clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * One version of the text in one language.
     *
     * @param digest of the file as it was loaded
     * @param by the name of the registrar who loaded it
     */
    record Loaded(
            long version,
            String language,
            Digest digest,
            String media,
            String fileName,
            Instant at,
            String by,
            String authority,
            ConventionText text,
            List<Remark> remarks) {}

    private record Row(
            long version,
            String language,
            byte[] digest,
            String media,
            byte[] fileName,
            Instant at,
            String by,
            String authority) {}

    /**
     * Stores a text that was read; the same file again is the version that is already the latest.
     *
     * @param words the file's words, pages parted by form feeds
     */
    Loaded load(
            String language,
            Digest digest,
            String media,
            String fileName,
            String words,
            Officer registrar) {
        var latest = latest(language);
        if (latest.filter(loaded -> loaded.digest().equals(digest)).isPresent())
            return latest.get();
        sql.sql(
                        """
                        INSERT INTO certified_text
                          (language, digest, media, file_name, words, loaded_at, person, authority)
                        VALUES (:language, :digest, :media, :file, :words, :now, :person, :authority)
                        """)
                .param("language", language)
                .param("digest", digest.bytes())
                .param("media", media)
                .param("file", fileName.getBytes(StandardCharsets.UTF_8))
                .param("words", words.getBytes(StandardCharsets.UTF_8))
                .param("now", Timestamp.from(clock.instant()))
                .param("person", registrar.person().id())
                .param("authority", registrar.authority())
                .update();
        return latest(language)
                .orElseThrow(() -> new IllegalStateException("stored, and not there"));
    }

    Optional<Loaded> latest(String language) {
        return sql.sql(
                        """
                        SELECT t.version, t.language, t.digest, t.media, t.file_name, t.loaded_at,
                          p.name, t.authority
                        FROM certified_text t JOIN person p ON p.id = t.person
                        WHERE t.language = :language ORDER BY t.version DESC LIMIT 1
                        """)
                .param("language", language)
                .query((row, _) -> row(row))
                .optional()
                .map(this::loaded);
    }

    /** The latest of each language, in the order of the languages' codes. */
    Map<String, Loaded> latest() {
        var latest = new LinkedHashMap<String, Loaded>();
        sql.sql(
                        """
                        SELECT DISTINCT ON (t.language) t.version, t.language, t.digest, t.media,
                          t.file_name, t.loaded_at, p.name, t.authority
                        FROM certified_text t JOIN person p ON p.id = t.person
                        ORDER BY t.language, t.version DESC
                        """)
                .query((row, _) -> row(row))
                .list()
                .forEach(row -> latest.put(row.language(), loaded(row)));
        return latest;
    }

    /** The text that a reader of {@code language} is shown: in it, else in English, else in any. */
    Optional<Loaded> nearest(Locale language) {
        var all = latest();
        return Optional.ofNullable(all.get(language.getLanguage()))
                .or(() -> Optional.ofNullable(all.get("en")))
                .or(() -> all.values().stream().findFirst());
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getLong("version"),
                row.getString("language"),
                row.getBytes("digest"),
                row.getString("media"),
                row.getBytes("file_name"),
                row.getTimestamp("loaded_at").toInstant(),
                row.getString("name"),
                row.getString("authority"));
    }

    private Loaded loaded(Row row) {
        var reading = readings.computeIfAbsent(row.version(), this::reading);
        return new Loaded(
                row.version(),
                row.language(),
                Digest.ofHash(row.digest()),
                row.media(),
                new String(row.fileName(), StandardCharsets.UTF_8),
                row.at(),
                row.by(),
                row.authority(),
                reading.text(),
                reading.remarks());
    }

    private Reading.Read reading(long version) {
        var stored =
                sql.sql("SELECT language, words FROM certified_text WHERE version = :version")
                        .param("version", version)
                        .query(
                                (row, _) ->
                                        Map.entry(
                                                row.getString("language"),
                                                new String(
                                                        row.getBytes("words"),
                                                        StandardCharsets.UTF_8)))
                        .single();
        return ConventionReader.parse(stored.getValue(), stored.getKey());
    }
}
