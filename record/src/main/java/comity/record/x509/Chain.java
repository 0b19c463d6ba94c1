package comity.record.x509;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whether a certificate leads to one that somebody trusts (RFC 5280, 6), asked about a given time.
 * Stricter than the standard where that is simpler: names are compared byte by byte, and an
 * extension that must be heeded and is not known ends the chain, name constraints among them.
 */
public sealed interface Chain {
    /** More than any real one has; a longer one is no answer but a burden. */
    int LONGEST = 8;

    /**
     * @param certificates from the one asked about to the anchor, both included
     */
    record Leads(List<Certificate> certificates) implements Chain {}

    /**
     * @param code {@code chain.no-anchor}, {@code chain.not-valid-then}, {@code
     *     chain.not-an-issuer}, {@code chain.not-understood} or {@code chain.algorithm-unknown}
     */
    record Fails(String code) implements Chain {}

    /**
     * @param others certificates that may lie between; nobody vouches for them
     * @param anchors those that are trusted; each ends a chain, whoever issued it
     */
    static Chain from(
            Certificate end,
            Collection<Certificate> others,
            Collection<Certificate> anchors,
            Instant at) {
        var path = new ArrayList<>(List.of(end));
        while (true) {
            var last = path.getLast();
            if (last.notUnderstood().isPresent()) return new Fails("chain.not-understood");
            if (!last.isValidAt(at)) return new Fails("chain.not-valid-then");
            if (path.size() > 1 && !last.mayIssue(path.size() - 2))
                return new Fails("chain.not-an-issuer");
            if (anchors.contains(last)) return new Leads(List.copyOf(path));
            if (path.size() == LONGEST) return new Fails("chain.no-anchor");
            try {
                var above = issuer(last, path, others, anchors, at);
                if (above == null) return new Fails("chain.no-anchor");
                path.add(above);
            } catch (UnknownAlgorithm _) {
                return new Fails("chain.algorithm-unknown");
            }
        }
    }

    /** Anchors first; among several of one name and key, the one that is valid then. */
    private static @org.jspecify.annotations.Nullable Certificate issuer(
            Certificate of,
            List<Certificate> path,
            Collection<Certificate> others,
            Collection<Certificate> anchors,
            Instant at)
            throws UnknownAlgorithm {
        var candidates =
                Stream.concat(anchors.stream(), others.stream())
                        .distinct()
                        .filter(of::isIssuedIn)
                        .filter(one -> !path.contains(one))
                        .limit(LONGEST)
                        .toList();
        Certificate found = null;
        for (var candidate : candidates) {
            if (!of.isSignedBy(candidate)) continue;
            if (candidate.isValidAt(at)) return candidate;
            if (found == null) found = candidate;
        }
        return found;
    }
}
