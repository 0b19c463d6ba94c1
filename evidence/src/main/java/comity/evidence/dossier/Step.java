package comity.evidence.dossier;

import comity.record.act.Json;
import java.util.Optional;

/**
 * One question of the report, asked again with a standard tool. The command is for a POSIX shell in
 * the folder in which the case file lies, and is made for this very file.
 *
 * @param tool the program that answers, such as {@code openssl}
 * @param prints what it has to print, the lines' last break left out; empty where the reader judges
 */
public record Step(String tool, String command, Optional<String> prints) {

    Json.Obj json() {
        var json = Json.object().with("tool", tool).with("command", command);
        return prints.map(answer -> json.with("prints", answer)).orElse(json);
    }
}
