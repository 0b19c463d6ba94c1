package comity.node.desk;

import comity.node.desk.BenchView.Missing;
import comity.node.desk.BenchView.RuleView;
import comity.node.desk.BenchView.Test;
import comity.node.frame.FindingView;
import comity.treaty.docket.Act.LegalTest;
import comity.treaty.rules.Finding;
import comity.treaty.rules.Rulebook;
import comity.treaty.rules.Wording;
import comity.treaty.terms.DataCategory;
import comity.treaty.terms.Effect;
import comity.treaty.terms.Truth;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which rules bear on which test of the law, and who can resolve what they find. No rule asks for
 * it: it sorts what the rulebook said for the reader of a bench.
 */
final class LegalTests {
    private LegalTests() {}

    /** The test that a finding bears on, by the first part of its code. */
    static LegalTest of(String code) {
        return switch (code) {
            case "proportionality.no-lesser-means" -> LegalTest.NECESSITY;
            case "authorisation.third-parties" -> LegalTest.PROPORTIONALITY;
            case "request.facts-too-thin" -> LegalTest.GROUNDS;
            case "authorisation.no-end", "authorisation.too-long" -> LegalTest.SPECIFICITY;
            default -> byArea(code.substring(0, Math.max(0, code.indexOf('.'))));
        };
    }

    private static LegalTest byArea(String area) {
        return switch (area) {
            case "offence",
                    "measure",
                    "interception",
                    "jurisdiction",
                    "proceeding",
                    "treaty",
                    "reservation" ->
                    LegalTest.OFFENCE;
            case "scope", "traffic" -> LegalTest.SPECIFICITY;
            case "proportionality" -> LegalTest.PROPORTIONALITY;
            case "expression",
                    "discrimination",
                    "person",
                    "risk",
                    "data",
                    "frozen",
                    "sovereignty",
                    "execution" ->
                    LegalTest.SAFEGUARDS;
            case "authorisation", "office", "offices", "four-eyes", "party", "decision" ->
                    LegalTest.COMPETENCE;
            default -> LegalTest.INFORMATION;
        };
    }

    /** The codes of the rules that say what a test demands of this measure. */
    private static Stream<String> codes(LegalTest test, Set<DataCategory> categories) {
        return switch (test) {
            case COMPETENCE -> Stream.of(review(categories), "authorisation.not-independent");
            case OFFENCE -> Stream.of("offence.out-of-scope", "offence.not-criminal-there");
            case GROUNDS -> Stream.of("request.facts-too-thin");
            case SPECIFICITY ->
                    Stream.of("scope.not-specified", "scope.bulk", "authorisation.no-end");
            case NECESSITY -> Stream.of("proportionality.no-lesser-means");
            case PROPORTIONALITY ->
                    Stream.of("proportionality.no-reasons", "authorisation.third-parties");
            case SAFEGUARDS ->
                    Stream.of(
                            "expression.protected",
                            "discrimination.political-opinion",
                            "data.privileged");
            case INFORMATION -> Stream.of("request.contents-missing");
        };
    }

    /** 24(2): who reviews depends on the most intrusive kind of data. */
    private static String review(Set<DataCategory> categories) {
        if (categories.contains(DataCategory.CONTENT)) return "authorisation.content-needs-judge";
        return categories.contains(DataCategory.TRAFFIC)
                ? "authorisation.traffic-needs-review"
                : "authorisation.subscriber-review-advised";
    }

    /** Every test, with what the rulebook found on the least that an authorisation would say. */
    static List<Test> standing(
            List<Finding> findings, Set<DataCategory> categories, Locale language) {
        var rules = Rulebook.current().byCode();
        return Stream.of(LegalTest.values())
                .map(
                        test ->
                                new Test(
                                        test.name(),
                                        standing(
                                                findings.stream()
                                                        .filter(found -> of(found.code()) == test)
                                                        .toList()),
                                        codes(test, categories)
                                                .flatMap(code -> Stream.ofNullable(rules.get(code)))
                                                .map(
                                                        rule ->
                                                                new RuleView(
                                                                        rule.id(),
                                                                        rule.citation().text(),
                                                                        Wording.demand(
                                                                                rule, language)))
                                                .toList()))
                .toList();
    }

    private static String standing(List<Finding> findings) {
        if (findings.stream()
                .anyMatch(found -> found.effect().denies() && found.truth() == Truth.FALSE))
            return "FAILS";
        if (findings.stream().anyMatch(found -> found.effect().denies())) return "OPEN";
        return findings.stream().anyMatch(found -> found.effect() != Effect.NONE)
                ? "LOOK"
                : "WEIGH";
    }

    /**
     * @param home whether the judge is of the State that asks
     */
    static List<Missing> missing(List<Finding> findings, boolean home, Locale language) {
        return findings.stream()
                .filter(found -> found.effect() != Effect.NONE)
                .map(
                        found ->
                                new Missing(
                                        of(found.code()).name(),
                                        who(found, home),
                                        found.effect().denies(),
                                        FindingView.of(found, language)))
                .toList();
    }

    private static String who(Finding found, boolean home) {
        if (!found.effect().denies()) return "JUDGE";
        var area = found.code().substring(0, Math.max(0, found.code().indexOf('.')));
        if (Set.of("four-eyes", "offices", "office", "party").contains(area)) return "OTHER_JUDGE";
        if (home) return "APPLICANT";
        if (found.truth() == Truth.UNKNOWN || of(found.code()) == LegalTest.SAFEGUARDS)
            return "ASSESSOR";
        return "ASKING";
    }
}
