package comity.node.timestamps;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whom this node asks for timestamps: {@code comity.timestamps.urls} and the rest. Without one, a
 * demo asks its own trial authority, and any other node nobody.
 *
 * @param urls where authorities answer (RFC 3161 over HTTP), each asked when the one before fails
 * @param certificates a PEM file: the certificates that the State's directory shall name, each an
 *     authority's own or that of its issuer
 * @param policies under which their timestamps count, as object identifiers; empty if under each
 * @param revocations a folder of lists of revoked certificates (RFC 5280) that national PKIs
 *     publish, kept current by the administrator; they go into each container's signature
 * @param every at most one timestamp is asked for in so much time
 * @param patience how long an answer may take
 */
@ConfigurationProperties("comity.timestamps")
public record TimestampSettings(
        @DefaultValue List<URI> urls,
        @Nullable Path certificates,
        @DefaultValue List<String> policies,
        @Nullable Path revocations,
        @DefaultValue("60s") Duration every,
        @DefaultValue("10s") Duration patience) {}
