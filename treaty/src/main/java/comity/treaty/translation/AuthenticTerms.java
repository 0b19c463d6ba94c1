package comity.treaty.translation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The Convention's own terms in its six authentic languages. What a translation calls one of these
 * is not for a translator to choose: the term stands beside the text, and labels use it.
 */
public final class AuthenticTerms {
    private static final String BUNDLE = "comity.treaty.translation.authentic";

    /** Labels of the pages and papers that are terms of the Convention, and which. */
    public static final Map<String, String> LOCKED =
            Map.ofEntries(
                    Map.entry("word.SUBSCRIBER", "subscriber-information"),
                    Map.entry("word.PRODUCE_SUBSCRIBER", "subscriber-information"),
                    Map.entry("field.subscriberFields", "subscriber-information"),
                    Map.entry("word.TRAFFIC", "traffic-data"),
                    Map.entry("word.PRODUCE_TRAFFIC", "traffic-data"),
                    Map.entry("word.TRAFFIC_DISCLOSE", "traffic-data"),
                    Map.entry("word.RT_TRAFFIC", "real-time-collection"),
                    Map.entry("word.CONTENT", "content-data"),
                    Map.entry("word.PRODUCE_CONTENT", "content-data"),
                    Map.entry("word.INTERCEPT", "interception"),
                    Map.entry("word.PRESERVE", "expedited-preservation"),
                    Map.entry("type.preserve", "preservation"),
                    Map.entry("word.SEARCH_SEIZE", "electronic-data"),
                    Map.entry("word.FREEZE", "freezing"),
                    Map.entry("word.CONFISCATE", "confiscation"),
                    Map.entry("word.EMERGENCY", "emergency"),
                    Map.entry("word.EXTRADITION", "extradition"),
                    Map.entry("word.CENTRAL", "central-authority"),
                    Map.entry("office.CAO", "central-authority"),
                    Map.entry("word.PROVIDER", "service-provider"),
                    Map.entry("field.providerSought", "service-provider"),
                    Map.entry("word.DUAL_CRIMINALITY", "dual-criminality"),
                    Map.entry("field.mlaIntended", "mutual-legal-assistance"),
                    Map.entry("field.personalData", "personal-data"),
                    Map.entry("field.requestedState", "requested-state"),
                    Map.entry("field.legalBasis", "requesting-state"),
                    Map.entry("field.thirdPartyRights", "bona-fide"));

    /** The languages in which the Convention is authentic. */
    public static final Set<String> LANGUAGES = Set.of("ar", "en", "es", "fr", "ru", "zh");

    private AuthenticTerms() {}

    /** How a term was come by. */
    public enum Certainty {
        /** Read in the authentic text. */
        SEEN,
        /** The United Nations' usage; to be compared with the certified text. */
        STANDARD
    }

    /**
     * A term in one language.
     *
     * @param key the same in all languages
     * @param article which speaks of it
     * @param forms the term, then its other grammatical forms
     */
    public record Term(String key, Certainty certainty, String article, List<String> forms) {
        public Term {
            forms = List.copyOf(forms);
        }

        /** The term as it is printed. */
        public String word() {
            return forms.getFirst();
        }
    }

    /** A term where it stands in a text. */
    public record Occurrence(Term term, int start, int end) {}

    /** All terms of {@code language}, by key. */
    public static List<Term> of(Locale language) {
        var bundle = bundle(language);
        return new TreeSet<>(bundle.keySet())
                .stream().map(key -> term(key, bundle.getString(key))).toList();
    }

    /** The term of that key; empty if there is none. */
    public static Optional<Term> term(String key, Locale language) {
        var bundle = bundle(language);
        return bundle.containsKey(key)
                ? Optional.of(term(key, bundle.getString(key)))
                : Optional.empty();
    }

    /**
     * Where terms stand in a text of {@code language}, in order; of two that overlap the longer.
     */
    public static List<Occurrence> in(String text, Locale language) {
        var found =
                of(language).stream()
                        .flatMap(
                                term ->
                                        term.forms().stream()
                                                .flatMap(
                                                        form -> places(term, form, text, language)))
                        .sorted(
                                Comparator.comparingInt(Occurrence::start)
                                        .thenComparing(
                                                Comparator.comparingInt(Occurrence::end)
                                                        .reversed()))
                        .toList();
        var kept = new ArrayList<Occurrence>();
        for (var one : found)
            if (kept.isEmpty() || one.start() >= kept.getLast().end()) kept.add(one);
        return List.copyOf(kept);
    }

    private static Stream<Occurrence> places(Term term, String form, String text, Locale language) {
        // Chinese writes no spaces, Arabic joins articles and prepositions to the word.
        var joined = language.getLanguage().equals("zh") || language.getLanguage().equals("ar");
        var places = new ArrayList<Occurrence>();
        for (var at = 0; at + form.length() <= text.length(); at++) {
            if (!isAt(text, at, form)) continue;
            var end = at + form.length();
            if (joined || !isOfWord(text, at - 1) && !isOfWord(text, end))
                places.add(new Occurrence(term, at, end));
        }
        return places.stream();
    }

    private static boolean isAt(String text, int at, String form) {
        for (var i = 0; i < form.length(); i++)
            if (folded(text.charAt(at + i)) != folded(form.charAt(i))) return false;
        return true;
    }

    private static char folded(char letter) {
        return Character.toLowerCase(Character.toUpperCase(letter));
    }

    private static boolean isOfWord(String text, int at) {
        return at >= 0 && at < text.length() && Character.isLetterOrDigit(text.charAt(at));
    }

    private static Term term(String key, String line) {
        var parts = Stream.of(line.split("\\|")).map(String::strip).toList();
        return new Term(
                key, Certainty.valueOf(parts.get(0)), parts.get(1), parts.subList(2, parts.size()));
    }

    private static ResourceBundle bundle(Locale language) {
        return ResourceBundle.getBundle(BUNDLE, language, AuthenticTerms.class.getModule());
    }
}
