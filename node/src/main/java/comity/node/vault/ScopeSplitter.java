package comity.node.vault;

import comity.evidence.exhibit.ScopeFilter;
import comity.evidence.exhibit.ScopeFilterMain;
import comity.record.act.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Divides what was produced into what the order covers and what it does not. The mailbox is read in
 * a process of its own, with little memory, no environment and no keys; if that process dies,
 * nothing was divided and nothing leaves.
 */
public final class ScopeSplitter {
    private static final Duration LONGEST = Duration.ofHours(6);
    private final FileVault vault;

    public ScopeSplitter(FileVault vault) {
        this.vault = vault;
    }

    /**
     * What an exhibit was divided into.
     *
     * @param within may be transmitted
     * @param outside stays here, sealed; empty if nothing lay outside
     */
    public record Division(
            Held within,
            Optional<Held> outside,
            long messagesWithin,
            long messagesSetAside,
            String tool) {}

    /**
     * Empty if the exhibit is no mailbox: then its custodian declares what it holds, under their
     * name.
     */
    public Optional<Division> divide(Digest sha256, LocalDate from, LocalDate to)
            throws IOException {
        var exhibit =
                vault.held(sha256)
                        .orElseThrow(() -> new IllegalArgumentException("no such exhibit"));
        var beginning = new ByteArrayOutputStream();
        vault.open(sha256, 0, Math.min(5, exhibit.size()), beginning);
        if (!ScopeFilter.looksLikeMbox(beginning.toByteArray())) return Optional.empty();
        var counts = new long[2];
        var stem =
                exhibit.name().endsWith(".mbox")
                        ? exhibit.name().substring(0, exhibit.name().length() - 5)
                        : exhibit.name();
        var within =
                vault.derive(
                        exhibit,
                        stem + "-within.mbox",
                        exhibit.mediaType(),
                        true,
                        out -> run(exhibit, from, to, "within", out, counts));
        var outside =
                counts[1] == 0
                        ? Optional.<Held>empty()
                        : Optional.of(
                                vault.derive(
                                        exhibit,
                                        stem + "-set-aside.mbox",
                                        exhibit.mediaType(),
                                        false,
                                        out ->
                                                run(
                                                        exhibit,
                                                        from,
                                                        to,
                                                        "outside",
                                                        out,
                                                        new long[2])));
        return Optional.of(new Division(within, outside, counts[0], counts[1], ScopeFilter.TOOL));
    }

    private void run(
            Held exhibit,
            LocalDate from,
            LocalDate to,
            String part,
            OutputStream out,
            long[] counts)
            throws IOException {
        var builder =
                new ProcessBuilder(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx64m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+DisableAttachMechanism",
                                "-Xshare:auto",
                                "-cp",
                                System.getProperty("java.class.path"),
                                ScopeFilterMain.class.getName(),
                                from.toString(),
                                to.toString(),
                                part));
        builder.environment().clear();
        var child = builder.start();
        var feeding =
                CompletableFuture.runAsync(() -> feed(exhibit, child), Thread::startVirtualThread);
        var said = CompletableFuture.supplyAsync(() -> said(child), Thread::startVirtualThread);
        try {
            child.getInputStream().transferTo(out);
            if (!child.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS) || child.exitValue() != 0)
                throw new IOException(
                        "the mailbox could not be read: the reading process ended with an error");
            feeding.join();
            var words = said.join().strip().split(" ");
            counts[0] = Long.parseLong(words[0]);
            counts[1] = Long.parseLong(words[1]);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a mailbox was read", e);
        } finally {
            child.destroyForcibly();
        }
    }

    private void feed(Held exhibit, Process child) {
        try (var in = child.getOutputStream()) {
            vault.open(exhibit.sha256(), in);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("could not hand the mailbox to its reader", e);
        }
    }

    private static String said(Process child) {
        try {
            return new String(child.getErrorStream().readNBytes(10_000), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("could not hear the mailbox's reader", e);
        }
    }
}
