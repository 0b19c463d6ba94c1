package comity.treaty.register;

import comity.treaty.facts.Fact;
import comity.treaty.facts.Facts;
import comity.treaty.terms.Truth;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * 35(3): whether the conduct behind a request is a criminal offence in both States, whatever each
 * of them calls it. What is not certain never makes it one, and a register that does not claim to
 * be complete never makes it none.
 */
public final class DualCriminality {
    private DualCriminality() {}

    /** How the answer for one State came about. */
    public enum Reason {
        /** A provision holds in every element. */
        PROVISION_HOLDS,
        /** Whether some element is there, or what a provision asks for, is not known. */
        NOT_CERTAIN,
        /** No provision holds, and the State says that its register holds all of them. */
        NONE_HOLDS,
        /** No provision in the register holds; there may be others. */
        NOT_COMPLETE
    }

    /**
     * @param elements what each element of the provision comes to, in the facts of the case
     * @param holds whether the conduct falls under it
     */
    public record Tested(Version version, Map<Element, Truth> elements, Truth holds) {
        public Tested {
            elements = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(elements));
        }

        /** Whether the case falls under a provision against speech that no article covers. */
        public boolean isSpeech() {
            return version.provision().speech();
        }
    }

    /**
     * @param tested the provisions that speak of what was done
     */
    public record InState(String state, Truth criminal, Reason reason, List<Tested> tested) {
        public InState {
            tested = List.copyOf(tested);
        }
    }

    /**
     * @param inBoth whether it is an offence in both
     * @param labelsDiffer whether the two laws call it by different names, which does not matter
     *     (35(3)); unknown unless it is an offence in both
     * @param onlySpeech whether it is one in some State by a law against speech alone: that both
     *     punish it does not permit what Article 6(2) forbids
     */
    public record Answer(
            InState requesting,
            InState requested,
            Truth inBoth,
            Truth labelsDiffer,
            boolean onlySpeech) {}

    public static Answer ask(
            Register register,
            String requesting,
            String requested,
            LocalDate day,
            ConductFacts facts) {
        var here = in(register, requesting, day, facts);
        var there = in(register, requested, day, facts);
        var inBoth = here.criminal().and(there.criminal());
        var labels =
                inBoth == Truth.TRUE
                        ? Truth.of(!titles(here).equals(titles(there)))
                        : Truth.UNKNOWN;
        return new Answer(here, there, inBoth, labels, speaks(here) || speaks(there));
    }

    /** The answer as the facts that an assessment asks for; what is not known is said to be so. */
    public static Facts facts(Answer answer) {
        var facts = Facts.builder();
        say(facts, Fact.DUAL_CRIMINALITY, answer.inBoth());
        say(facts, Fact.LABELS_DIFFER, answer.labelsDiffer());
        return facts.build();
    }

    private static void say(Facts.Builder facts, Fact fact, Truth truth) {
        switch (truth) {
            case TRUE -> facts.with(fact, true);
            case FALSE -> facts.with(fact, false);
            case UNKNOWN -> facts.unknown(fact);
        }
    }

    private static Set<String> titles(InState state) {
        var titles = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (var tested : state.tested())
            if (tested.holds() == Truth.TRUE) titles.add(tested.version().provision().title());
        return titles;
    }

    private static boolean speaks(InState state) {
        var holding =
                state.tested().stream().filter(tested -> tested.holds() == Truth.TRUE).toList();
        return !holding.isEmpty() && holding.stream().allMatch(Tested::isSpeech);
    }

    /** Whether the conduct is criminal in one State, on a day. */
    public static InState in(Register register, String state, LocalDate day, ConductFacts facts) {
        var tested = new ArrayList<Tested>();
        for (var version : register.on(day, state)) {
            var one = test(version, facts);
            if (one != null) tested.add(one);
        }
        if (tested.stream().anyMatch(one -> one.holds() == Truth.TRUE))
            return new InState(state, Truth.TRUE, Reason.PROVISION_HOLDS, tested);
        if (tested.stream().anyMatch(one -> one.holds() == Truth.UNKNOWN))
            return new InState(state, Truth.UNKNOWN, Reason.NOT_CERTAIN, tested);
        return complete(register.complete(state), facts)
                ? new InState(state, Truth.FALSE, Reason.NONE_HOLDS, tested)
                : new InState(state, Truth.UNKNOWN, Reason.NOT_COMPLETE, tested);
    }

    /** Null if the provision is about something else. */
    private static @org.jspecify.annotations.Nullable Tested test(
            Version version, ConductFacts facts) {
        var provision = version.provision();
        var done = provision.conduct();
        if (done.isPresent() && facts.conduct().stream().noneMatch(done.get()::contains))
            return null;
        if (done.isEmpty() && !mayConcern(provision, facts)) return null;
        var elements = new LinkedHashMap<Element, Truth>();
        var holds = done.isPresent() ? Truth.TRUE : Truth.UNKNOWN;
        for (var element : provision.elements().orElse(Set.of())) {
            var truth = facts.of(element);
            elements.put(element, truth);
            holds = holds.and(truth);
        }
        if (provision.elements().isEmpty()) holds = holds.and(Truth.UNKNOWN);
        // Nothing rests on what nobody has seen, neither that it holds nor that it does not.
        if (!provision.isCertain()) holds = Truth.UNKNOWN;
        return new Tested(version, elements, holds);
    }

    /** A provision whose conduct nobody has coded concerns what its articles do. */
    private static boolean mayConcern(Provision provision, ConductFacts facts) {
        var articles = EnumSet.noneOf(Article.class);
        facts.conduct().forEach(verb -> Article.of(verb).ifPresent(articles::add));
        return provision.articles().isEmpty()
                || articles.stream()
                        .anyMatch(article -> provision.articles().contains(article.number()));
    }

    private static boolean complete(Set<Integer> complete, ConductFacts facts) {
        return !facts.conduct().isEmpty()
                && facts.conduct().stream()
                        .map(Article::of)
                        .allMatch(
                                article ->
                                        article.filter(
                                                        one ->
                                                                complete.contains(
                                                                        Objects.requireNonNull(one)
                                                                                .number()))
                                                .isPresent());
    }
}
