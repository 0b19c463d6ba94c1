package comity.node.admin;

import comity.node.identity.Officer;
import comity.node.identity.Person;
import comity.node.mail.Awaiting;
import comity.node.mail.Matter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** What has to be done about the node now, for administrators. */
final class NodeAwaiting implements Awaiting {
    static final String OFFICE = "ADM";

    private final JdbcTemplate sql;

    NodeAwaiting(JdbcTemplate sql) {
        this.sql = sql;
    }

    @Override
    public List<Matter> candidates(Person person, List<Officer> held, Instant since) {
        if (held.stream().noneMatch(officer -> officer.office().equals(OFFICE))) return List.of();
        return sql.query(
                "SELECT code, about, since FROM node_warning WHERE state = 'NOW'"
                        + " ORDER BY since DESC, code, about LIMIT ?",
                (row, _) ->
                        new Matter(
                                Matter.Kind.NODE,
                                row.getString("code") + " " + row.getString("about"),
                                row.getTimestamp("since").toInstant().toString(),
                                false,
                                Optional.empty()),
                MOST);
    }

    @Override
    public List<Matter> allowed(List<Officer> held, List<Matter> matters) {
        return held.stream().anyMatch(officer -> officer.office().equals(OFFICE))
                ? matters
                : List.of();
    }
}
