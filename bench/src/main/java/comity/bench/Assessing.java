package comity.bench;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * P4 by JMH: each round takes every side once, each in a virtual machine of its own, so that ours
 * and the peers meet the same weather.
 */
final class Assessing {
    private static final Map<String, String> SIDES = new LinkedHashMap<>();

    static {
        SIDES.put("ours", "comity: all rules, every finding explained");
        SIDES.put("kieOfTwenty", "Apache KIE DMN: 20 rules, their numbers");
        SIDES.put("oursOfTwenty", "comity: the same 20, every finding explained");
        SIDES.put("bareOfTwenty", "bare Java: the same 20, a bit for each");
        SIDES.put("tenTimesTheRules", "comity: 10 x rules, nine tenths of other law");
        SIDES.put("tenTimesTheFindings", "comity: 10 x rules that all speak");
        SIDES.put("wholeAnswer", "comity: the whole answer as JSON");
    }

    private Assessing() {}

    static void run(Path folder) throws Exception {
        System.out.println(
                """
                The ten worked examples of docs/formats/assessments, one thread, JMH 1.37: a fork for each side and
                round, 2 s to warm up and 3 s measured. Cold: the first second of a fresh virtual machine, not counted.
                Ours tells what is known to stand in the way and what could not be checked (about thirty findings a
                request), sorted, with citation, sentence and remedy. KIE's COLLECT table returns the numbers of the
                rules that are known to speak: no unknown, no sentence, no date, no order. Bare Java the same, as bits.""");
        var duel = Duel.most("an assessment", "/s");
        for (var side : SIDES.entrySet()) duel.side(side.getValue(), new Fork(side.getKey()));
        duel.run();
    }

    /** A side's virtual machine; the first time cold. */
    private static final class Fork implements Duel.Figure {
        private final String method;
        private boolean warm;

        Fork(String method) {
            this.method = method;
        }

        @Override
        public double measure() throws RunnerException {
            var options =
                    new OptionsBuilder()
                            .include(
                                    AssessmentBenchmark.class.getName().replace(".", "\\.")
                                            + "\\."
                                            + method
                                            + "$")
                            .forks(1)
                            .threads(1)
                            .warmupIterations(warm ? 2 : 0)
                            .warmupTime(TimeValue.seconds(1))
                            .measurementIterations(warm ? 3 : 1)
                            .measurementTime(TimeValue.seconds(1))
                            .jvmArgsAppend(
                                    "--sun-misc-unsafe-memory-access=allow",
                                    "-Dcomity.root=" + System.getProperty("comity.root", "."))
                            .shouldFailOnError(true)
                            .verbosity(VerboseMode.SILENT)
                            .build();
            warm = true;
            return new Runner(options).run().iterator().next().getPrimaryResult().getScore();
        }
    }
}
