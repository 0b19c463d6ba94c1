package comity.bench;

import comity.evidence.dossier.Contents;
import comity.evidence.dossier.DossierWriter;
import comity.evidence.dossier.Progress;
import comity.evidence.dossier.Report;
import comity.evidence.dossier.Verification;
import comity.record.act.ActId;
import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.record.act.Json;
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
import java.util.UUID;

/**
 * Whole case files at growing numbers of acts, and one with a large exhibit: beside openssl for the
 * same signatures and the same bytes, and with the memory that it took.
 */
final class WholeCases {
    private static final int MEBIBYTES = 1024;

    private WholeCases() {}

    static void run(Path folder, Duel.Figure bothSignatures) throws Exception {
        System.out.println(
                "A case file is opened, every act read, judged, ruled on and reported with its commands; openssl verifies two prepared signatures an act.");
        for (var acts : List.of(10, 100, 1_000)) {
            var file = file(folder, acts, Optional.empty());
            Duel.most("a whole case file of " + acts + " acts", "acts/s")
                    .side("comity verify", () -> acts / verified(file, 0))
                    .side("openssl speed, both signatures in turn", bothSignatures)
                    .run();
            System.out.printf(
                    "  %,d acts, %,d KiB of case file: heap at most %,d MiB above what stood before%n",
                    acts, Files.size(file) >> 10, heap(file, 0) >> 20);
            Files.delete(file);
        }
        var exhibit = Sealing.file(folder, MEBIBYTES);
        var file = file(folder, 1, Optional.of(exhibit));
        Duel.most("a whole case file with an exhibit of 1 GiB", "MB/s")
                .side("comity verify", () -> MEBIBYTES * 1.048576 / verified(file, 1))
                .side(
                        "openssl dgst -sha256 of the exhibit alone",
                        () ->
                                MEBIBYTES
                                        * 1.048576
                                        / Shell.seconds(
                                                "openssl", "dgst", "-sha256", exhibit.toString()))
                .run();
        System.out.printf("  heap at most %,d MiB above what stood before%n", heap(file, 1) >> 20);
        Files.delete(file);
    }

    /** Seconds for one verification, over a second of them, as openssl speed does it. */
    private static double verified(Path file, int exhibits) throws IOException {
        var start = System.nanoTime();
        var done = 0;
        do {
            verify(file, exhibits);
            done++;
        } while (System.nanoTime() - start < 1_000_000_000L);
        return (System.nanoTime() - start) / 1e9 / done;
    }

    private static void verify(Path file, int exhibits) throws IOException {
        var report = Verification.verify(file, Optional.empty(), Progress.SILENT);
        // Without a log nobody but the author tells the time: signatures verify, and the key's end
        // leaves a doubt that is reported.
        if (report.lines().stream().noneMatch(line -> line.id().equals("signature"))
                || report.lines().stream()
                        .map(Report.Line::code)
                        .anyMatch(List.of("signature.refused", "ruling.rules-unknown")::contains))
            throw new IllegalStateException("measured something that does not verify");
        var read = report.lines().stream().filter(line -> line.code().equals("file.matches"));
        if (read.count() != exhibits)
            throw new IllegalStateException("measured an exhibit whose bytes were not read");
    }

    /** The peak of the heap over one verification, less what was held before it. */
    private static long heap(Path file, int exhibits) throws IOException {
        var pools =
                ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getType() == MemoryType.HEAP)
                        .toList();
        System.gc();
        var before = pools.stream().mapToLong(pool -> pool.getUsage().getUsed()).sum();
        pools.forEach(MemoryPoolMXBean::resetPeakUsage);
        verify(file, exhibits);
        return pools.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum() - before;
    }

    private static Path file(Path folder, int count, Optional<Path> exhibit) throws IOException {
        var file = folder.resolve("case-" + count + ".comity");
        try (var out = Files.newOutputStream(file)) {
            DossierWriter.write(out, contents(new Nation(), count, exhibit));
        }
        return file;
    }

    /** So many authorisations on one docket, and an exhibit that was transmitted. */
    static Contents contents(Nation nation, int count, Optional<Path> exhibit) throws IOException {
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
        var exhibits = new ArrayList<Contents.Exhibit>();
        if (exhibit.isPresent())
            exhibits.add(transmitted(nation, docket, acts, rules, exhibit.get()));
        return new Contents(
                docket,
                Nation.STATE,
                acts,
                List.of(nation.published()),
                List.of(profile),
                List.of(),
                exhibits);
    }

    private static TreeSet<Digest> seen(List<Envelope> acts) {
        var seen = new TreeSet<Digest>();
        if (!acts.isEmpty()) seen.add(acts.getLast().digest());
        return seen;
    }

    private static Contents.Exhibit transmitted(
            Nation nation, UUID docket, List<Envelope> acts, Digest rules, Path file)
            throws IOException {
        var sha256 = Digest.sha256();
        try (var in = Files.newInputStream(file)) {
            var buffer = new byte[1 << 16];
            for (var read = in.read(buffer); read >= 0; read = in.read(buffer))
                sha256.update(buffer, 0, read);
        }
        var digest = Digest.ofHash(sha256.digest());
        var said =
                Json.object()
                        .with("sha256", digest.hex())
                        .with("size", Files.size(file))
                        .with("name", "mailbox.mbox")
                        .with("mediaType", "application/mbox");
        acts.add(nation.transmit(docket, seen(acts), said, rules));
        return new Contents.Exhibit(
                digest, "mailbox.mbox", Files.size(file), out -> Files.copy(file, out));
    }
}
