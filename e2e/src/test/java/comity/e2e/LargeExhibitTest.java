package comity.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import comity.record.act.Digest;
import comity.record.act.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * An exhibit larger than the node's memory, through a whole node of 512 MiB: sent over HTTP, broken
 * off, the node killed, sent on, sealed, opened as a stream. It is made while it is sent and never
 * stored in the clear. {@code -Dcomity.exhibit.mib=5120} sends five gibibytes. With {@code
 * -Dcomity.exhibit.sparse=true} they are zeros, and what is sealed is given back to the disk behind
 * the node: so a terabyte passes where none would fit. Of such an exhibit only the end opens.
 * {@code -Dcomity.exhibit.sha256=…} spares hashing it beforehand, if another program did.
 */
@Tag("slow")
class LargeExhibitTest {
    private static final long SIZE = Long.getLong("comity.exhibit.mib", 1_024) << 20;
    private static final boolean SPARSE = Boolean.getBoolean("comity.exhibit.sparse");
    private static final String HASHED = System.getProperty("comity.exhibit.sha256", "");
    private static final long LEFT_ON_DISK = 1L << 30;
    private static final long STEP = SPARSE ? 1L << 30 : 64 << 20;

    /** As an operator runs it: hashing and encrypting by the processor's own instructions. */
    private static final List<String> FULL_SPEED = List.of("-XX:TieredStopAtLevel=4");

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir Path folder = Path.of("");

    @Test
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void passes_through_a_node_that_is_smaller_than_it_and_killed_on_the_way() throws Exception {
        try (var cast =
                Cast.assemble(folder, new Narrator(System.out), (_, port) -> port, FULL_SPEED)) {
            var docket = cast.person(World.AMADI).openDocket();
            var order = ordered(cast, docket);
            var declared = HASHED.isEmpty() ? hash(new Generated(0, SIZE)) : new Digest(HASHED);
            var provider = cast.signIn(World.MOREAU).client();
            var place = create(provider, order, declared);

            send(provider, place, SPARSE ? STEP : SIZE / 3, true);
            cast.node(World.BORDURIA).kill();
            cast.node(World.BORDURIA).restart();
            var again = cast.signIn(World.MOREAU);
            assertThat(offset(again.client(), place)).isPositive().isLessThan(SIZE);
            // Whoever takes an upload up reads what is there: only now may a part of it go.
            try (var behind = Executors.newSingleThreadScheduledExecutor()) {
                if (SPARSE) behind.scheduleWithFixedDelay(this::giveBack, 2, 2, TimeUnit.SECONDS);
                send(again.client(), place, SIZE, false);
                behind.shutdown();
            }
            var exhibit = again.client().post(place + "/seal", Json.EMPTY).expect(201).json();
            assertThat(exhibit.text("sha256")).contains(declared.hex());

            again.file(
                    docket,
                    Content.of("produce")
                            .with("order", order)
                            .over(Mailbox.ACCOUNT, Requests.FIRST_DAY, Requests.LAST_DAY)
                            .withExhibits(exhibit));
            if (!SPARSE) assertThat(opened(cast, docket, order, declared)).isEqualTo(declared);
            System.out.println(
                    "exhibit of " + (SIZE >> 20) + " MiB: " + memory(cast.node(World.BORDURIA)));
        }
    }

    private static Digest ordered(Cast cast, UUID docket) {
        var request = Walk.untilRequested(cast, docket);
        var authorisation = Walk.untilAuthorised(cast, docket, request);
        return cast.person(World.LINDQVIST).file(docket, Requests.order(authorisation));
    }

    private static String create(Client provider, Digest order, Digest declared) {
        var answer =
                provider.postHeaders(
                        "/exhibits",
                        "Tus-Resumable",
                        "1.0.0",
                        "Upload-Length",
                        Long.toString(SIZE),
                        "Upload-Metadata",
                        "order " + base64(order.hex()) + ",sha256 " + base64(declared.hex()));
        return URI.create(answer.expect(201).header("Location")).getPath();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static long offset(Client provider, String place) {
        return Long.parseLong(
                provider.head(place, "Tus-Resumable", "1.0.0").expect(200).header("Upload-Offset"));
    }

    /** Sends up to {@code end}; each time where the node says, and once with the line breaking. */
    private static void send(Client provider, String place, long end, boolean breaks) {
        var breaking = breaks;
        for (var from = offset(provider, place); from < end; from = offset(provider, place)) {
            var start = from;
            var count = Math.min(STEP, SIZE - from);
            var broken = breaking;
            breaking = false;
            try {
                provider.patch(
                        place,
                        HttpRequest.BodyPublishers.ofInputStream(
                                () -> broken ? new Broken(start) : new Generated(start, count)),
                        "Tus-Resumable",
                        "1.0.0",
                        "Content-Type",
                        "application/offset+octet-stream",
                        "Upload-Offset",
                        Long.toString(start));
            } catch (UncheckedIOException e) {
                if (!broken) throw e;
            }
        }
    }

    private static Digest opened(Cast cast, UUID docket, Digest order, Digest sha256)
            throws Exception {
        var node = cast.node(World.BORDURIA);
        var person = cast.signIn(World.KATZ);
        person.file(
                docket,
                Content.of("handle")
                        .with("handled", List.of(sha256.hex()))
                        .with("handling", "OPEN")
                        .with("place", "Evidence room 2")
                        .with("under", order)
                        .with("reasons", "To hash it."));
        var asked = person.client().streaming("/exhibits/" + sha256.hex());
        var answer = HTTP.send(asked, HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).as(node.state()).isEqualTo(200);
        try (var in = answer.body()) {
            return hash(in);
        }
    }

    /** Makes a hole of all but the last of what the node has written. */
    private void giveBack() {
        try {
            for (var file : growing())
                new ProcessBuilder(
                                "fallocate",
                                "--punch-hole",
                                "--offset",
                                "0",
                                "--length",
                                Long.toString(Math.max(4_096, Files.size(file) - LEFT_ON_DISK)),
                                file.toString())
                        .inheritIO()
                        .start()
                        .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Path> growing() throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.getParent().endsWith("incoming"))
                    .filter(file -> file.toString().endsWith(".sealed"))
                    .toList();
        }
    }

    private static Digest hash(InputStream in) throws IOException {
        var sha = Digest.sha256();
        var buffer = new byte[1 << 16];
        for (var count = in.read(buffer); count > 0; count = in.read(buffer))
            sha.update(buffer, 0, count);
        return Digest.ofHash(sha.digest());
    }

    /** The largest that the process has been, as the system counts. */
    private static String memory(RunningNode node) throws IOException {
        try (var lines = Files.lines(Path.of("/proc/" + node.pid() + "/status"))) {
            return String.join(", ", lines.filter(line -> line.startsWith("VmHWM")).toList());
        }
    }

    /** Bytes that nobody keeps: each block is made from its number. */
    private static class Generated extends InputStream {
        private static final int BLOCK = 1 << 20;
        private final byte[] block = new byte[BLOCK];
        private final long end;
        private long at;
        private long made = -1;

        Generated(long from, long count) {
            this.at = from;
            this.end = from + count;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 255;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (at >= end) return -1;
            if (!SPARSE && at / BLOCK != made) {
                made = at / BLOCK;
                new Random(made).nextBytes(block);
            }
            var place = (int) (at % BLOCK);
            var count = (int) Math.min(Math.min(length, BLOCK - place), end - at);
            System.arraycopy(block, place, bytes, offset, count);
            at += count;
            return count;
        }
    }

    /** The same, until the line breaks. */
    private static final class Broken extends Generated {
        private int left = 3_000_001;

        Broken(long from) {
            super(from, STEP);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left <= 0) throw new IOException("the line broke");
            var count = super.read(bytes, offset, Math.min(length, left));
            left -= count;
            return count;
        }
    }
}
