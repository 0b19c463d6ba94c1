package comity.node.mail;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An address to which a letter can be sent: a dot-atom of RFC 5322 at a domain with two labels or
 * more. What is rarer (quoted parts, comments, addresses of machines) is refused rather than
 * guessed; nothing that ends a line of a header comes through.
 *
 * @param text as it goes into a header: the domain in ASCII (RFC 5891), the part before as typed
 */
public record MailAddress(String text) {
    private static final int MOST = 254;
    private static final int MOST_LOCAL = 64;
    private static final Pattern LOCAL =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*");
    private static final Pattern DOMAIN =
            Pattern.compile(
                    "([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])");

    /** Empty if {@code typed} is no address. */
    public static Optional<MailAddress> of(String typed) {
        var text = typed.strip();
        var at = text.lastIndexOf('@');
        if (at < 1 || at > MOST_LOCAL || text.length() > MOST) return Optional.empty();
        var local = text.substring(0, at);
        if (!LOCAL.matcher(local).matches()) return Optional.empty();
        return domain(text.substring(at + 1))
                .map(domain -> new MailAddress(local + "@" + domain))
                .filter(address -> address.text().length() <= MOST);
    }

    private static Optional<String> domain(String typed) {
        try {
            var ascii = IDN.toASCII(typed, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
            return Optional.of(ascii).filter(name -> DOMAIN.matcher(name).matches());
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
