package comity.node.identity;

import comity.node.registry.Filing;
import comity.record.act.ApprovedDirectory;
import comity.record.act.JsonReader;
import comity.record.act.MalformedAct;
import comity.record.act.MalformedJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the approved versions that an administrator puts into a folder, once a second. What is
 * refused stays there under another name, with the reason beside it.
 */
public final class ApprovedFiles implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ApprovedFiles.class);
    private static final int LARGEST = 1 << 20;

    private final Chancery chancery;
    private final CountDownLatch founded = new CountDownLatch(1);
    private final BooleanSupplier leads;
    private final ScheduledExecutorService beat =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofVirtual().name("approved-directories").factory());

    /**
     * @param leads whether it is this process that publishes, of those that share the folder
     */
    public ApprovedFiles(Chancery chancery, BooleanSupplier leads) {
        this.chancery = chancery;
        this.leads = leads;
        beat.scheduleWithFixedDelay(this::look, 0, 1, TimeUnit.SECONDS);
    }

    /** Returns once this State has a directory. */
    public void awaitFounding() {
        try {
            founded.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("ended before the State had a directory", e);
        }
    }

    private void look() {
        try (var files = Files.newDirectoryStream(chancery.drop(), "*.json")) {
            var found = new TreeSet<Path>();
            files.forEach(found::add);
            if (leads.getAsBoolean()) for (var file : found) take(file);
            if (chancery.published().isPresent()) founded.countDown();
        } catch (IOException | RuntimeException e) {
            LOG.error("approved directories cannot be looked for", e);
        }
    }

    private void take(Path file) throws IOException {
        var code = publish(file);
        if (code.isEmpty()) {
            Files.delete(file);
            LOG.info("a version of the directory was published");
            return;
        }
        var name = file.getFileName().toString();
        LOG.warn("a version of the directory was refused: {}: {}", name, code);
        Files.writeString(
                file.resolveSibling(name + ".refused.txt"),
                Objection.sentence(code) + "\n[" + code + "]\n");
        Files.move(
                file, file.resolveSibling(name + ".refused"), StandardCopyOption.REPLACE_EXISTING);
    }

    /** Why not, as the bundles of messages know it; empty if it was published. */
    private String publish(Path file) throws IOException {
        if (Files.size(file) > LARGEST) return "directory.too-large";
        try {
            var approved = ApprovedDirectory.of(JsonReader.actObject(Files.readAllBytes(file)));
            return switch (chancery.publish(approved)) {
                case Filing.Filed _ -> "";
                case Filing.Rejected(var code, var _, var _) -> code;
                case Filing.Overtaken _, Filing.Parked _, Filing.Denied _ -> "directory.overtaken";
            };
        } catch (MalformedJson | MalformedAct e) {
            LOG.warn("a file that was put there is no approved version: {}", e.getMessage());
            return "directory.malformed";
        }
    }

    @Override
    public void close() {
        beat.shutdownNow();
    }
}
