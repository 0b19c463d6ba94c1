package comity.treaty.assessment;

import java.net.IDN;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whom or what data is asked of. A slip in it sends police to the wrong door, so each kind is
 * checked as far as its own form allows.
 *
 * @param value as it was found, without spaces
 * @param port of an address, for many people share one address
 * @param at when it was used, with its zone
 * @param typedBy who typed it; empty if it was copied from its source
 * @param confirmedBy who compared it with its source
 */
public record Identifier(
        Kind kind,
        String value,
        Optional<Long> port,
        Optional<OffsetDateTime> at,
        Optional<String> typedBy,
        Optional<String> confirmedBy) {

    /** What an identifier identifies. */
    public enum Kind {
        ACCOUNT,
        EMAIL,
        PHONE,
        IP,
        IMEI,
        IBAN,
        PAYMENT_CARD,
        DOMAIN
    }

    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s.]+(\\.[^@\\s.]+)+");
    private static final Pattern DOMAIN =
            Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z][a-z0-9-]{1,62}");

    /** The one plan whose numbers are all of one length: area and exchange begin with 2 to 9. */
    private static final Pattern NORTH_AMERICAN = Pattern.compile("\\+1[2-9]\\d{2}[2-9]\\d{6}");

    /** Country codes of ITU-T E.164 that are assigned to countries, areas and global services. */
    private static final Set<String> COUNTRY_CODES =
            Set.of(
                    "1 7 20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57"
                            .concat(" 58 60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98 211")
                            .concat(" 212 213 216 218 220 221 222 223 224 225 226 227 228 229 230")
                            .concat(" 231 232 233 234 235 236 237 238 239 240 241 242 243 244 245")
                            .concat(" 246 247 248 249 250 251 252 253 254 255 256 257 258 260 261")
                            .concat(" 262 263 264 265 266 267 268 269 290 291 297 298 299 350 351")
                            .concat(" 352 353 354 355 356 357 358 359 370 371 372 373 374 375 376")
                            .concat(" 377 378 379 380 381 382 383 385 386 387 389 420 421 423 500")
                            .concat(" 501 502 503 504 505 506 507 508 509 590 591 592 593 594 595")
                            .concat(" 596 597 598 599 670 672 673 674 675 676 677 678 679 680 681")
                            .concat(" 682 683 685 686 687 688 689 690 691 692 800 808 850 852 853")
                            .concat(" 855 856 870 878 880 881 882 883 886 888 960 961 962 963 964")
                            .concat(" 965 966 967 968 970 971 972 973 974 975 976 977 979 992 993")
                            .concat(" 994 995 996 998")
                            .split(" "));

    /** Whether the value has the form of its kind, check digits included. */
    public boolean isWellFormed() {
        return switch (kind) {
            case ACCOUNT -> !value.isBlank() && value.length() <= 320;
            case EMAIL -> EMAIL.matcher(value).matches() && value.length() <= 320;
            case PHONE -> isPhone(value);
            case IP -> IpAddress.parse(value).isPresent();
            case IMEI -> value.matches("\\d{15}") && luhn(value) || hasNoCheckDigit();
            case IBAN -> Iban.isWellFormed(value);
            case PAYMENT_CARD -> value.matches("\\d{12,19}") && luhn(value);
            case DOMAIN -> isDomain(value);
        };
    }

    /** An address that many share, or that names no single subscriber, without port and time. */
    public boolean leadsToMany() {
        return kind == Kind.IP && (port.isEmpty() || at.isEmpty());
    }

    /**
     * An address that is not routed on the public Internet identifies nobody outside its network.
     */
    public boolean isNotPublic() {
        return kind == Kind.IP
                && IpAddress.parse(value).filter(address -> !address.isPublic()).isPresent();
    }

    /** Typed by hand, and not compared with its source by somebody else. */
    public boolean isUnconfirmed() {
        return typedBy.isPresent()
                && confirmedBy
                        .filter(other -> !folded(other).isEmpty())
                        .filter(other -> !folded(other).equals(folded(typedBy.get())))
                        .isEmpty();
    }

    /** One person under one name, however it is spaced or capitalised. */
    private static String folded(String name) {
        return name.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }

    /**
     * Sixteen digits of a handset end with its software version instead of a check digit (3GPP TS
     * 23.003, IMEISV): a slip in them does not show.
     */
    public boolean hasNoCheckDigit() {
        return kind == Kind.IMEI && value.matches("\\d{16}");
    }

    /** ITU-T E.164: a plus sign, an assigned country code, at most fifteen digits. */
    private static boolean isPhone(String value) {
        if (!value.matches("\\+[1-9]\\d{6,14}")) return false;
        if (value.startsWith("+1")) return NORTH_AMERICAN.matcher(value).matches();
        for (var length = 1; length <= 3; length++)
            if (COUNTRY_CODES.contains(value.substring(1, 1 + length))) return true;
        return false;
    }

    /** As resolvers see it: a name in another script by its ASCII form (RFC 3490). */
    private static boolean isDomain(String value) {
        try {
            var ascii = IDN.toASCII(value, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
            return ascii.length() <= 253 && DOMAIN.matcher(ascii).matches();
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    /** ISO/IEC 7812: the last digit checks the others. */
    private static boolean luhn(String digits) {
        var sum = 0;
        for (var i = 0; i < digits.length(); i++) {
            var digit = digits.charAt(digits.length() - 1 - i) - '0';
            if (i % 2 == 1) digit = digit > 4 ? 2 * digit - 9 : 2 * digit;
            sum += digit;
        }
        return sum % 10 == 0;
    }
}
