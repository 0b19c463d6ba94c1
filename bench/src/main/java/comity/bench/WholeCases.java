package comity.bench;

import comity.evidence.dossier.Contents;
import comity.evidence.dossier.DossierWriter;
import comity.evidence.dossier.Progress;
import comity.evidence.dossier.Report;
import comity.evidence.dossier.Verification;
import comity.record.act.ActId;
import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.treaty.law.Profile;
import comity.treaty.law.Profiles;
import comity.treaty.rules.Rulebook;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;

/**
 * Whole case files at growing numbers of acts: beside openssl for the same signatures, and with the
 * memory that it took.
 */
final class WholeCases {
    private WholeCases() {}

    static void run(Path folder, Duel.Figure bothSignatures) throws Exception {
        System.out.println(
                "A case file is opened, every act read, judged, ruled on and reported with its commands; openssl verifies two prepared signatures an act.");
        for (var acts : List.of(10, 100, 1_000)) {
            var file = file(folder, acts);
            Duel.most("a whole case file of " + acts + " acts", "acts/s")
                    .side("comity verify", () -> acts / verified(file))
                    .side("openssl speed, both signatures in turn", bothSignatures)
                    .run();
            System.out.printf(
                    "  %,d acts, %,d KiB of case file: heap at most %,d MiB above what stood before%n",
                    acts, Files.size(file) >> 10, heap(file) >> 20);
            Files.delete(file);
        }
    }

    private static double verified(Path file) throws IOException {
        var start = System.nanoTime();
        var report = Verification.verify(file, Optional.empty(), Progress.SILENT);
        var seconds = (System.nanoTime() - start) / 1e9;
        // Without a log nobody but the author tells the time: signatures verify, and the key's end
        // leaves a doubt that is reported.
        if (report.lines().stream().noneMatch(line -> line.id().equals("signature"))
                || report.lines().stream()
                        .map(Report.Line::code)
                        .anyMatch(List.of("signature.refused", "ruling.rules-unknown")::contains))
            throw new IllegalStateException("measured something that does not verify");
        return seconds;
    }

    /** The peak of the heap over one verification, less what was held before it. */
    private static long heap(Path file) throws IOException {
        var pools =
                ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getType() == MemoryType.HEAP)
                        .toList();
        System.gc();
        var before = pools.stream().mapToLong(pool -> pool.getUsage().getUsed()).sum();
        pools.forEach(MemoryPoolMXBean::resetPeakUsage);
        verified(file);
        return pools.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum() - before;
    }

    private static Path file(Path folder, int count) throws IOException {
        var nation = new Nation();
        var profile = nation.profile();
        var rules =
                Rulebook.current()
                        .digest(
                                new Profiles(
                                        Map.of(
                                                Nation.STATE,
                                                new Profile(
                                                        Nation.STATE,
                                                        profile.content(Profile.SECTION)
                                                                .orElseThrow()))));
        var docket = ActId.next(Nation.NOON, new Random(7));
        var acts = new ArrayList<Envelope>();
        for (var i = 0; i < count; i++) acts.add(nation.authorise(docket, seen(acts), rules));
        var file = folder.resolve("case-" + count + ".comity");
        try (var out = Files.newOutputStream(file)) {
            DossierWriter.write(
                    out,
                    new Contents(
                            docket,
                            Nation.STATE,
                            acts,
                            List.of(nation.published()),
                            List.of(profile),
                            List.of(),
                            List.of()));
        }
        return file;
    }

    private static TreeSet<Digest> seen(List<Envelope> acts) {
        var seen = new TreeSet<Digest>();
        if (!acts.isEmpty()) seen.add(acts.getLast().digest());
        return seen;
    }
}
