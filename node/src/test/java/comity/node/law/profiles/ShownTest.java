package comity.node.law.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import comity.treaty.law.Profile;
import comity.treaty.law.ProfileReader;
import comity.treaty.law.ProfileReader.Publisher;
import comity.treaty.rules.Wording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two States' laws side by side are read by a person, not by a program. */
class ShownTest {
    private static final String CODE = "\\b[A-Z]+_[A-Z_]+\\b|\\b[A-Z]{4,}\\b";

    @Test
    void where_two_States_differ_is_said_in_words_in_every_language() throws IOException {
        var arcadia = read("XA", "arcadia.json");
        var borduria = read("XB", "borduria.json");
        for (var language : Wording.LANGUAGES) {
            var differences = new Shown(language, Map.of()).differences(arcadia, borduria);
            assertThat(differences).isNotEmpty();
            assertThat(differences)
                    .allSatisfy(
                            difference ->
                                    assertThat(
                                                    difference.row()
                                                            + " "
                                                            + difference.before()
                                                            + " "
                                                            + difference.after())
                                            .as("%s in %s", difference.label(), language)
                                            .doesNotContainPattern(CODE));
        }
    }

    private static Profile read(String state, String file) throws IOException {
        var root = Path.of(System.getProperty("comity.root", ".."), "docs/formats/profiles");
        var read = ProfileReader.read(Files.readAllBytes(root.resolve(file)), Publisher.of(state));
        return read.profile().orElseThrow(() -> new AssertionError(read.problems().toString()));
    }
}
