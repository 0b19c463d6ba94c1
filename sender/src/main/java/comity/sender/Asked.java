package comity.sender;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What was asked on the command line.
 *
 * @param options by their names without dashes
 * @param files what stands beside them
 */
record Asked(Map<String, String> options, List<String> files) {
    private static final Set<String> OPTIONS =
            Set.of(
                    "node",
                    "order",
                    "key",
                    "passphrase-file",
                    "state",
                    "patience",
                    "language",
                    "new-key",
                    "name");

    static Asked of(String... arguments) throws Stopped {
        var options = new HashMap<String, String>();
        var files = new ArrayList<String>();
        for (var i = 0; i < arguments.length; i++) {
            var argument = arguments[i];
            if (!argument.startsWith("--") || argument.length() == 2) {
                if (!argument.equals("--")) files.add(argument);
                continue;
            }
            var name = argument.substring(2);
            if (!OPTIONS.contains(name)) throw Stopped.wrong("option-unknown", argument);
            if (++i == arguments.length) throw Stopped.wrong("option-empty", argument);
            options.put(name, arguments[i]);
        }
        return new Asked(Map.copyOf(options), List.copyOf(files));
    }

    Optional<String> option(String name) {
        return Optional.ofNullable(options.get(name));
    }

    /** The node's origin: scheme, host, and a port if one was given. */
    URI node() throws Stopped {
        var text = option("node").orElseThrow(() -> Stopped.wrong("option-missing", "--node"));
        try {
            var uri = URI.create(text);
            var scheme = uri.getScheme();
            var path = uri.getRawPath();
            if (uri.getHost() == null
                    || !("https".equals(scheme) || "http".equals(scheme))
                    || path != null && !path.isEmpty() && !path.equals("/"))
                throw Stopped.wrong("node-misshapen", text);
            return URI.create(
                    scheme
                            + "://"
                            + uri.getHost()
                            + (uri.getPort() < 0 ? "" : ":" + uri.getPort()));
        } catch (IllegalArgumentException _) {
            throw Stopped.wrong("node-misshapen", text);
        }
    }

    String order() throws Stopped {
        var text = option("order").orElseThrow(() -> Stopped.wrong("option-missing", "--order"));
        if (!text.matches("[0-9a-f]{64}")) throw Stopped.wrong("order-misshapen", text);
        return text;
    }

    /** How long a node that is away is waited for: a day, unless said otherwise in seconds. */
    Duration patience() throws Stopped {
        var text = option("patience").orElse("86400");
        if (!text.matches("[0-9]{1,8}")) throw Stopped.wrong("patience-misshapen", text);
        return Duration.ofSeconds(Long.parseLong(text));
    }

    static Path path(String text) throws Stopped {
        try {
            return Path.of(text);
        } catch (InvalidPathException _) {
            throw Stopped.wrong("file-unreadable", text);
        }
    }
}
