package comity.treaty;

import static org.assertj.core.api.Assertions.assertThat;

import comity.treaty.World.Officer;
import comity.treaty.docket.Type;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs the cases that a lawyer can edit: {@code [DAY] WHO TYPE [field=value …] => outcome}, one act
 * a line, each over those before it; a day holds for the lines after it too. {@code ./comity test
 * --accept} rewrites what stands after the arrow.
 */
class CasesTest {
    private static final Path CASES = Path.of("src", "test", "cases");
    private static final Pattern DAY = Pattern.compile("^\\d{4}-\\d{2}-\\d{2}\\s+");
    private static final Pattern CHANGE = Pattern.compile("([\\w.]+)=(\"[^\"]*\"|\\S+)");

    static Stream<Path> cases() throws IOException {
        try (var files = Files.walk(CASES)) {
            return files
                    .filter(file -> file.toString().endsWith(".case"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void is_ruled_as_the_case_says(Path file) throws IOException {
        var expected = Files.readAllLines(file);
        var actual = run(expected);
        if (Boolean.getBoolean("comity.accept")) Files.write(file, actual);
        else assertThat(actual).isEqualTo(expected);
    }

    private static List<String> run(List<String> lines) {
        var proceeding = new Proceeding();
        var actual = new ArrayList<String>();
        for (var line : lines) {
            if (line.isBlank() || line.startsWith("#")) {
                actual.add(line);
                continue;
            }
            var arrow = line.indexOf("=>");
            var said = (arrow < 0 ? line : line.substring(0, arrow)).stripTrailing();
            var dated = DAY.matcher(said.strip());
            if (dated.lookingAt()) proceeding.on(LocalDate.parse(dated.group().strip()));
            var words = dated.replaceFirst("").split("\\s+");
            var officer = Officer.valueOf(words[0].toUpperCase(Locale.ROOT));
            var type = Type.of(words[1]).orElseThrow();
            actual.add(said + "  => " + proceeding.outcome(officer, type, changes(said)));
        }
        return actual;
    }

    private static Map<String, String> changes(String said) {
        var changes = new LinkedHashMap<String, String>();
        var found = CHANGE.matcher(said);
        while (found.find()) changes.put(found.group(1), found.group(2).replace("\"", ""));
        return changes;
    }
}
