package comity.node.desk;

import comity.node.desk.DocketView.ActView;
import comity.treaty.docket.Cooperation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An act as a docket tells it to whoever reads from top to bottom: what was done in one sentence,
 * what it is about, and why in its author's own words. Nothing is told that the act does not say to
 * this reader; all that it says stands below.
 *
 * @param sentence the key of a sentence, such as {@code story.find.CONCERN}
 * @param facts what it is about, the weightiest first
 * @param from the first day of the period that it is about; empty if it names none
 * @param to its last day; empty if it names none
 * @param quote its reasons, its message or its question; empty if it has none
 * @param withheld whether it says something, and nothing of it is shown to this reader
 */
public record Story(
        String sentence, List<Fact> facts, String from, String to, String quote, boolean withheld) {
    /** So much of a text is quoted; the whole stands with what the act says. */
    private static final int QUOTED = 280;

    /** So many values of one fact are named, and the others counted. */
    private static final int NAMED = 3;

    /**
     * What decides how a sentence ends, for the types of act that can end in more ways than one.
     */
    private static final Map<String, String> TURNS =
            Map.ofEntries(
                    Map.entry("find", "outcome"),
                    Map.entry("consent", "granted"),
                    Map.entry("resolve-contest", "resolution"),
                    Map.entry("decide-set-aside", "decision"),
                    Map.entry("review-mark", "finding"),
                    Map.entry("rule-on-mark", "ruling"),
                    Map.entry("remedy", "remedy"),
                    Map.entry("handle", "handling"),
                    Map.entry("answer-opening", "answer"),
                    Map.entry("call-back", "callResult"),
                    Map.entry("classify-error", "decision"));

    private static final Set<String> ENDINGS =
            Set.of(
                    "find.CLEAR",
                    "find.CONCERN",
                    "consent.TRUE",
                    "consent.FALSE",
                    "resolve-contest.GENUINE",
                    "resolve-contest.NOT_GENUINE",
                    "decide-set-aside.RELEASE",
                    "decide-set-aside.DESTROY",
                    "review-mark.PROTECTED",
                    "review-mark.PARTLY",
                    "review-mark.NOT_PROTECTED",
                    "rule-on-mark.RELEASE",
                    "rule-on-mark.EXCLUDE",
                    "rule-on-mark.NARROW",
                    "remedy.SUSPEND",
                    "remedy.QUASH",
                    "remedy.DESTROY",
                    "remedy.RETURN",
                    "remedy.RECTIFY",
                    "remedy.COMPENSATE",
                    "remedy.INFORM",
                    "handle.OPEN",
                    "handle.COPY",
                    "answer-opening.AGREED",
                    "answer-opening.DECLINED",
                    "call-back.CONFIRMED",
                    "call-back.DENIED",
                    "call-back.UNREACHED",
                    "classify-error.RELEASE",
                    "classify-error.DESTROY");

    /** Their values speak for themselves. */
    private static final List<String> PLAIN =
            List.of(
                    "measure",
                    "offenceTitle",
                    "categories",
                    "accounts",
                    "provider",
                    "grounds",
                    "tests",
                    "conduct",
                    "protection",
                    "seeks",
                    "method",
                    "made",
                    "audience",
                    "recipient",
                    "course");

    /** These need to be named. */
    private static final List<String> NAMED_FACTS =
            List.of(
                    "until",
                    "addressee",
                    "due",
                    "doneOn",
                    "preservedFrom",
                    "keptUntil",
                    "keepUntil",
                    "consentUntil",
                    "disclosureOn",
                    "disposedOn",
                    "erasedOn",
                    "validUntil",
                    "handledBy",
                    "forbids",
                    "place");

    /** In whose words: the first of these that it has. */
    private static final List<String> WORDS =
            List.of(
                    "reasons",
                    "done",
                    "message",
                    "question",
                    "answer",
                    "information",
                    "summary",
                    "necessity",
                    "narrowing",
                    "proportionality",
                    "useMade",
                    "purpose",
                    "contents");

    /**
     * What an act is about.
     *
     * @param label the field's name; empty where the values speak for themselves
     * @param values at most three
     * @param more how many there are besides
     */
    public record Fact(String label, List<Object> values, int more) {}

    static Story of(ActView act) {
        return new Story(
                sentence(act),
                facts(act),
                text(act, "from"),
                text(act, "to"),
                quote(act),
                isWithheld(act));
    }

    private static boolean isWithheld(ActView act) {
        return act.sections().values().stream().anyMatch(DocketView.SectionView::withheld)
                && said(act).allMatch(section -> section.content().isEmpty())
                && act.erasures().isEmpty();
    }

    /** What it says; who said it is told apart. */
    private static Stream<DocketView.SectionView> said(ActView act) {
        return act.sections().entrySet().stream()
                .filter(section -> !section.getKey().equals(Cooperation.OFFICER))
                .map(Map.Entry::getValue);
    }

    private static String sentence(ActView act) {
        var ending = act.type() + "." + text(act, TURNS.getOrDefault(act.type(), ""));
        return "story." + (ENDINGS.contains(ending) ? ending : act.type());
    }

    private static List<Fact> facts(ActView act) {
        var facts = new ArrayList<Fact>();
        said(act, "safeguard").ifPresent(value -> facts.add(fact("safeguard", List.of(value))));
        for (var name : PLAIN) said(act, name).ifPresent(value -> facts.add(fact("", list(value))));
        said(act, "exhibits").ifPresent(value -> facts.add(fact("", names(list(value)))));
        for (var name : NAMED_FACTS)
            said(act, name).ifPresent(value -> facts.add(fact(name, list(value))));
        return facts.stream().filter(fact -> !fact.values().isEmpty()).toList();
    }

    private static Fact fact(String label, List<?> values) {
        return new Fact(
                label,
                List.copyOf(values.subList(0, Math.min(NAMED, values.size()))),
                Math.max(0, values.size() - NAMED));
    }

    private static List<?> list(Object value) {
        return value instanceof Collection<?> all ? List.copyOf(all) : List.of(value);
    }

    /** Exhibits are named by their names; an act that only points at some has digests there. */
    private static List<?> names(List<?> exhibits) {
        return exhibits.stream()
                .filter(Map.class::isInstance)
                .map(Map.class::cast)
                .flatMap(exhibit -> Stream.ofNullable(exhibit.get("name")))
                .toList();
    }

    private static String quote(ActView act) {
        for (var name : WORDS) {
            var words = text(act, name).strip();
            if (!words.isEmpty()) return shortened(words);
        }
        return "";
    }

    /** At the end of a word, and of a character. */
    private static String shortened(String words) {
        if (words.length() <= QUOTED) return words;
        var end = words.lastIndexOf(' ', QUOTED);
        if (end < QUOTED / 2)
            end = words.offsetByCodePoints(0, words.codePointCount(0, QUOTED) - 1);
        return words.substring(0, end) + " …";
    }

    private static String text(ActView act, String name) {
        return said(act, name).filter(String.class::isInstance).map(Object::toString).orElse("");
    }

    private static Optional<Object> said(ActView act, String name) {
        return said(act)
                .flatMap(section -> Stream.ofNullable(section.content().get(name)))
                .filter(value -> !value.equals("") && !value.equals(List.of()))
                .findFirst();
    }
}
