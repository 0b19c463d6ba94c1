package comity.node.retention;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * Searches files for secrets, byte by byte, in every form in which programs write bytes down: as
 * they are, in UTF-16, hexadecimal, and Base64 at each of its three offsets.
 */
public final class Traces {
    /** Long enough not to occur by chance. */
    private static final int LEAST = 8;

    private static final int LOOKS = 20;

    private final List<byte[]> forms = new ArrayList<>();

    public Traces(List<byte[]> secrets) {
        secrets.forEach(this::add);
    }

    private void add(byte[] secret) {
        form(secret);
        var hex = HexFormat.of().formatHex(secret);
        form(hex);
        form(hex.toUpperCase(Locale.ROOT));
        for (var set : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE))
            form(wide(secret, set));
        for (var offset = 0; offset < 3; offset++) {
            var shifted = new byte[offset + secret.length];
            System.arraycopy(secret, 0, shifted, offset, secret.length);
            for (var encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
                var text = encoder.withoutPadding().encodeToString(shifted);
                // Without the characters that bytes before and after take part in.
                form(text.substring(offset == 0 ? 0 : offset + 1, text.length() - 2));
            }
        }
    }

    private static byte[] wide(byte[] secret, Charset set) {
        return new String(secret, StandardCharsets.ISO_8859_1).getBytes(set);
    }

    private void form(String text) {
        form(text.getBytes(StandardCharsets.US_ASCII));
    }

    private void form(byte[] bytes) {
        if (bytes.length >= LEAST) forms.add(bytes);
    }

    /**
     * The files below {@code folder} in which any of them stands. Who works there may rename a file
     * while this looks: then it looks again, for what it held may stand under another name.
     */
    public List<Path> in(Path folder) throws IOException {
        for (var i = 1; ; i++) {
            try {
                return once(folder);
            } catch (NoSuchFileException e) {
                if (i == LOOKS) throw e;
            } catch (UncheckedIOException e) {
                if (i == LOOKS || !(e.getCause() instanceof NoSuchFileException)) throw e;
            }
        }
    }

    private List<Path> once(Path folder) throws IOException {
        var found = new ArrayList<Path>();
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList())
                if (holds(Files.readAllBytes(file))) found.add(file);
        }
        return found;
    }

    /** Whether any of them stands in {@code text}. */
    public boolean holds(byte[] text) {
        var first = new boolean[1 << 16];
        for (var form : forms) first[pair(form, 0)] = true;
        for (var i = 0; i + 1 < text.length; i++) {
            if (!first[pair(text, i)]) continue;
            for (var form : forms) {
                if (i + form.length <= text.length
                        && Arrays.equals(text, i, i + form.length, form, 0, form.length))
                    return true;
            }
        }
        return false;
    }

    private static int pair(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
    }
}
