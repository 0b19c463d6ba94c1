package comity.node.registry;

import comity.treaty.docket.Type;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Dockets that hold an act of a rare type, found by the type in the header, so that no table beside
 * the record can say otherwise. Each such type has an index of its own (V330, V350, V351): a
 * question costs what was found, not what exists.
 */
public final class RareActs {
    private static final Set<Type> INDEXED =
            EnumSet.of(Type.REPORT_ERROR, Type.SEAL_DOCKET, Type.BREAK_GLASS);

    private final JdbcClient sql;

    public RareActs(JdbcClient sql) {
        this.sql = sql;
    }

    /** Every docket that ever held one. */
    public List<UUID> dockets(Type type) {
        return dockets(type, Instant.EPOCH);
    }

    /**
     * Every docket on which one was filed after {@code since}.
     *
     * @throws IllegalArgumentException if the type has no index
     */
    public List<UUID> dockets(Type type, Instant since) {
        if (!INDEXED.contains(type))
            throw new IllegalArgumentException(type + " is no rare type: it has no index");
        // Written into the statement: the index is used where its very words are.
        return sql.sql(
                        """
                        SELECT DISTINCT docket FROM act
                         WHERE kind = 'cooperation'
                           AND position('"type":"%s"'::bytea IN header) > 0
                           AND filed_at > :since
                        """
                                .formatted(type.word()))
                .param("since", Timestamp.from(since))
                .query((row, _) -> row.getObject("docket", UUID.class))
                .list();
    }
}
