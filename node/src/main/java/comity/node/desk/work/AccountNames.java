package comity.node.desk.work;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.Normalizer2;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Accounts whose name says whose they are, wherever they are held: addresses of e-mail and numbers
 * of telephone. A name that is one only within a provider is none of these: under it somebody else
 * may have an account with another.
 */
public final class AccountNames {
    private static final Normalizer2 NFKC = Normalizer2.getNFKCInstance();
    private static final Pattern MAIL = Pattern.compile("[^\\s@]+@[^\\s@]+\\.[^\\s@.]{2,}");
    private static final Pattern NUMBER = Pattern.compile("(\\+|00)[0-9]{7,15}");

    private final Tokens tokens;
    private final Projection projection;
    private final Lists lists;
    private final JdbcTemplate sql;

    AccountNames(Tokens tokens, Projection projection, Lists lists, JdbcTemplate sql) {
        this.tokens = tokens;
        this.projection = projection;
        this.lists = lists;
        this.sql = sql;
    }

    /** Its one form: two that have the same are the same account. Empty if it is a name alone. */
    public static Optional<String> form(String account) {
        var plain = UCharacter.foldCase(NFKC.normalize(account).strip(), true);
        if (MAIL.matcher(plain).matches()) return Optional.of(plain);
        var number = plain.replaceAll("[\\s().\\-/\u2010-\u2015]", "");
        return NUMBER.matcher(number).matches()
                ? Optional.of("+" + number.replaceFirst("^(\\+|00)", ""))
                : Optional.empty();
    }

    /** Brings what is searched to where the record is. */
    public void catchUp() {
        projection.catchUp();
    }

    /**
     * Dockets that may name an account, by its words; whoever asks opens each and looks. No office
     * is asked: this is for no officer's eyes.
     *
     * @param form as {@link #form} gives it
     */
    public List<UUID> mayBeNamedIn(String form) {
        var words = new LinkedHashSet<>(Words.of(form));
        if (words.isEmpty()) return List.of();
        var where = new StringBuilder();
        var values = new ArrayList<Object>();
        for (var word : words) {
            where.append(" AND tokens && ?");
            values.add(tokens.ask(true, Words.exactly(word)));
        }
        return sql.query(
                "SELECT docket FROM desk_token WHERE side = '%s'%s ORDER BY docket"
                        .formatted(lists.shown().inTable(), where),
                (row, _) -> row.getObject("docket", UUID.class),
                values.toArray());
    }
}
