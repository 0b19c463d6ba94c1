package comity.node.law.register;

import comity.node.frame.Refused;
import comity.treaty.register.Article;
import comity.treaty.register.ConductFacts;
import comity.treaty.register.Element;
import comity.treaty.register.Verb;
import comity.treaty.terms.Truth;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

/** What an address asks of the register, or which part of it is not understood. */
final class Asked {
    private Asked() {}

    /** The day as on which the law is asked for; today if nobody says. */
    static LocalDate day(String day, InstantSource clock) {
        if (day.isBlank()) return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        try {
            return LocalDate.parse(day);
        } catch (DateTimeException _) {
            throw malformed("day");
        }
    }

    /** One article, or all of them. */
    static EnumSet<Article> articles(String number) {
        if (number.isBlank()) return EnumSet.allOf(Article.class);
        return EnumSet.of(
                Optional.of(number)
                        .filter(text -> text.matches("[0-9]{1,2}"))
                        .flatMap(text -> Article.of(Integer.parseInt(text)))
                        .orElseThrow(() -> malformed("article")));
    }

    /** A State of which the register knows anything. */
    static String state(String code, SortedSet<String> known) {
        if (!known.contains(code)) throw Refused.unknown();
        return code;
    }

    /** A case by its facts, from the fields of the form: {@code conduct}, and one per element. */
    static ConductFacts facts(List<String> conduct, Map<String, String> fields) {
        var verbs = EnumSet.noneOf(Verb.class);
        for (var word : conduct)
            try {
                verbs.add(Verb.valueOf(word));
            } catch (IllegalArgumentException _) {
                throw malformed("conduct");
            }
        var circumstances = new EnumMap<Element, Truth>(Element.class);
        for (var element : Element.values())
            switch (fields.getOrDefault(element.name(), "")) {
                case "true" -> circumstances.put(element, Truth.TRUE);
                case "false" -> circumstances.put(element, Truth.FALSE);
                case "", "unknown" -> {}
                default -> throw malformed(element.name());
            }
        return new ConductFacts(verbs, circumstances);
    }

    private static Refused malformed(String parameter) {
        return Refused.with(400, "parameter.malformed", Map.of("parameter", parameter));
    }
}
