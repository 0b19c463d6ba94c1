package comity.node.within;

import comity.evidence.reading.Columns;
import comity.node.identity.Officer;
import comity.node.vault.FileVault;
import comity.record.act.CanonicalJson;
import comity.record.act.Digest;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.record.act.MalformedJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Comparisons that somebody asked for, one for each exhibit: the latest. What they found lies here
 * under the vault's key, for whoever files it.
 */
final class AskedComparisons {
    /** Who ended the node this often does not end it again. */
    static final int MOST_BEGUN = 3;

    private final JdbcClient sql;
    private final FileVault vault;
    private final InstantSource clock;

    AskedComparisons(JdbcClient sql, FileVault vault, InstantSource clock) {
        this.sql = sql;
        this.vault = vault;
        this.clock = clock;
    }

    /** How it stands. */
    enum State {
        WAITING,
        RUNNING,
        STOPPED,
        DONE,
        FAILED;

        boolean isOpen() {
            return this == WAITING || this == RUNNING;
        }
    }

    /** Why it came to nothing. */
    enum Why {
        /** Something in it was marked as protected. */
        FROZEN,
        /** The exhibit or its order is not here any more. */
        GONE,
        /** What was tried failed; the node's log says at what. */
        BROKE,
        /** The node ended each time that it was begun. */
        DIED
    }

    /**
     * A comparison.
     *
     * @param office in which the person asked
     * @param begun how often: a node that was killed begins again
     * @param seen how far it has come
     */
    record Asked(
            Digest exhibit,
            String office,
            Instant at,
            Optional<Columns> columns,
            State state,
            Optional<Why> why,
            int begun,
            Progress.Seen seen,
            Optional<Json.Obj> outcome) {}

    /** Asks for one; the one that waits or runs already is left alone. */
    void ask(Digest exhibit, Officer officer, Optional<Columns> columns) {
        sql.sql(
                        "INSERT INTO evidence_comparison AS comparison (exhibit, person, office, asked_at, columns, state)"
                                + " VALUES (:exhibit, :person, :office, :now, :columns, 'WAITING')"
                                + " ON CONFLICT (exhibit) DO UPDATE SET person = excluded.person,"
                                + " office = excluded.office, asked_at = excluded.asked_at,"
                                + " columns = excluded.columns, state = 'WAITING', why = '', begun = 0,"
                                + " stage = '', bytes_read = 0, within = 0, outside = 0, unread = 0,"
                                + " stop = false, outcome = NULL, ended_at = NULL"
                                + " WHERE comparison.state NOT IN ('WAITING', 'RUNNING')")
                .param("exhibit", exhibit.bytes())
                .param("person", officer.person().id())
                .param("office", officer.inOffice())
                .param("now", now())
                .param("columns", columns.map(said -> seal(said.json())).orElse(null))
                .update();
    }

    /** What waits ends at once; what runs is told, and ends when it hears of it. */
    void stop(Digest exhibit) {
        sql.sql(
                        "UPDATE evidence_comparison SET stop = true,"
                                + " state = CASE state WHEN 'WAITING' THEN 'STOPPED' ELSE state END"
                                + " WHERE exhibit = :exhibit AND state IN ('WAITING', 'RUNNING')")
                .param("exhibit", exhibit.bytes())
                .update();
    }

    Optional<Asked> of(Digest exhibit) {
        return sql.sql("SELECT * FROM evidence_comparison WHERE exhibit = :exhibit")
                .param("exhibit", exhibit.bytes())
                .query(row())
                .optional();
    }

    /** The one that has waited longest is begun. */
    Optional<Asked> next() {
        return sql.sql(
                        "UPDATE evidence_comparison SET state = 'RUNNING', begun = begun + 1 WHERE exhibit ="
                                + " (SELECT exhibit FROM evidence_comparison WHERE state = 'WAITING'"
                                + " ORDER BY asked_at, exhibit LIMIT 1 FOR UPDATE SKIP LOCKED)"
                                + " RETURNING *")
                .query(row())
                .optional();
    }

    /** After a start: what ran when the node ended is begun again, unless it may be the cause. */
    void resume() {
        sql.sql(
                        "UPDATE evidence_comparison SET ended_at = :now, why = 'DIED', state = 'FAILED'"
                                + " WHERE state = 'RUNNING' AND begun >= :most")
                .param("now", now())
                .param("most", MOST_BEGUN)
                .update();
        sql.sql(
                        "UPDATE evidence_comparison SET state = CASE WHEN stop THEN 'STOPPED' ELSE 'WAITING' END"
                                + " WHERE state = 'RUNNING'")
                .update();
    }

    /** Notes how far it has come; whether it is to be stopped. */
    boolean note(Asked asked, Progress.Seen seen) {
        return sql.sql(
                        "UPDATE evidence_comparison SET stage = :stage, bytes_read = :read, within = :within,"
                                + " outside = :outside, unread = :unread"
                                + " WHERE exhibit = :exhibit AND begun = :begun AND state = 'RUNNING'"
                                + " RETURNING stop")
                .param("stage", seen.stage().name())
                .param("read", seen.read())
                .param("within", seen.within())
                .param("outside", seen.outside())
                .param("unread", seen.unread())
                .param("exhibit", asked.exhibit().bytes())
                .param("begun", asked.begun())
                .query(Boolean.class)
                .optional()
                .orElse(true);
    }

    void done(Asked asked, Json.Obj outcome) {
        end(asked, State.DONE, "", Optional.of(outcome));
    }

    void failed(Asked asked, Why why) {
        end(asked, State.FAILED, why.name(), Optional.empty());
    }

    void stopped(Asked asked) {
        end(asked, State.STOPPED, "", Optional.empty());
    }

    private void end(Asked asked, State state, String why, Optional<Json.Obj> outcome) {
        sql.sql(
                        "UPDATE evidence_comparison SET state = :state, why = :why, outcome = :outcome,"
                                + " ended_at = :now"
                                + " WHERE exhibit = :exhibit AND begun = :begun AND state = 'RUNNING'")
                .param("state", state.name())
                .param("why", why)
                .param("outcome", outcome.map(this::seal).orElse(null))
                .param("now", now())
                .param("exhibit", asked.exhibit().bytes())
                .param("begun", asked.begun())
                .update();
    }

    /** What was found in an exhibit goes with it. */
    void forgetWhatIsGone() {
        var all =
                sql.sql(
                                "SELECT exhibit FROM evidence_comparison WHERE state NOT IN ('WAITING', 'RUNNING')")
                        .query((row, _) -> Digest.ofHash(row.getBytes("exhibit")))
                        .list();
        for (var exhibit : all)
            if (vault.held(exhibit).isEmpty())
                sql.sql("DELETE FROM evidence_comparison WHERE exhibit = :exhibit")
                        .param("exhibit", exhibit.bytes())
                        .update();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private byte[] seal(Json.Obj json) {
        return vault.sealPaper(CanonicalJson.bytes(json));
    }

    private Optional<Json.Obj> open(byte @Nullable [] sealed) {
        if (sealed == null) return Optional.empty();
        try {
            return Optional.of(JsonReader.actObject(vault.openPaper(sealed)));
        } catch (MalformedJson e) {
            throw new IllegalStateException("what a comparison found is damaged", e);
        }
    }

    private RowMapper<Asked> row() {
        return (row, _) ->
                new Asked(
                        Digest.ofHash(row.getBytes("exhibit")),
                        row.getString("office"),
                        row.getTimestamp("asked_at").toInstant(),
                        open(row.getBytes("columns")).flatMap(Columns::of),
                        State.valueOf(row.getString("state")),
                        why(row.getString("why")),
                        row.getInt("begun"),
                        seen(row),
                        open(row.getBytes("outcome")));
    }

    private static Optional<Why> why(String word) {
        return word.isEmpty() ? Optional.empty() : Optional.of(Why.valueOf(word));
    }

    private static Progress.Seen seen(ResultSet row) throws SQLException {
        var stage = row.getString("stage");
        return new Progress.Seen(
                stage.isEmpty() ? Progress.Stage.READING : Progress.Stage.valueOf(stage),
                row.getLong("bytes_read"),
                row.getLong("within"),
                row.getLong("outside"),
                row.getLong("unread"));
    }
}
