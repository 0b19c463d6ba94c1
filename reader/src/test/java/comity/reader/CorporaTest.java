package comity.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import comity.evidence.reading.Item;
import comity.evidence.reading.Kind;
import comity.evidence.reading.Unread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every file of the corpora of mails, of forensic images and of hostile input is read: each gives
 * an answer, none is skipped, and nothing is written outside the reader's folder.
 */
class CorporaTest {
    @TempDir Path around;

    private static Path corpora(String name) {
        var root =
                Optional.ofNullable(System.getenv("COMITY_CORPORA"))
                        .map(Path::of)
                        .orElseGet(
                                () ->
                                        Path.of(System.getProperty("comity.root", "."))
                                                .resolveSibling("shared/corpora"));
        var path = root.resolve(name);
        if (!Files.exists(path)) System.out.println("skipped: no corpora " + name);
        assumeTrue(Files.exists(path), "no corpora " + name);
        return path;
    }

    private static List<Path> files(String name) throws IOException {
        try (Stream<Path> walk = Files.walk(corpora(name))) {
            return walk.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** All files of a corpus, each as an exhibit of its own; what is around them stays as it is. */
    private List<List<Item>> all(String name) throws IOException {
        var folder = Files.createDirectories(around.resolve("a/b/reader"));
        Files.writeString(around.resolve("a/canary"), "untouched");
        var found = new ArrayList<List<Item>>();
        for (var file : files(name))
            try (var in = Files.newInputStream(file)) {
                found.add(
                        Read.items(
                                folder,
                                Objects.requireNonNull(file.getFileName()).toString(),
                                in,
                                comity.evidence.reading.Bounds.USUAL,
                                Optional.empty()));
            }
        assertThat(found).hasSameSizeAs(files(name)).allSatisfy(of -> assertThat(of).isNotEmpty());
        try (Stream<Path> walk = Files.walk(around)) {
            assertThat(walk.map(path -> around.relativize(path).toString()))
                    .containsExactlyInAnyOrder("", "a", "a/b", "a/b/reader", "a/canary");
        }
        assertThat(around.resolve("a/canary")).hasContent("untouched");
        return found;
    }

    private static String outcome(List<Item> of) {
        var exhibit = of.getLast();
        return exhibit.unread().map(Enum::name).orElse(exhibit.kind().name());
    }

    private static TreeMap<String, Integer> outcomes(List<List<Item>> all) {
        var counts = new TreeMap<String, Integer>();
        all.forEach(of -> counts.merge(outcome(of), 1, Integer::sum));
        return counts;
    }

    @Test
    void every_mail_is_a_message_with_what_it_says_of_itself() throws IOException {
        var all = all("email");
        System.out.println("email " + outcomes(all));
        var messages =
                all.stream()
                        .map(List::getLast)
                        .filter(item -> item.kind() == Kind.MESSAGE)
                        .toList();
        assertThat(messages).hasSizeGreaterThan(80);
        assertThat(
                        messages.stream()
                                .map(Item::path)
                                .filter(path -> path.equals("utf8_headers.eml")))
                .hasSize(1);
        assertThat(messages.stream().flatMap(item -> item.accounts().stream()))
                .contains("jdöe@mächine.example", "mueller@example.com");
        // What is called a mail and has no field of one is named, not passed over.
        assertThat(all.stream().map(CorporaTest::outcome)).doesNotContain("OTHER");
        assertThat(messages.stream().filter(item -> !item.moments().isEmpty()))
                .hasSizeGreaterThan(40);
        assertThat(messages.stream().filter(item -> !item.accounts().isEmpty()))
                .hasSizeGreaterThan(40);
    }

    @Test
    void images_archives_and_logs_give_what_they_hold() throws IOException {
        var all = all("forensic");
        System.out.println("forensic " + outcomes(all));
        assertThat(all.stream().flatMap(List::stream).filter(item -> item.kind() == Kind.IMAGE))
                .hasSize(9)
                .allSatisfy(item -> assertThat(item.moments()).isNotEmpty());
        assertThat(all.stream().flatMap(List::stream).flatMap(item -> item.unread().stream()))
                .contains(Unread.UNSAFE_NAME, Unread.NO_COLUMNS, Unread.UNKNOWN_FORM);
    }

    @Test
    void what_was_made_to_harm_gets_an_answer_like_everything_else() throws IOException {
        var all = all("adversarial");
        System.out.println("adversarial " + outcomes(all));
        var slip =
                all.stream()
                        .flatMap(List::stream)
                        .filter(item -> item.path().startsWith("zip-slip.zip"))
                        .toList();
        assertThat(slip.stream().flatMap(item -> item.unread().stream()))
                .containsExactly(Unread.UNSAFE_NAME);
        assertThat(slip).hasSize(3);
    }
}
