package comity.treaty.rules;

import comity.record.act.Digest;
import comity.treaty.docket.Act;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Entry;
import comity.treaty.terms.Basis;
import comity.treaty.terms.Citation;
import comity.treaty.terms.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Article 40(19), last sentences: no limit of use keeps what speaks for the accused from the
 * defence. The State of origin is told before, or where that is not possible without delay.
 */
public final class Exculpatory {
    static final Rule NOTICE =
            new Rule(
                    "W-072",
                    Citation.medium(40, "(19)"),
                    Basis.TREATY,
                    Effect.NEED_INFO,
                    "exculpatory.without-notice",
                    "The State of origin is told before what speaks for the accused is disclosed; where that is exceptionally not possible, the disclosure says why and tells it at once.");
    static final Rule DEFENCE =
            new Rule(
                    "W-073",
                    Citation.medium(40, "(19)"),
                    Basis.TREATY,
                    Effect.NEED_INFO,
                    "exculpatory.to-whom",
                    "What speaks for the accused is disclosed to the defence, which is named.");

    static final List<Rule> ALL = List.of(NOTICE, DEFENCE);

    private Exculpatory() {}

    /** Disclosures that give an exhibit, or what it was made of, to this defence. */
    public static List<Entry> disclosed(Docket docket, String defence) {
        return docket.all(Act.DiscloseExculpatory.class).stream()
                .filter(
                        entry ->
                                ((Act.DiscloseExculpatory) entry.act())
                                        .recipient()
                                        .strip()
                                        .equals(defence))
                .toList();
    }

    /** Whether an exhibit was disclosed to this defence as speaking for the accused. */
    public static boolean isDisclosed(Docket docket, Digest exhibit, String defence) {
        return disclosed(docket, defence).stream()
                .anyMatch(
                        entry ->
                                ((Act.DiscloseExculpatory) entry.act())
                                        .exculpatory()
                                        .contains(exhibit));
    }

    static List<Finding> isAnnounced(Question question, Act.NotifyExculpatory notice) {
        var found =
                new ArrayList<>(
                        UseLimits.names(question, notice.transmission(), notice.exculpatory()));
        found.addAll(NOTICE.met(notice.disclosureOn().isPresent()));
        return found;
    }

    static List<Finding> mayBeDisclosed(Question question, Act.DiscloseExculpatory disclosure) {
        var found =
                new ArrayList<>(
                        UseLimits.names(
                                question, disclosure.transmission(), disclosure.exculpatory()));
        found.addAll(DEFENCE.met(!disclosure.recipient().isBlank()));
        var told =
                question.docket()
                        .standing(disclosure.notice(), Act.NotifyExculpatory.class)
                        .filter(
                                notice ->
                                        notice.exculpatory().containsAll(disclosure.exculpatory()))
                        .isPresent();
        found.addAll(
                NOTICE.met(
                        told
                                || disclosure
                                        .withoutNotice()
                                        .filter(why -> !why.isBlank())
                                        .isPresent()));
        for (var exhibit : disclosure.exculpatory()) {
            Marked.frozen(question.docket(), exhibit).ifPresent(found::add);
            found.addAll(
                    UseLimits.GONE.met(
                            !Disposals.isGone(
                                    question.docket(),
                                    Exhibits.line(exhibit, Exhibits.origins(question.docket()))),
                            facts(exhibit)));
        }
        return found;
    }

    private static Map<String, String> facts(Digest exhibit) {
        return Map.of("exhibit", exhibit.brief());
    }

    /** What a defence may open, of all that was disclosed to it. */
    public static Set<Digest> exhibits(Docket docket, String defence) {
        var all = new java.util.LinkedHashSet<Digest>();
        disclosed(docket, defence)
                .forEach(
                        entry -> all.addAll(((Act.DiscloseExculpatory) entry.act()).exculpatory()));
        return all;
    }
}
