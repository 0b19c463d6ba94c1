package comity.treaty.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The project's own collection: nothing that was found was lost, nothing became more certain. */
class CollectedTest {
    private static final Register REGISTER = Register.of(Collected.all());

    private static List<String[]> corpus() throws Exception {
        var root =
                Optional.ofNullable(System.getenv("COMITY_CORPORA"))
                        .map(Path::of)
                        .orElseGet(
                                () ->
                                        Path.of(System.getProperty("comity.root", ".."))
                                                .resolve("../shared/corpora"));
        var file = root.resolve("laws/offences.csv");
        if (!Files.exists(file)) System.out.println("skipped: no corpora laws/offences.csv");
        Assumptions.assumeTrue(Files.exists(file), "no corpora laws/offences.csv");
        var problems = new ArrayList<Problem>();
        var lines = Csv.read(Files.readString(file), problems);
        assertThat(problems).isEmpty();
        return lines.stream().skip(1).map(line -> line.cells().toArray(String[]::new)).toList();
    }

    @Test
    void no_state_provision_or_article_was_lost() throws Exception {
        var byLabel = new HashMap<String, Provision>();
        for (var version : REGISTER.on(Provisions.DAY))
            byLabel.put(
                    version.provision().state() + " " + version.provision().label(),
                    version.provision());
        for (var row : corpus()) {
            var provision = byLabel.get(row[1] + " " + row[2]);
            assertThat(provision).as(row[1] + " " + row[2]).isNotNull();
            assertThat(provision.articles()).as(row[2]).isEqualTo(articles(row[3]));
            for (var number : maxima(row[6] + " " + row[7]))
                assertThat(penalties(provision)).as(row[2] + ": " + number).contains(number);
            // Never more certain than the source; where a figure is from memory, less.
            if (!row[9].equals("seen")) assertThat(provision.isCertain()).as(row[2]).isFalse();
            assertThat(provision.source()).as(row[2]).isNotBlank();
            assertThat(provision.limits()).as(row[2]).isEqualTo(row[5]);
        }
    }

    private static java.util.Set<Integer> articles(String text) {
        var articles = new java.util.TreeSet<Integer>();
        if (text.equals("7-10")) return new java.util.TreeSet<>(List.of(7, 8, 9, 10));
        for (var word : text.split("/"))
            if (word.matches("[0-9]+")) articles.add(Integer.parseInt(word));
        return articles;
    }

    /** Every maximum of the row: years as our months, or life. */
    private static List<String> maxima(String text) {
        var maxima = new ArrayList<String>();
        var found =
                Pattern.compile("\\blife\\b|\\b[0-9]+\\b").matcher(text.replaceAll("6y1d-12y", ""));
        while (found.find()) maxima.add(found.group());
        return maxima;
    }

    private static List<String> penalties(Provision provision) {
        var said = new ArrayList<String>();
        for (var penalty : List.of(provision.base(), provision.aggravated()))
            said.add(
                    penalty instanceof Penalty.Months(var months)
                            ? Long.toString(months / 12)
                            : penalty.text());
        for (var text : List.of(provision.aggravatedWhen(), provision.note(), provision.limits())) {
            var found = Pattern.compile("[0-9]+").matcher(text);
            while (found.find()) said.add(found.group());
        }
        return said;
    }

    @Test
    void all_twenty_three_states_are_there_with_source_and_day() {
        assertThat(REGISTER.states()).hasSize(23);
        assertThat(REGISTER.on(Provisions.DAY)).hasSizeGreaterThanOrEqualTo(92);
        for (var version : REGISTER.on(Provisions.DAY)) {
            assertThat(version.filed().act()).isEmpty();
            assertThat(version.provision().asOf()).isBeforeOrEqualTo(Collected.DAY);
        }
    }

    @Test
    void speech_that_no_article_covers_is_marked() {
        assertThat(Matrix.uncovered(REGISTER.on(Provisions.DAY)))
                .filteredOn(version -> version.provision().speech())
                .extracting(version -> version.provision().id())
                .contains("KE/CMCA-2018-s23", "ZW/Criminal-Law-Code-s164C");
    }

    /** German law asks for an overcome security measure, as 7(2) allows; Singapore's does not. */
    @Test
    void comparisons_come_out_as_a_lawyer_reads_the_statutes() {
        assertThat(relation("DE/StGB-202a", Article.ILLEGAL_ACCESS)).isEqualTo(Relation.NARROWER);
        assertThat(relation("DE/StGB-303a", Article.INTERFERENCE_WITH_DATA))
                .isEqualTo(Relation.EQUAL);
        assertThat(relation("SG/CMA-1993-s3", Article.ILLEGAL_ACCESS)).isEqualTo(Relation.EQUAL);
        assertThat(relation("US/18-USC-1030-a-2-c-2-A", Article.ILLEGAL_ACCESS))
                .isEqualTo(Relation.NARROWER);
        assertThat(relation("JP/UCAL-1999-art-3-11", Article.ILLEGAL_ACCESS))
                .as("years from memory: never used as certain")
                .isEqualTo(Relation.UNKNOWN);
    }

    private static Relation relation(String id, Article article) {
        return article.compare(REGISTER.history(id).getLast().provision()).relation();
    }
}
