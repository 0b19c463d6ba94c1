package comity.node.signer;

import comity.record.act.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Where a token is, as RFC 7512 writes it: {@code
 * pkcs11:slot-id=NUMBER?module-path=LIBRARY&pin-source=FILE}.
 *
 * @param environment what its library finds in the signer's environment besides the node's
 */
public record TokenAddress(
        String library, String slot, Path pinFile, Map<String, String> environment) {
    public TokenAddress {
        environment = Map.copyOf(environment);
    }

    private static final Pattern FORM = Pattern.compile("pkcs11:([^?]*)\\?(.*)");

    /**
     * @throws IllegalArgumentException with a sentence for the administrator
     */
    public static TokenAddress of(String address) {
        var parts = FORM.matcher(address);
        if (!parts.matches()) throw wrong(address);
        var said = new HashMap<String, String>();
        read(parts.group(1), ";", said);
        read(parts.group(2), "&", said);
        var slot = said.getOrDefault("slot-id", "");
        var library = said.getOrDefault("module-path", "");
        var pin = said.getOrDefault("pin-source", "");
        if (!slot.matches("[0-9]{1,20}") || library.isEmpty() || pin.isEmpty())
            throw wrong(address);
        return new TokenAddress(library, slot, Path.of(pin.replaceFirst("^file:", "")), Map.of());
    }

    /** The same, whose library finds this in its environment. */
    TokenAddress with(Map<String, String> environment) {
        return new TokenAddress(library, slot, pinFile, environment);
    }

    private static void read(String attributes, String separator, Map<String, String> into) {
        for (var attribute : attributes.split(separator)) {
            var equals = attribute.indexOf('=');
            if (equals > 0)
                into.put(attribute.substring(0, equals), attribute.substring(equals + 1));
        }
    }

    private static IllegalArgumentException wrong(String address) {
        return new IllegalArgumentException(
                "comity.keys is not as RFC 7512 has it:"
                        + " pkcs11:slot-id=NUMBER?module-path=LIBRARY&pin-source=FILE, but "
                        + address);
    }

    /** What the signer is told, with the PIN as it is in the file now. */
    Json.Obj order() throws IOException {
        return Json.object()
                .with("library", library)
                .with("slot", slot)
                .with("pin", Files.readString(pinFile).strip());
    }
}
