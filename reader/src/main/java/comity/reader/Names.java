package comity.reader;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** Names within archives: shown so that they cannot deceive, and judged before anything is done. */
final class Names {
    private static final int LONGEST = 1024;
    private static final Set<String> DEVICES =
            Set.of("con", "prn", "aux", "nul", "com1", "com2", "com3", "lpt1", "lpt2", "lpt3");

    private Names() {}

    /** Whether it stays where it lies, on every system. */
    static boolean isSafe(String name) {
        if (name.isEmpty() || name.length() > LONGEST || name.indexOf('\0') >= 0) return false;
        if (name.startsWith("/") || name.contains("\\") || name.matches("^[A-Za-z]:.*"))
            return false;
        return Arrays.stream(name.split("/"))
                .noneMatch(part -> part.equals("..") || DEVICES.contains(stem(part)));
    }

    private static String stem(String part) {
        var dot = part.indexOf('.');
        return (dot < 0 ? part : part.substring(0, dot)).toLowerCase(Locale.ROOT);
    }

    /** With everything that does not print, or turns the direction of reading, written out. */
    static String shown(String name) {
        var shown = new StringBuilder();
        name.codePoints()
                .limit(LONGEST)
                .forEach(
                        point -> {
                            if (isPlain(point)) shown.appendCodePoint(point);
                            else
                                for (var unit : Character.toChars(point))
                                    shown.append(String.format(Locale.ROOT, "\\u%04X", (int) unit));
                        });
        return shown.toString();
    }

    private static boolean isPlain(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            default -> true;
        };
    }
}
