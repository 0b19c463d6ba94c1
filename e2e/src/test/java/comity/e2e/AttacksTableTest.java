package comity.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * docs/attacks.md names a test in each row, as {@code Class#method} or, where a class makes its
 * tests from rows, as {@code Class: the row}. Each is there.
 */
class AttacksTableTest {
    private static final Path ROOT = Path.of(System.getProperty("comity.root", ".."));
    private static final Pattern NAMED = Pattern.compile("`(\\w+Test)(?:#(\\w+)|: ([^`]+))` \\|$");

    private static List<String> rows() throws IOException {
        return Files.readAllLines(ROOT.resolve("docs/attacks.md")).stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| attack |"))
                .toList();
    }

    private static Map<String, Path> tests() throws IOException {
        try (var modules = Files.list(ROOT)) {
            return modules.map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .flatMap(AttacksTableTest::below)
                    .collect(
                            Collectors.toMap(
                                    file -> file.getFileName().toString().replace(".java", ""),
                                    file -> file,
                                    (one, _) -> one));
        }
    }

    private static Stream<Path> below(Path folder) {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith("Test.java")).toList().stream();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void has_a_row_for_everything_that_it_promises() throws IOException {
        assertThat(rows()).hasSizeGreaterThan(40);
    }

    @TestFactory
    Stream<DynamicTest> every_row_names_a_test_that_is_there() throws IOException {
        var tests = tests();
        return rows().stream()
                .map(row -> DynamicTest.dynamicTest(row.split("\\|")[1], () -> holds(row, tests)));
    }

    private static void holds(String row, Map<String, Path> tests) throws IOException {
        assertThat(row.split("\\|")).as("five columns").hasSize(6);
        var named = NAMED.matcher(row);
        assertThat(named.find()).as(row).isTrue();
        assertThat(tests).containsKey(named.group(1));
        var source = Files.readString(tests.get(named.group(1)));
        if (named.group(2) == null) assertThat(source).contains("\"" + named.group(3) + "\"");
        else
            assertThat(Pattern.compile("\n +void " + named.group(2) + "\\(").matcher(source).find())
                    .as("a test %s in %s", named.group(2), named.group(1))
                    .isTrue();
    }
}
