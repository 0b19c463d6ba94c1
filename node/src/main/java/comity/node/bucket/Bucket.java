package comity.node.bucket;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Objects of an S3-compatible store under one prefix. A blip is tried again at once; what lasts
 * longer is {@link BucketAway}, and for a moment nobody else waits for it.
 */
public final class Bucket {
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Duration ATTEMPT = Duration.ofSeconds(15);
    private static final Duration MOMENT = Duration.ofSeconds(2);
    private static final int ATTEMPTS = 3;
    private static final int PRECONDITION_FAILED = 412;
    private static final int RANGE_NOT_SATISFIABLE = 416;
    private static final int NO_ROOM = 507;

    private final Place place;
    private final S3Client s3;
    private volatile long quietUntil = System.nanoTime();

    /**
     * Where the bucket is, as the administrator set it.
     *
     * @param name of the bucket
     * @param prefix of every object's name; empty, or a folder's name without slash at its end
     * @param endpoint the store's address; null for AWS's own
     * @param region as the store names it
     * @param credentials a file that only the node's user may read, with the lines {@code
     *     aws_access_key_id = …} and {@code aws_secret_access_key = …}
     */
    public record Place(
            String name, String prefix, @Nullable URI endpoint, String region, Path credentials) {
        public Place {
            if (name.isBlank() || prefix.startsWith("/") || prefix.endsWith("/"))
                throw new IllegalArgumentException(
                        "a bucket is a name, and its prefix one without slash at either end");
        }

        String key(String path) {
            return prefix.isEmpty() ? path : prefix + "/" + path;
        }

        String said() {
            return "s3://" + name + (prefix.isEmpty() ? "" : "/" + prefix);
        }
    }

    public Bucket(Place place) {
        this(place, ATTEMPT);
    }

    /**
     * @param attempt how long one try may take: what is put may be megabytes
     */
    public Bucket(Place place, Duration attempt) {
        this.place = place;
        credentials(place.credentials());
        var client =
                S3Client.builder()
                        .httpClient(
                                UrlConnectionHttpClient.builder()
                                        .connectionTimeout(CONNECT)
                                        .socketTimeout(ANSWER)
                                        .build())
                        .region(Region.of(place.region()))
                        .forcePathStyle(true)
                        // Read anew each time, so that a key can be exchanged without a restart.
                        .credentialsProvider(() -> credentials(place.credentials()))
                        // Older stores do not know the checksums that newer clients add.
                        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                        .overrideConfiguration(
                                settings ->
                                        settings.apiCallAttemptTimeout(attempt)
                                                .retryStrategy(
                                                        DefaultRetryStrategy
                                                                .standardStrategyBuilder()
                                                                .maxAttempts(ATTEMPTS)
                                                                .build()));
        if (place.endpoint() != null) client.endpointOverride(place.endpoint());
        this.s3 = client.build();
    }

    /** The bucket as an address. */
    public String said() {
        return place.said();
    }

    /** The lines of AWS's own credentials file; of several profiles the last would count. */
    private static AwsCredentials credentials(Path file) {
        try {
            var mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
            if (!mode.endsWith("------"))
                throw new IllegalStateException(
                        "Others can read the credentials of a bucket: "
                                + file
                                + " has mode "
                                + mode
                                + ". Set it to 0600, and have the key exchanged.");
            var said = new HashMap<String, String>();
            for (var line : Files.readAllLines(file)) {
                var parts = line.split("=", 2);
                if (parts.length == 2) said.put(parts[0].strip(), parts[1].strip());
            }
            var id = said.get("aws_access_key_id");
            var secret = said.get("aws_secret_access_key");
            var token = said.get("aws_session_token");
            if (id == null || secret == null)
                throw new IllegalStateException(
                        file + " lacks aws_access_key_id or aws_secret_access_key");
            return token == null
                    ? AwsBasicCredentials.create(id, secret)
                    : AwsSessionCredentials.create(id, secret, token);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The credentials of a bucket cannot be read: " + file, e);
        }
    }

    /**
     * An object as it was read.
     *
     * @param tag the store's name for exactly these bytes
     */
    public record Found(byte[] bytes, String tag) {}

    public Optional<Found> get(String path) {
        return asked(
                "read " + path,
                () -> {
                    try {
                        ResponseBytes<GetObjectResponse> answer =
                                s3.getObjectAsBytes(
                                        get -> get.bucket(place.name()).key(place.key(path)));
                        return Optional.of(
                                new Found(answer.asByteArray(), answer.response().eTag()));
                    } catch (NoSuchKeyException _) {
                        return Optional.empty();
                    }
                });
    }

    /**
     * Writes an object.
     *
     * @param over the tag of what it replaces; empty if nothing may be there
     * @return the new tag; empty if something else is there, and nothing was written
     */
    public Optional<String> put(String path, byte[] bytes, Optional<String> over) {
        var request = PutObjectRequest.builder().bucket(place.name()).key(place.key(path));
        over.ifPresentOrElse(request::ifMatch, () -> request.ifNoneMatch("*"));
        return asked(
                "write " + path,
                () -> {
                    try {
                        return Optional.of(
                                s3.putObject(request.build(), RequestBody.fromBytes(bytes)).eTag());
                    } catch (S3Exception e) {
                        if (e.statusCode() == PRECONDITION_FAILED) return Optional.empty();
                        throw e;
                    }
                });
    }

    /** Writes an object over whatever is there. */
    public void overwrite(String path, byte[] bytes, int length) {
        asked(
                "write " + path,
                () ->
                        s3.putObject(
                                put -> put.bucket(place.name()).key(place.key(path)),
                                // Read anew for each try, and not copied: a piece is megabytes.
                                RequestBody.fromContentProvider(
                                        () -> new ByteArrayInputStream(bytes, 0, length),
                                        length,
                                        "application/octet-stream")));
    }

    /** An object's bytes from one on, as a stream that its reader closes. */
    public InputStream open(String path, long from) {
        return openIfThere(path, from)
                .orElseThrow(
                        () ->
                                new BucketAway(
                                        BucketAway.Reason.UNREACHABLE, path + " is not there"));
    }

    /** The same; empty if there is no such object, or it has no such byte. */
    public Optional<InputStream> openIfThere(String path, long from) {
        return asked(
                "read " + path,
                () -> {
                    try {
                        return Optional.of(
                                s3.getObject(
                                        get -> {
                                            get.bucket(place.name()).key(place.key(path));
                                            if (from > 0) get.range("bytes=" + from + "-");
                                        }));
                    } catch (NoSuchKeyException _) {
                        return Optional.empty();
                    } catch (S3Exception e) {
                        if (e.statusCode() == RANGE_NOT_SATISFIABLE) return Optional.empty();
                        throw e;
                    }
                });
    }

    /**
     * An object as the store lists it.
     *
     * @param written when, by the store's clock
     */
    public record Listed(String path, long size, Instant written) {}

    /** The objects whose paths begin so, in their order. */
    public List<Listed> listed(String start) {
        var from = place.key("").length();
        return asked(
                "list " + start,
                () ->
                        s3
                                .listObjectsV2Paginator(
                                        list -> list.bucket(place.name()).prefix(place.key(start)))
                                .contents()
                                .stream()
                                .map(
                                        object ->
                                                new Listed(
                                                        object.key().substring(from),
                                                        object.size(),
                                                        object.lastModified()))
                                .toList());
    }

    /** The paths that begin so. */
    public List<String> list(String start) {
        return listed(start).stream().map(Listed::path).toList();
    }

    public void delete(String path) {
        asked(
                "remove " + path,
                () -> s3.deleteObject(gone -> gone.bucket(place.name()).key(place.key(path))));
    }

    /** For who cannot wait: whether the store failed a moment ago. */
    public boolean isQuiet() {
        return quietUntil - System.nanoTime() > 0;
    }

    private <T> T asked(String what, Supplier<T> question) {
        try {
            var answer = question.get();
            quietUntil = System.nanoTime();
            return answer;
        } catch (S3Exception e) {
            quietUntil = System.nanoTime() + MOMENT.toNanos();
            var comesAgain =
                    e.statusCode() >= 500 || e.statusCode() == 429 || e.statusCode() == 409;
            // Neither message nor cause: a store may repeat in them what it was sent.
            var code = e.awsErrorDetails() == null ? "" : " " + e.awsErrorDetails().errorCode();
            throw new BucketAway(
                    e.statusCode() == NO_ROOM || code.equals(" QuotaExceeded")
                            ? BucketAway.Reason.FULL
                            : comesAgain
                                    ? BucketAway.Reason.UNREACHABLE
                                    : BucketAway.Reason.REFUSED,
                    "could not " + what + ": status " + e.statusCode() + code);
        } catch (SdkException e) {
            quietUntil = System.nanoTime() + MOMENT.toNanos();
            throw new BucketAway(BucketAway.Reason.UNREACHABLE, "could not " + what, e);
        } catch (IllegalStateException e) {
            throw new BucketAway(BucketAway.Reason.REFUSED, "" + e.getMessage(), e);
        }
    }
}
