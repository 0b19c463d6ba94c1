package comity.treaty.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A text numbered like the Convention, in any of its languages, of words that are nobody's: each
 * cited paragraph holds the words that are looked for there, and no sentence of the treaty.
 */
final class Synthetic {
    private static final String HAN = "一二三四五六七八九";

    private static final Map<String, String> FILLER =
            Map.of(
                    "en", "The parties to this specimen do so",
                    "fr", "Les parties au présent spécimen le font",
                    "es", "Las partes en este ejemplar lo hacen",
                    "ru", "Участники настоящего образца делают это",
                    "ar", "تقوم أطراف هذا النموذج بذلك",
                    "zh", "本样本各方照此办理");

    private Synthetic() {}

    /** All articles, in the plainest layout. */
    static String whole(String language) {
        return articles(language, 1, ConventionText.ARTICLES);
    }

    static String articles(String language, int from, int to) {
        var text = new StringBuilder();
        for (var article = from; article <= to; article++)
            text.append(article(language, article)).append("\n\n");
        return text.toString();
    }

    static String article(String language, int number) {
        var lines = new ArrayList<String>();
        lines.add(heading(language, number));
        lines.add(filler(language) + " " + number);
        lines.add("");
        var wanted = wanted(number, language);
        wanted.getOrDefault("", List.of()).forEach(lines::add);
        paragraphs(language, wanted, lines);
        return String.join("\n", lines);
    }

    private static void paragraphs(
            String language, Map<String, List<String>> wanted, List<String> lines) {
        var numbers =
                wanted.keySet().stream().filter(path -> path.matches("\\(\\d+\\).*")).toList();
        var letters = wanted.keySet().stream().filter(path -> path.matches("\\([a-z]\\)")).toList();
        var most =
                numbers.stream()
                        .mapToInt(path -> Integer.parseInt(path.replaceAll("\\D", "")))
                        .max();
        for (var at = 1; at <= most.orElse(letters.isEmpty() ? 2 : 0); at++)
            lines.add(number(language, at) + words(language, wanted.get("(" + at + ")")));
        var last = letters.stream().mapToInt(path -> path.charAt(1) - 'a' + 1).max();
        for (var at = 1; at <= last.orElse(0); at++)
            lines.add(
                    letter(language, at)
                            + words(language, wanted.get("(" + Numerals.letter(at) + ")")));
    }

    private static String words(
            String language, @org.jspecify.annotations.Nullable List<String> wanted) {
        return filler(language) + (wanted == null ? "" : ": " + String.join(" ", wanted)) + ".";
    }

    private static Map<String, List<String>> wanted(int number, String language) {
        return Terms.citations().stream()
                .filter(citation -> citation.matches(number + "(\\(.*)?"))
                .collect(
                        Collectors.toMap(
                                citation -> citation.replaceFirst("^\\d+", ""),
                                citation -> {
                                    var path = citation.replaceFirst("^\\d+", "");
                                    return Terms.wanted(number, path, language)
                                            .orElseThrow()
                                            .stream()
                                            .map(List::getFirst)
                                            .toList();
                                },
                                (one, _) -> one,
                                TreeMap::new));
    }

    static String filler(String language) {
        return Objects.requireNonNull(FILLER.get(language));
    }

    static String heading(String language, int number) {
        return switch (language) {
            case "fr" -> number == 1 ? "Article premier" : "Article " + number;
            case "es" -> "Artículo " + number;
            case "ru" -> "Статья " + number;
            case "ar" -> "المادة " + arabic(number);
            case "zh" -> "第" + han(number) + "条";
            default -> "Article " + number;
        };
    }

    static String number(String language, int number) {
        return switch (language) {
            case "ar" -> arabic(number) + " - ";
            case "zh" -> han(number) + "、";
            default -> number + ". ";
        };
    }

    static String letter(String language, int place) {
        return switch (language) {
            case "fr", "es" -> Numerals.letter(place) + ") ";
            case "ru" -> "абвгдежзиклмнопрс".charAt(place - 1) + ") ";
            case "ar" -> "(" + "أبجدهوزحطيكلمنس".charAt(place - 1) + ") ";
            case "zh" -> "（" + han(place) + "）";
            default -> "(" + Numerals.letter(place) + ") ";
        };
    }

    static String arabic(int number) {
        return Integer.toString(number)
                .chars()
                .mapToObj(digit -> Character.toString(digit - '0' + '\u0660'))
                .collect(Collectors.joining());
    }

    static String han(int number) {
        var tens = number / 10;
        var ones = number % 10;
        return (tens > 1 ? HAN.substring(tens - 1, tens) : "")
                + (tens > 0 ? "十" : "")
                + (ones > 0 ? HAN.substring(ones - 1, ones) : "");
    }
}
