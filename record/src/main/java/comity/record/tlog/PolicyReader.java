package comity.record.tlog;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads a policy (C2SP tlog-policy). A file is read whole or refused with its first line that is
 * wrong: a quorum that is half understood is none.
 */
public final class PolicyReader {
    private static final int MOST_LINES = 10_000;
    private static final Pattern BLANK = Pattern.compile("[ \t]+");

    private final List<Policy.Log> logs = new ArrayList<>();
    private final Map<String, Policy.Member> members = new LinkedHashMap<>();
    private final Set<String> inGroups = new HashSet<>();
    private final Set<String> logKeys = new HashSet<>();
    private final Set<String> witnessKeys = new HashSet<>();
    private Optional<Optional<String>> quorum = Optional.empty();

    private PolicyReader() {}

    /**
     * @throws MalformedNote that names the line
     */
    public static Policy read(byte[] file) throws MalformedNote {
        var reader = new PolicyReader();
        // Octets above 0x7f are opaque: each is one character here, and a name is what it is.
        var lines = new String(file, StandardCharsets.ISO_8859_1).split("\n", -1);
        if (lines.length > MOST_LINES) throw new MalformedNote("more lines than a policy has");
        for (var i = 0; i < lines.length; i++) {
            try {
                reader.line(lines[i]);
            } catch (MalformedNote e) {
                throw new MalformedNote("line " + (i + 1) + ": " + e.getMessage());
            }
        }
        if (reader.quorum.isEmpty()) throw new MalformedNote("no line says the quorum");
        return new Policy(reader.logs, reader.members, reader.quorum.get());
    }

    private void line(String line) throws MalformedNote {
        if (line.chars().anyMatch(c -> c < 0x20 && c != '\t' || c == 0x7f))
            throw new MalformedNote("control character");
        var stripped = line.transform(PolicyReader::strip);
        if (stripped.isEmpty() || stripped.startsWith("#")) return;
        var items = BLANK.split(stripped);
        switch (items[0]) {
            case "log" -> log(items);
            case "witness" -> witness(items);
            case "group" -> group(items);
            case "quorum" -> quorum(items);
            default -> throw new MalformedNote("log, witness, group or quorum expected");
        }
    }

    private static String strip(String line) {
        var from = 0;
        var to = line.length();
        while (from < to && (line.charAt(from) == ' ' || line.charAt(from) == '\t')) from++;
        while (to > from && (line.charAt(to - 1) == ' ' || line.charAt(to - 1) == '\t')) to--;
        return line.substring(from, to);
    }

    private void log(String[] items) throws MalformedNote {
        if (items.length < 2 || items.length > 3)
            throw new MalformedNote("log <vkey> [<url>] expected");
        var key = key(items[1]);
        if (key.type() == NoteKey.COSIGNATURE) throw new MalformedNote("not the key of a log");
        if (!logKeys.add(StrictBase64.encode(key.publicKey())))
            throw new MalformedNote("this log's key is there already");
        logs.add(new Policy.Log(key, url(items, 2)));
    }

    private void witness(String[] items) throws MalformedNote {
        if (items.length < 3 || items.length > 4)
            throw new MalformedNote("witness <name> <vkey> [<url>] expected");
        var key = key(items[2]);
        if (key.type() == NoteKey.ED25519) throw new MalformedNote("not the key of a witness");
        if (!witnessKeys.add(StrictBase64.encode(key.publicKey())))
            throw new MalformedNote("this witness's key is there already");
        define(items[1], new Policy.OneWitness(key, url(items, 3)));
    }

    private void group(String[] items) throws MalformedNote {
        if (items.length < 4)
            throw new MalformedNote("group <name> all|any|<k> <name>... expected");
        var named = List.of(items).subList(3, items.length);
        for (var name : named) {
            if (!members.containsKey(name))
                throw new MalformedNote("no line before defines " + shown(name));
            if (!inGroups.add(name))
                throw new MalformedNote(shown(name) + " is a member of a group already");
        }
        define(items[1], new Policy.Group(least(items[2], named.size()), named));
    }

    private static int least(String said, int all) throws MalformedNote {
        if (said.equals("all")) return all;
        if (said.equals("any")) return 1;
        if (said.matches("[1-9][0-9]{0,5}") && Integer.parseInt(said) <= all)
            return Integer.parseInt(said);
        throw new MalformedNote("all, any or a number from 1 to " + all + " expected");
    }

    private void quorum(String[] items) throws MalformedNote {
        if (items.length != 2) throw new MalformedNote("quorum <name> expected");
        if (quorum.isPresent()) throw new MalformedNote("the quorum is said already");
        if (items[1].equals("none")) {
            quorum = Optional.of(Optional.empty());
            return;
        }
        if (!members.containsKey(items[1]))
            throw new MalformedNote("no line before defines " + shown(items[1]));
        quorum = Optional.of(Optional.of(items[1]));
    }

    private void define(String name, Policy.Member member) throws MalformedNote {
        if (name.equals("none")) throw new MalformedNote("none is no name to give");
        if (members.putIfAbsent(name, member) != null)
            throw new MalformedNote(shown(name) + " is defined already");
    }

    private static NoteKey key(String vkey) throws MalformedNote {
        return NoteKey.parse(shown(vkey))
                .orElseThrow(
                        () -> new MalformedNote("not a verifier key of a type that is known here"));
    }

    private static Optional<String> url(String[] items, int at) {
        return items.length > at ? Optional.of(shown(items[at])) : Optional.empty();
    }

    /** The octets as the UTF-8 that they nearly always are. */
    private static String shown(String octets) {
        return new String(octets.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
