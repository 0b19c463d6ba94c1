package comity.treaty.rules;

import comity.record.act.Digest;
import comity.treaty.docket.Act;
import comity.treaty.docket.Cooperation;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Entry;
import comity.treaty.law.Profile;
import comity.treaty.law.Profiles;
import comity.treaty.terms.Basis;
import comity.treaty.terms.Citation;
import comity.treaty.terms.Effect;
import comity.treaty.terms.Truth;
import comity.treaty.translation.AuthenticTerms;
import comity.treaty.translation.Identifiers;
import comity.treaty.translation.Original;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Article 40(14): a translation stands beside its original, which prevails. What these rules demand
 * is what a reader who does not know the other language cannot see: that nothing was left out, that
 * accounts and numbers are the same, and who answers for it (docs/decisions/0106).
 */
public final class Translations {
    static final Rule NAMES =
            new Rule(
                    "W-105",
                    Citation.medium(40, "(14)"),
                    Basis.POLICY,
                    Effect.REFUSE_MANDATORY,
                    "translation.original",
                    "A translation names an act of its docket that both States hold, and the translation that it replaces.");
    static final Rule LANGUAGES =
            new Rule(
                    "W-106",
                    Citation.medium(40, "(14)"),
                    Basis.POLICY,
                    Effect.NEED_INFO,
                    "translation.languages",
                    "A translation is from the original's language into another; what goes out, into one that the other State accepts.");
    static final Rule WHOLE =
            new Rule(
                    "W-107",
                    Citation.medium(40, "(14)"),
                    Basis.POLICY,
                    Effect.NEED_INFO,
                    "translation.whole",
                    "A translation says of every text of the original, and of nothing else, what it says, or that it is left as it is.");
    static final Rule IDENTIFIERS =
            new Rule(
                    "W-108",
                    Citation.medium(40, "(14)"),
                    Basis.POLICY,
                    Effect.REFUSE_MANDATORY,
                    "translation.identifiers",
                    "Accounts, numbers, days and references stand in a translation letter for letter.");
    static final Rule ANSWERED_FOR =
            new Rule(
                    "W-109",
                    Citation.medium(40, "(14)"),
                    Basis.POLICY,
                    Effect.NEED_INFO,
                    "translation.answered-for",
                    "The translator declares that it is accurate, names the program that helped, and says why a term of the Convention is called otherwise.");

    static final List<Rule> ALL = List.of(NAMES, LANGUAGES, WHOLE, IDENTIFIERS, ANSWERED_FOR);

    private Translations() {}

    /** The translations of an act that stand, the last one into each language, oldest first. */
    public static List<Entry> of(Docket docket, Digest act) {
        var all =
                docket.all(Act.Translate.class).stream()
                        .filter(entry -> said(entry).translates().filter(act::equals).isPresent())
                        .toList();
        var replaced =
                all.stream()
                        .flatMap(entry -> said(entry).replaces().stream())
                        .collect(Collectors.toSet());
        return all.stream().filter(entry -> !replaced.contains(entry.digest())).toList();
    }

    /** The last translation of an act into a language; empty if there is none. */
    public static Optional<Entry> of(Docket docket, Digest act, String into) {
        return of(docket, act).reversed().stream()
                .filter(entry -> said(entry).into().equals(into))
                .findFirst();
    }

    /** Whether an act can be translated: both States hold it, and it is no translation itself. */
    public static boolean isTranslatable(Entry entry) {
        return !(entry.act() instanceof Act.Translate)
                && !(entry.act() instanceof Act.Unrecognised)
                && !Cooperation.internal(entry.header().type());
    }

    /**
     * Into which languages an act may be translated by {@code state}; empty for any. What came in
     * each State translates as it likes; what goes out, as the other one reads.
     */
    public static Set<String> accepted(
            Docket docket, Entry original, String state, Profiles profiles) {
        var author = original.header().author().state();
        if (!author.equals(state)) return Set.of();
        return Stream.of(docket.requesting(), docket.requested())
                .flatMap(Optional::stream)
                .filter(party -> !party.equals(author))
                .findFirst()
                .flatMap(profiles::of)
                .map(Profile::languages)
                .orElse(Set.of());
    }

    private static Act.Translate said(Entry entry) {
        return (Act.Translate) entry.act();
    }

    static List<Finding> mayBeFiled(Question question, Act.Translate act) {
        var found = new ArrayList<Finding>();
        var entry = act.translates().flatMap(question.docket()::entry);
        found.addAll(namesAnAct(question, act, entry));
        found.addAll(answersFor(act));
        var original = act.translates().flatMap(question.docket()::act).flatMap(Original::of);
        if (entry.isEmpty() || original.isEmpty()) return found;
        found.addAll(isIntoAnother(question, act, entry.get(), original.get()));
        found.addAll(isWhole(act, original.get()));
        original.get().texts().forEach(text -> found.addAll(keeps(act, original.get(), text)));
        return found;
    }

    private static List<Finding> namesAnAct(
            Question question, Act.Translate act, Optional<Entry> entry) {
        var unheld = act.translates().filter(question.docket().unknown()::contains).isPresent();
        var stands =
                entry.isPresent()
                        ? Truth.of(isTranslatable(entry.get()))
                        : unheld ? Truth.UNKNOWN : Truth.FALSE;
        var earlier = act.translates().flatMap(one -> of(question.docket(), one, act.into()));
        var replaces = earlier.map(Entry::digest).equals(act.replaces());
        return NAMES.met(
                stands.and(Truth.of(replaces)),
                Map.of(
                        "named",
                        (replaces ? act.translates() : earlier.map(Entry::digest))
                                .map(Digest::brief)
                                .orElse("-")));
    }

    private static List<Finding> isIntoAnother(
            Question question, Act.Translate act, Entry entry, Original original) {
        var accepted =
                accepted(question.docket(), entry, question.actor().state(), question.profiles());
        var from = original.language().map(act.writtenIn()::equals).orElse(true);
        return LANGUAGES.met(
                from
                        && !act.writtenIn().isBlank()
                        && AuthenticTerms.LANGUAGES.contains(act.into())
                        && !Original.known(act.writtenIn())
                                .filter(language -> language.getLanguage().equals(act.into()))
                                .isPresent()
                        && (accepted.isEmpty() || accepted.contains(act.into())),
                Map.of(
                        "from",
                        original.language().orElse(act.writtenIn()),
                        "into",
                        act.into().isEmpty() ? "-" : act.into(),
                        "accepted",
                        accepted.isEmpty()
                                ? String.join(", ", new TreeSet<>(AuthenticTerms.LANGUAGES))
                                : String.join(", ", new TreeSet<>(accepted))));
    }

    private static List<Finding> isWhole(Act.Translate act, Original original) {
        var lacking = new TreeSet<String>();
        for (var text : original.texts()) {
            if (!text.asksForTranslation()) continue;
            if (act.untranslated().contains(text.section())) continue;
            var rendering = act.sections().get(text.section());
            if (rendering == null) continue;
            if (!rendering.left().contains(text.field())
                    && rendering.translated().getOrDefault(text.field(), "").isBlank())
                lacking.add(text.field());
        }
        act.sections().forEach((name, said) -> lacking.addAll(invented(name, said, original)));
        var unseen =
                Stream.concat(
                                original.absent().stream(),
                                original.texts().stream()
                                        .map(Original.Text::section)
                                        .filter(name -> !act.sections().containsKey(name)))
                        .anyMatch(name -> !act.untranslated().contains(name));
        var truth = lacking.isEmpty() ? unseen ? Truth.UNKNOWN : Truth.TRUE : Truth.FALSE;
        return WHOLE.met(truth, Map.of("field", String.join(", ", lacking)));
    }

    /** Words for a text that the original does not have. */
    private static Set<String> invented(
            String section, Act.Rendering rendering, Original original) {
        if (original.absent().contains(section)) return Set.of();
        var fields = new TreeSet<>(rendering.translated().keySet());
        original.texts().stream()
                .filter(text -> text.section().equals(section))
                .forEach(text -> fields.remove(text.field()));
        return fields;
    }

    /** The same question that the translator's page asks while they write. */
    private static List<Finding> keeps(Act.Translate act, Original original, Original.Text text) {
        var rendering = act.sections().get(text.section());
        if (rendering == null) return List.of();
        var words = rendering.translated().getOrDefault(text.field(), "");
        if (words.isBlank()) return List.of();
        var found = new ArrayList<Finding>();
        var missing = Identifiers.missing(text.words(), original.accounts(), words);
        found.addAll(
                IDENTIFIERS.met(
                        missing.isEmpty(),
                        Map.of("field", text.field(), "missing", String.join(", ", missing))));
        for (var term : Original.locked(text.words(), act.writtenIn(), words, act.into())) {
            var why =
                    rendering.overruled().getOrDefault(text.field() + "/" + term.term().key(), "");
            if (!term.held() && why.isBlank())
                found.addAll(
                        ANSWERED_FOR.met(
                                false,
                                Map.of("lacking", text.field() + ": " + term.term().word())));
        }
        return found;
    }

    /** Somebody answers for it, and says what helped. */
    private static List<Finding> answersFor(Act.Translate act) {
        var found = new ArrayList<Finding>();
        var accurate = act.accurate().filter(Truth.TRUE::equals).isPresent();
        found.addAll(ANSWERED_FOR.met(accurate, Map.of("lacking", "accurate")));
        var told =
                act.machine().filter(Truth.FALSE::equals).isPresent()
                        || act.machine().filter(Truth.TRUE::equals).isPresent()
                                && !act.tool().isBlank();
        found.addAll(
                ANSWERED_FOR.met(
                        told, Map.of("lacking", act.machine().isEmpty() ? "machine" : "tool")));
        return found;
    }
}
