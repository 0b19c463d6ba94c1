package comity.treaty.text;

import java.text.Normalizer;
import java.util.Set;
import java.util.TreeSet;

/** How the six languages count their articles, paragraphs and subparagraphs. */
final class Numerals {
    private static final String HAN = "一二三四五六七八九";

    /** The order in which Arabic letters number: abjad, not the dictionary's. */
    private static final String ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ";

    private static final String CYRILLIC = "абвгдежзиклмнопрстуфхцчшщэюя";

    /** Cyrillic letters that look Latin, and were typed for Latin ones. */
    private static final String LOOK_ALIKE = "аесорху";

    private static final String LATIN_OF_LOOK_ALIKE = "aecopxy";

    private static final int[] ROMAN = {10, 9, 5, 4, 1};
    private static final String[] ROMAN_LETTERS = {"x", "ix", "v", "iv", "i"};

    private Numerals() {}

    /** Western digits in place of Arabic-Indic, full-width and circled ones. */
    static String plain(String words) {
        var digits = new StringBuilder();
        Normalizer.normalize(words, Normalizer.Form.NFKC)
                .codePoints()
                .forEach(
                        point -> {
                            if (Character.isDigit(point)) digits.append(Character.digit(point, 10));
                            else digits.appendCodePoint(point);
                        });
        return digits.toString();
    }

    /** A number below one hundred in Han numerals ({@code 四十二}); 0 if it is none. */
    static int han(String numeral) {
        var ten = numeral.indexOf('十');
        if (ten < 0) return numeral.length() == 1 ? HAN.indexOf(numeral) + 1 : 0;
        var tens = ten == 0 ? 1 : ten == 1 ? HAN.indexOf(numeral.charAt(0)) + 1 : 0;
        var rest = numeral.substring(ten + 1);
        var ones = rest.isEmpty() ? 0 : rest.length() == 1 ? HAN.indexOf(rest) + 1 : -1;
        return tens <= 0 || ones < 0 || (ones == 0 && !rest.isEmpty()) ? 0 : tens * 10 + ones;
    }

    /** Which places in a list a letter may stand for; several where alphabets look alike. */
    static Set<Integer> places(String letter) {
        var places = new TreeSet<Integer>();
        if (letter.length() != 1) return places;
        var one = letter.charAt(0);
        if (one >= 'a' && one <= 'z') places.add(one - 'a' + 1);
        var like = LOOK_ALIKE.indexOf(one);
        if (like >= 0) places.add(LATIN_OF_LOOK_ALIKE.charAt(like) - 'a' + 1);
        if (CYRILLIC.indexOf(one) >= 0) places.add(CYRILLIC.indexOf(one) + 1);
        var abjad = ABJAD.indexOf(one == 'ا' ? 'أ' : one);
        if (abjad >= 0) places.add(abjad + 1);
        return places;
    }

    /** A small Roman numeral below fifty; 0 if it is none. */
    static int roman(String numeral) {
        var rest = numeral;
        var value = 0;
        for (var at = 0; at < ROMAN.length; at++)
            while (rest.startsWith(ROMAN_LETTERS[at])) {
                value += ROMAN[at];
                rest = rest.substring(ROMAN_LETTERS[at].length());
            }
        return rest.isEmpty() && numeral.equals(roman(value)) ? value : 0;
    }

    /** {@code 4} as {@code iv}. */
    static String roman(int number) {
        var numeral = new StringBuilder();
        var rest = number;
        for (var at = 0; at < ROMAN.length; at++)
            while (rest >= ROMAN[at]) {
                numeral.append(ROMAN_LETTERS[at]);
                rest -= ROMAN[at];
            }
        return numeral.toString();
    }

    /** The letter at a place, as citations write it: {@code e} for 5. */
    static String letter(int place) {
        return Character.toString((char) ('a' + place - 1));
    }
}
