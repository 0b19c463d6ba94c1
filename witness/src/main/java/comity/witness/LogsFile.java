package comity.witness;

import comity.record.tlog.NoteKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The logs that are watched: a text file with a verifier key a line. Keys of one name are those of
 * one log, and all of them must sign.
 */
final class LogsFile {
    private LogsFile() {}

    /**
     * @throws IllegalArgumentException that names the line which is wrong
     */
    static Map<String, NoteKeys> read(Path file) throws IOException {
        var keys = new LinkedHashMap<String, List<String>>();
        var number = 0;
        for (var line : Files.readAllLines(file)) {
            number++;
            var vkey = line.strip();
            if (vkey.isEmpty() || vkey.startsWith("#")) continue;
            if (NoteKeys.of(List.of(vkey)).known().isEmpty())
                throw new IllegalArgumentException(
                        file
                                + ", line "
                                + number
                                + ": no verifier key that this witness can check");
            keys.computeIfAbsent(vkey.substring(0, vkey.indexOf('+')), _ -> new ArrayList<>())
                    .add(vkey);
        }
        var logs = new LinkedHashMap<String, NoteKeys>();
        keys.forEach((name, list) -> logs.put(name, NoteKeys.of(list)));
        return logs;
    }
}
