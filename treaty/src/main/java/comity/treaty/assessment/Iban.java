package comity.treaty.assessment;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;

/** ISO 13616: the length that each country registered, and the check digits. */
final class Iban {
    /** Country codes after the length that their registry entry has. */
    private static final String REGISTERED =
            "15 NO 16 BE 18 DK FK FI FO GL NL SD 19 MK SI 20 AT BA EE KZ LT LU MN XK"
                    + " 21 CH HR LI LV 22 BG BH CR DE GB GE IE ME RS VA"
                    + " 23 AE GI IL IQ OM SO TL 24 AD CZ ES MD PK RO SA SE SK TN VG"
                    + " 25 LY PT ST 26 IS TR 27 BI DJ FR GR IT MC MR SM 28 AL AZ BY CY DO GT HN HU LB NI PL SV"
                    + " 29 BR EG PS QA UA 30 JO KW MU YE 31 MT SC 32 LC 33 RU";

    private static final Map<String, Integer> LENGTHS = lengths();

    private Iban() {}

    private static Map<String, Integer> lengths() {
        var lengths = new HashMap<String, Integer>();
        var length = 0;
        for (var word : REGISTERED.split(" ")) {
            if (Character.isDigit(word.charAt(0))) length = Integer.parseInt(word);
            else lengths.put(word, length);
        }
        return Map.copyOf(lengths);
    }

    /** Letters as numbers, the first four at the end, remainder 1 by 97. */
    static boolean isWellFormed(String value) {
        if (!value.matches("[A-Z]{2}\\d{2}[A-Z0-9]{11,30}")) return false;
        var registered = LENGTHS.get(value.substring(0, 2));
        if (registered == null || registered != value.length()) return false;
        var digits = new StringBuilder();
        var turned = value.substring(4) + value.substring(0, 4);
        for (var i = 0; i < turned.length(); i++)
            digits.append(Character.getNumericValue(turned.charAt(i)));
        return new BigInteger(digits.toString()).mod(BigInteger.valueOf(97)).intValueExact() == 1;
    }
}
