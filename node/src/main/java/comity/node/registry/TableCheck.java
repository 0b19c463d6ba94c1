package comity.node.registry;

import comity.record.act.Assertion;
import comity.record.act.Digest;
import comity.record.act.Directory;
import comity.record.act.Envelope;
import comity.record.act.Header;
import comity.record.act.JsonReader;
import comity.record.act.MalformedAct;
import comity.record.act.MalformedJson;
import comity.record.act.Receipt;
import comity.record.act.Roll;
import comity.record.act.Section;
import comity.record.tlog.MalformedNote;
import comity.record.tlog.Merkle;
import comity.record.tlog.NoteKeys;
import comity.record.tlog.TlogProof;
import comity.treaty.law.Profile;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongFunction;
import javax.sql.DataSource;

/**
 * Derives everything that the tables say from the bytes in them, row by row, and says what does not
 * follow: it trusts no column, and no row that comes before. Nothing is changed.
 */
public final class TableCheck {
    private final DataSource database;
    private final Sealing sealing;
    private final Function<String, Set<Digest>> roots;
    private final Consumer<Deviation> found;

    public TableCheck(
            DataSource database,
            Sealing sealing,
            Function<String, Set<Digest>> roots,
            Consumer<Deviation> found) {
        this.database = database;
        this.sealing = sealing;
        this.roots = roots;
        this.found = found;
    }

    /** The log's keys as this State's own directory in the table lists them. */
    public Optional<NoteKeys> logKeys(String state) {
        return trust().directories().of(state).map(own -> NoteKeys.of(own.log().keys()));
    }

    /**
     * Checks every act, its sections and the receipts beside it.
     *
     * @param leaf the hash of a leaf as the log's tiles have it; empty beyond its end
     * @return how many rows of acts there are
     */
    public long check(LongFunction<Optional<byte[]>> leaf) {
        var trust = trust();
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.setFetchSize(500);
            var next = 0L;
            var rows = 0L;
            try (var acts =
                    statement.executeQuery(
                            "SELECT position, digest, id::text, docket::text, kind, header, signature,"
                                    + " personal, nonce, filed_at, NULL::bytea AS hash FROM act"
                                    + " UNION ALL SELECT position, NULL, NULL, NULL, NULL, NULL, NULL,"
                                    + " NULL, NULL, NULL, hash FROM lost_leaf ORDER BY position")) {
                while (acts.next()) {
                    var position = acts.getLong("position");
                    if (position < next) say("row.twice", position, "", "two rows at one place");
                    if (position > next)
                        say(
                                "act.missing",
                                next,
                                "",
                                "no act at the places "
                                        + next
                                        + " to "
                                        + (position - 1)
                                        + ", and no loss is noted");
                    next = Math.max(next, position + 1);
                    if (acts.getBytes("hash") != null) lost(acts, leaf);
                    else {
                        rows++;
                        act(connection, acts, trust, leaf);
                    }
                }
            }
            if (leaf.apply(next).isPresent())
                say(
                        "table.short",
                        next,
                        "",
                        "the log has entries from here on, and the table has no acts for them");
            return rows;
        } catch (SQLException e) {
            throw new StorageFailed("could not read the tables", e);
        }
    }

    private void lost(ResultSet row, LongFunction<Optional<byte[]>> leaf) throws SQLException {
        var position = row.getLong("position");
        var hash = row.getBytes("hash");
        if (leaf.apply(position).filter(one -> !Arrays.equals(one, hash)).isPresent())
            say("leaf.other", position, "", "the noted loss is not of the leaf that the log has");
    }

    private void act(
            Connection connection, ResultSet row, Trust trust, LongFunction<Optional<byte[]>> leaf)
            throws SQLException {
        var position = row.getLong("position");
        var docket = row.getString("docket");
        var digest = Digest.ofHash(row.getBytes("digest"));
        if (!Digest.of(row.getBytes("header")).equals(digest))
            say("header.changed", position, docket, "the header is not what its digest says");
        var commitment = Receipt.commitment(row.getBytes("nonce"), digest);
        if (leaf.apply(position)
                .filter(one -> !Arrays.equals(one, Merkle.leafHash(commitment)))
                .isPresent())
            say(
                    "leaf.other",
                    position,
                    docket,
                    "another act, or the same under another nonce, stands here in the log");
        try {
            var header = Header.of(JsonReader.actObject(row.getBytes("header")));
            if (!header.id().toString().equals(row.getString("id"))
                    || !header.docket().toString().equals(docket)
                    || !header.kind().equals(row.getString("kind")))
                say(
                        "column.changed",
                        position,
                        docket,
                        "id, docket or kind are not those of the header");
            var personal = row.getBytes("personal");
            var act =
                    new Envelope(
                            header,
                            Map.of(),
                            row.getString("signature"),
                            personal == null
                                    ? Optional.empty()
                                    : Optional.of(Assertion.of(JsonReader.actObject(personal))),
                            List.of());
            var filed = row.getObject("filed_at", OffsetDateTime.class).toInstant();
            signed(act, trust, filed, position, docket);
            sections(connection, header, digest, position, docket);
            receipts(connection, digest, trust, position, docket);
        } catch (MalformedJson | MalformedAct e) {
            say("act.unreadable", position, docket, "no act can be read: " + e.getMessage());
        }
    }

    /** By the same examination as at the door, at the time of filing. */
    private void signed(Envelope act, Trust trust, Instant filed, long position, String docket) {
        if (act.header().kind().equals(Directory.KIND))
            return; // by its sections, when they are read
        // Who was suspended since had it filed before: no partner of nobody is suspended.
        new Examination("", roots, () -> filed)
                .objection(act, trust)
                .ifPresent(
                        objection ->
                                say(
                                        "signature.wrong",
                                        position,
                                        docket,
                                        "the door would not take it: " + objection.code()));
    }

    private void sections(
            Connection connection, Header header, Digest digest, long position, String docket)
            throws SQLException {
        try (var select =
                connection.prepareStatement(
                        "SELECT name, epoch, wrapped, sealed FROM section WHERE position = ?")) {
            select.setLong(1, position);
            try (var rows = select.executeQuery()) {
                while (rows.next()) section(rows, header, digest, position, docket);
            }
        }
    }

    private void section(ResultSet row, Header header, Digest digest, long position, String docket)
            throws SQLException {
        var name = row.getString("name");
        var expected = header.sections().get(name);
        if (expected == null) {
            say("section.foreign", position, docket, "no section " + name + " belongs to this act");
            return;
        }
        try {
            var sealed =
                    new Sealing.Sealed(
                            row.getInt("epoch"), row.getBytes("wrapped"), row.getBytes("sealed"));
            var body = sealing.open(sealed, About.section(digest, name));
            if (body.isPresent()
                    && !Section.of(JsonReader.actObject(body.get())).digest().equals(expected))
                say("section.changed", position, docket, "section " + name + " is another");
        } catch (MalformedJson | MalformedAct | IllegalStateException e) {
            say("section.changed", position, docket, "section " + name + " does not open");
        }
    }

    private void receipts(
            Connection connection, Digest digest, Trust trust, long position, String docket)
            throws SQLException {
        try (var select =
                connection.prepareStatement("SELECT origin, body FROM receipt WHERE digest = ?")) {
            select.setBytes(1, digest.bytes());
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    var origin = rows.getString("origin");
                    var keys =
                            trust.directories().byState().values().stream()
                                    .filter(state -> state.logOrigin().equals(origin))
                                    .map(state -> NoteKeys.of(state.log().keys()))
                                    .findFirst();
                    if (keys.isPresent() && !proves(rows.getBytes("body"), digest, keys.get()))
                        say(
                                "receipt.wrong",
                                position,
                                docket,
                                "a receipt of " + origin + " does not prove what it says");
                }
            }
        }
    }

    private static boolean proves(byte[] body, Digest act, NoteKeys keys) {
        try {
            var receipt = Receipt.of(JsonReader.actObject(body));
            return TlogProof.parse(receipt.proof()).proves(receipt.commitment(act), keys);
        } catch (MalformedJson | MalformedAct | MalformedNote _) {
            return false;
        }
    }

    /** Whom the table's own directories and laws make known; unreadable ones make nobody known. */
    private Trust trust() {
        var acts = new Acts(database, sealing);
        var trust = Trust.NONE;
        for (var kind : List.of(Directory.KIND, Roll.KIND, Profile.KIND)) {
            try {
                for (var stored : acts.ofKind(kind)) trust = trust.with(stored.envelope());
            } catch (IllegalStateException e) {
                found.accept(
                        new Deviation(
                                kind + ".unreadable",
                                "the table",
                                "",
                                "a "
                                        + kind
                                        + " cannot be read, so signatures cannot be checked: "
                                        + e.getMessage()));
            }
        }
        return trust;
    }

    private void say(String kind, long position, String docket, String what) {
        found.accept(new Deviation(kind, "position " + position, docket, what));
    }
}
