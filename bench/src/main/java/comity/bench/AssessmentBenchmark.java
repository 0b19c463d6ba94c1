package comity.bench;

import comity.record.act.JsonReader;
import comity.treaty.assessment.Answer;
import comity.treaty.assessment.Assessor;
import comity.treaty.assessment.Matter;
import comity.treaty.assessment.MatterReader;
import comity.treaty.facts.Fact;
import comity.treaty.facts.Facts;
import comity.treaty.law.Profiles;
import comity.treaty.rules.Language;
import comity.treaty.rules.Rule;
import comity.treaty.rules.Rulebook;
import comity.treaty.rules.Ruleset;
import comity.treaty.terms.Stage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/**
 * One evaluation is one of the ten worked examples of docs/formats/assessments; each invocation
 * takes all ten. Run by {@link Assessing}, never by itself.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class AssessmentBenchmark {
    static final int REQUESTS = 10;
    static final LocalDate DAY = LocalDate.of(2026, 11, 24);

    /** What is decided before anything is handed over: sending, executing, transmitting. */
    private static final Set<Stage> STAGES = EnumSet.of(Stage.SEND, Stage.EXECUTE, Stage.TRANSMIT);

    private final List<Matter> matters = new ArrayList<>();
    private final List<Facts> requests = new ArrayList<>();
    private final List<Map<String, Object>> inputs = new ArrayList<>();
    private final List<BareTwenty> bare = new ArrayList<>();
    private Ruleset all = new Ruleset(List.of());
    private Ruleset twenty = new Ruleset(List.of());
    private Ruleset tenfold = new Ruleset(List.of());
    private Ruleset tenfoldOpen = new Ruleset(List.of());

    /** Everything is made before it is measured: documents read, tables compiled. */
    @Setup
    public void read() throws Exception {
        for (var file : documents()) {
            var matter =
                    MatterReader.read(JsonReader.actObject(Files.readAllBytes(file)), DAY)
                            .matter()
                            .orElseThrow();
            var facts = Assessor.complete(matter, Profiles.NONE);
            matters.add(matter);
            requests.add(facts);
            inputs.add(KieTable.input(facts));
            bare.add(BareTwenty.of(facts));
        }
        var rules = Rulebook.current().rules();
        all = new Ruleset(rules);
        twenty = new Ruleset(TwentyConditions.rules());
        tenfold = new Ruleset(tenfold(rules, false));
        tenfoldOpen = new Ruleset(tenfold(rules, true));
    }

    /** The peer's engine; made in its own side's virtual machine alone. */
    @State(Scope.Benchmark)
    public static class Peer {
        private final KieTable table = new KieTable();
    }

    static List<Path> documents() throws Exception {
        var folder =
                Path.of(System.getProperty("comity.root", "."), "docs", "formats", "assessments");
        try (var files = Files.list(folder)) {
            return files.filter(file -> !file.toString().endsWith(".answer.json"))
                    .sorted()
                    .toList();
        }
    }

    /**
     * The rules and nine more of each. As law grows, with other treaties and other measures: the
     * nine speak to offences of other articles. Or, {@code open}, they differ by their number
     * alone, and every one of them may have to speak.
     */
    private static List<Rule> tenfold(List<Rule> rules, boolean open) {
        var many = new ArrayList<Rule>(rules);
        for (var rule : rules) {
            if (rule.test().isEmpty()) continue;
            var test = rule.test().get();
            for (var i = 1; i < 10; i++) {
                var article = 20 + i;
                var speaks = test.speaks();
                many.add(
                        new Rule(
                                rule.id() + "/" + i,
                                rule.citation(),
                                rule.basis(),
                                rule.effect(),
                                rule.code(),
                                rule.demand(),
                                Optional.of(
                                        open
                                                ? test
                                                : new Rule.Test(
                                                        test.stage(),
                                                        facts ->
                                                                facts.between(
                                                                                Fact.ARTICLE,
                                                                                article,
                                                                                article)
                                                                        .and(speaks.of(facts)),
                                                        test.says())),
                                rule.from(),
                                rule.until()));
            }
        }
        return many;
    }

    /** All rules; each finding with what is wrong and what to do, in words. */
    @Benchmark
    @OperationsPerInvocation(REQUESTS)
    public void ours(Blackhole out) {
        for (var facts : requests) explained(all, facts, out);
    }

    /** The same of ten times as many rules, nine tenths of them about other offences. */
    @Benchmark
    @OperationsPerInvocation(REQUESTS)
    public void tenTimesTheRules(Blackhole out) {
        for (var facts : requests) explained(tenfold, facts, out);
    }

    /** The same of ten times as many rules that all speak when one of them does. */
    @Benchmark
    @OperationsPerInvocation(REQUESTS)
    public void tenTimesTheFindings(Blackhole out) {
        for (var facts : requests) explained(tenfoldOpen, facts, out);
    }

    /** The twenty rules alone, as thoroughly. */
    @Benchmark
    @OperationsPerInvocation(REQUESTS)
    public void oursOfTwenty(Blackhole out) {
        for (var facts : requests) explained(twenty, facts, out);
    }

    private static void explained(Ruleset rules, Facts facts, Blackhole out) {
        var language = Language.of(Locale.ENGLISH);
        for (var finding : rules.on(facts, STAGES, DAY)) {
            var told = finding.told(language);
            out.consume(finding);
            out.consume(told.explanation());
            out.consume(told.remedy());
        }
    }

    /** The whole answer as a program receives it: bases, steps, deadlines, narrowing and all. */
    @Benchmark
    @OperationsPerInvocation(REQUESTS)
    public void wholeAnswer(Blackhole out) {
        for (var matter : matters)
            out.consume(
                    new Answer(matter, Assessor.assess(matter, Profiles.NONE), Locale.ENGLISH)
                            .json());
    }

    /** The twenty as a decision table: the numbers of the rules that speak. */
    @Benchmark
    @OperationsPerInvocation(REQUESTS)
    public void kieOfTwenty(Peer peer, Blackhole out) {
        for (var input : inputs) out.consume(peer.table.speaking(input));
    }

    /** The twenty as {@code &&} over fields. */
    @Benchmark
    @OperationsPerInvocation(REQUESTS)
    public void bareOfTwenty(Blackhole out) {
        for (var request : bare) out.consume(request.speaking());
    }
}
