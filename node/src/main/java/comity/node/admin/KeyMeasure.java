package comity.node.admin;

import comity.node.courier.TlsIdentity;
import comity.node.identity.Chancery;
import comity.record.act.Key;
import comity.record.x509.Certificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which keys speak for this State's authorities, and until when. */
final class KeyMeasure {
    private final Chancery chancery;
    private final TlsIdentity tls;
    private final Place place;

    KeyMeasure(Chancery chancery, TlsIdentity tls, Place place) {
        this.chancery = chancery;
        this.tls = tls;
        this.place = place;
    }

    Facts.Keys all(Instant now) {
        return new Facts.Keys(
                authorities(now), place.keysInToken(), place.demo(), drafted(), tls.until());
    }

    /** Of each authority the key that lasts longest; one that is not compromised goes before. */
    private List<Facts.Key> authorities(Instant now) {
        return chancery.published().map(directory -> directory.keys()).orElse(List.of()).stream()
                .collect(Collectors.groupingBy(Key::authority))
                .values()
                .stream()
                .map(
                        keys ->
                                keys.stream()
                                        .max(
                                                Comparator.<Key, Boolean>comparing(
                                                                key -> !isCompromised(key, now))
                                                        .thenComparing(Key::until))
                                        .orElseThrow())
                .map(
                        key ->
                                new Facts.Key(
                                        key.authority(),
                                        key.algorithm().name(),
                                        key.until(),
                                        isCompromised(key, now),
                                        key.chain().stream()
                                                .map(Certificate::until)
                                                .min(Instant::compareTo)))
                .sorted(Comparator.comparing(Facts.Key::authority))
                .toList();
    }

    private static boolean isCompromised(Key key, Instant now) {
        return key.compromised().filter(since -> !since.isAfter(now)).isPresent();
    }

    /** A draft that nobody has approved, by when it was written. */
    private Optional<Instant> drafted() {
        if (chancery.wished().isEmpty()) return Optional.empty();
        try {
            return Files.exists(chancery.wishFile())
                    ? Optional.of(Files.getLastModifiedTime(chancery.wishFile()).toInstant())
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("the draft of the directory cannot be looked at", e);
        }
    }
}
