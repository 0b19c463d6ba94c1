package comity.node.timestamps;

import comity.record.x509.Certificate;
import comity.record.x509.MalformedDer;
import comity.record.x509.TimestampAuthority;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The authorities that the administrator's settings want in the State's directory. */
public record NamedAuthorities(List<TimestampAuthority> all) {
    public NamedAuthorities {
        all = List.copyOf(all);
    }

    /**
     * @throws IllegalStateException with a sentence for the administrator if the file holds no
     *     certificates
     */
    static NamedAuthorities of(TimestampSettings settings, Optional<TrialAuthority> trial) {
        var named = new ArrayList<TimestampAuthority>();
        if (settings.certificates() != null)
            for (var certificate : read(settings.certificates()))
                named.add(
                        new TimestampAuthority(
                                certificate,
                                Set.copyOf(settings.policies()),
                                Optional.empty(),
                                false));
        if (settings.urls().isEmpty()) trial.map(TrialAuthority::entry).ifPresent(named::add);
        return new NamedAuthorities(named);
    }

    private static List<Certificate> read(Path file) {
        try {
            return Certificate.pem(Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "comity.timestamps.certificates cannot be read: " + file, e);
        } catch (MalformedDer e) {
            throw new IllegalStateException(
                    "comity.timestamps.certificates holds no certificates that are understood: "
                            + file
                            + ", "
                            + e.getMessage(),
                    e);
        }
    }
}
