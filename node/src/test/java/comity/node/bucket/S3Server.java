package comity.node.bucket;

import comity.node.database.ClaimedPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** An S3 server of somebody else's (S3Proxy), in a process of its own, over a folder. */
public final class S3Server implements AutoCloseable {
    public static final String BUCKET = "log";
    public static final String SECRET = "not-to-be-seen-anywhere";
    private static final Duration LONG = Duration.ofSeconds(60);

    private final Path folder;
    private final ClaimedPort port;
    private final Process process;

    public S3Server(Path folder) throws Exception {
        this.folder = folder;
        this.port = ClaimedPort.any();
        Files.createDirectories(folder.resolve("objects").resolve(BUCKET));
        Files.writeString(
                folder.resolve("s3proxy.conf"),
                """
                s3proxy.endpoint=http://127.0.0.1:%d
                s3proxy.authorization=aws-v2-or-v4
                s3proxy.identity=arcadia
                s3proxy.credential=%s
                jclouds.provider=filesystem
                jclouds.filesystem.basedir=%s
                """
                        .formatted(port.number(), SECRET, folder.resolve("objects")));
        Files.writeString(
                folder.resolve("logback.xml"),
                "<configuration><root level=\"OFF\"/></configuration>");
        this.process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-Xmx256m",
                                "-Dlogback.configurationFile=" + folder.resolve("logback.xml"),
                                "-cp",
                                jars().resolve("*").toString(),
                                "org.gaul.s3proxy.Main",
                                "--properties",
                                folder.resolve("s3proxy.conf").toString())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("said").toFile())
                        .start();
        var deadline = System.nanoTime() + LONG.toNanos();
        while (!listens()) {
            if (process.waitFor(50, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline)
                throw new IllegalStateException(
                        "the S3 server does not start:\n"
                                + Files.readString(folder.resolve("said")));
        }
    }

    private static Path jars() {
        for (var at = Path.of("").toAbsolutePath(); at != null; at = at.getParent())
            for (var place : new String[] {"src/test/s3proxy", "node/src/test/s3proxy"}) {
                var jars = at.resolve(place).resolve("target/lib");
                if (Files.isDirectory(jars)) return jars;
            }
        throw new IllegalStateException("node/src/test/s3proxy is not built: use mvn -am");
    }

    private boolean listens() {
        try (var _ = new Socket(InetAddress.getLoopbackAddress(), port.number())) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    public int port() {
        return port.number();
    }

    /** Where the server keeps an object of the bucket. */
    public Path object(String path) {
        return folder.resolve("objects").resolve(BUCKET).resolve(path);
    }

    /** A file with the server's user and this secret, as an administrator keeps one. */
    public Path credentials(String secret) throws IOException {
        var file = Files.createTempFile(folder, "credentials", "");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Files.writeString(
                file,
                "[default]\naws_access_key_id = arcadia\naws_secret_access_key = " + secret + "\n");
        return file;
    }

    /** What lies in the bucket under {@code prefix}, reached at {@code port}. */
    public Bucket bucket(String prefix, int at, Duration attempt) throws IOException {
        return new Bucket(
                new Bucket.Place(
                        BUCKET,
                        prefix,
                        URI.create("http://127.0.0.1:" + at),
                        "us-east-1",
                        credentials(SECRET)),
                attempt);
    }

    @Override
    public void close() {
        try (port) {
            process.destroyForcibly();
        }
    }
}
