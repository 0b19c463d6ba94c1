package comity.treaty.positions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A data file is read whole or not at all, and says where it is wrong. */
class PositionsReaderTest {
    private static final Map<String, String> SOUND =
            Map.of(
                    PositionsReader.STATES,
                    "state,numeric,region\nFR,250,EUROPE\nQA,634,ASIA\nEU,,ORGANIZATION\n",
                    PositionsReader.SOURCES,
                    "id,title,place\nUNTC,Depositary,a\nPRESS,\"A, \"\"B\"\"\",b\n",
                    PositionsReader.MOTIONS,
                    """
                    id,article,date,outcome,in-favour,against,abstained,as-of,confidence,sources
                    m,6(2),2024-08-08,REJECTED,1,2,3,2024-08,SECONDARY,PRESS
                    """,
                    PositionsReader.COUNTS,
                    "of,number,as-of,confidence,sources\nSIGNATORIES,72,2025-11,SEEN,UNTC\n",
                    PositionsReader.POSITIONS,
                    """
                    # a comment counts as a line
                    state,kind,article,motion,vote,date,as-of,confidence,sources,phrase
                    FR,SIGNED,,,,2025-10-25,2025-11,SEEN,UNTC PRESS,
                    """);

    private static List<PositionsReader.Problem> with(String file, String row) {
        var texts = new HashMap<>(SOUND);
        texts.merge(file, row + "\n", String::concat);
        var read = PositionsReader.read(texts);
        assertThat(read.positions().isPresent()).isEqualTo(read.problems().isEmpty());
        return read.problems();
    }

    @Test
    void what_is_sound_is_read() {
        var read = PositionsReader.read(SOUND);
        assertThat(read.problems()).isEmpty();
        assertThat(read.positions().orElseThrow().sources().get("PRESS"))
                .isEqualTo(new Source("PRESS", "A, \"B\"", "b"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ZZ,SIGNED,,,,2025-10-25,2025-11,SEEN,UNTC,            | nobody who may sign
                    QA,RATIFIED,,,,2026-02,2026-04,SECONDARY,PRESS,        | kind cannot be
                    QA,SIGNED,,,,2025-13-01,2025-11,SEEN,UNTC,             | date is no day
                    QA,SIGNED,,,,2025-10-26/2025-10-25,2025-11,SEEN,UNTC,  | date is no day
                    QA,SIGNED,,,,2025-10-24,2025-11,SEEN,UNTC,             | Article 64
                    QA,SIGNED,,,,2027-01-01,2027-02,SEEN,UNTC,             | Article 64
                    QA,SIGNED,,,,2025-12-01,2025-11,SEEN,UNTC,             | after the source looked
                    QA,SIGNED,,,,2025-10-25,2025-11,SEEN,PRESS,            | only what was read at the depositary
                    QA,SIGNED,,,,2025-10-25,2025-11,SURE,UNTC,             | confidence cannot be
                    QA,SIGNED,,,,2025-10-25,2025-11,SEEN,UNTC NOBODY,      | no source is called
                    QA,SIGNED,,,,2025-10-25,2025-11,SEEN,UNTC              | 9 fields instead of 10
                    QA,SIGNED,,,,2025-10-25,2025-11,SEEN,"UNTC,            | quote
                    QA,OBJECTED,69,,,2024-08-08,2024-08,SECONDARY,PRESS,   | no Article 69
                    QA,OBJECTED,6.2,,,2024-08-08,2024-08,SECONDARY,PRESS,  | article cannot be
                    QA,VOTED,,m,,2024-08-08,2024-08,SECONDARY,PRESS,       | a vote has a motion
                    QA,VOTED,,,AGAINST,2024-08-08,2024-08,SECONDARY,PRESS, | a vote has a motion
                    QA,STATED,,m,AGAINST,2024-08-08,2024-08,SECONDARY,PRESS, | a vote has a motion
                    QA,VOTED,,n,AGAINST,2024-08-08,2024-08,SECONDARY,PRESS, | no motion is called
                    QA,INSTRUMENT,,,,2026-02,2026-05,SEEN,UNTC,            | has a day
                    FR,NOT_SIGNED,,,,,2026-01,SECONDARY,PRESS,             | signed, and not signed
                    FR,SIGNED,,,,2025-10-25,2025-11,SEEN,UNTC PRESS,       | said twice
                    """)
    void a_row_that_cannot_be_is_refused_with_its_line(String row, String reason) {
        assertThat(with(PositionsReader.POSITIONS, row))
                .singleElement()
                .satisfies(
                        problem -> {
                            assertThat(problem.file()).isEqualTo(PositionsReader.POSITIONS);
                            assertThat(problem.line()).isEqualTo(4);
                            assertThat(problem.reason()).contains(reason);
                        });
    }

    @Test
    void a_state_is_bound_by_one_instrument() {
        assertThat(
                        with(
                                PositionsReader.POSITIONS,
                                """
                                QA,INSTRUMENT,,,,2026-02-01,2026-05,SEEN,UNTC,
                                QA,INSTRUMENT,,,,2026-03-01,2026-05,SEEN,UNTC,"""))
                .singleElement()
                .satisfies(problem -> assertThat(problem.line()).isEqualTo(5));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    states.csv  | FR,250,EUROPE                                        | twice
                    states.csv  | DE,,EUROPE                                           | a State has a number
                    states.csv  | XX,001,ORGANIZATION                                  | a State has a number
                    states.csv  | de,276,EUROPE                                        | state cannot be
                    sources.csv | UNTC,Again,c                                         | twice
                    sources.csv | NEW,,c                                               | title cannot be
                    motions.csv | n,,2024,ADOPTED_WITHOUT_VOTE,1,2,3,2024,SECONDARY,PRESS | votes are counted
                    motions.csv | n,,2024,ADOPTED,,,,2024,SECONDARY,PRESS              | votes are counted
                    motions.csv | n,,2024,ADOPTED,-1,2,3,2024,SECONDARY,PRESS          | in-favour cannot be
                    counts.csv  | SIGNATORIES,many,2025-11,SEEN,UNTC                   | number cannot be
                    """)
    void the_other_files_are_as_strict(String file, String row, String reason) {
        assertThat(with(file, row))
                .isNotEmpty()
                .first()
                .satisfies(
                        problem -> {
                            assertThat(problem.file()).isEqualTo(file);
                            assertThat(problem.reason()).contains(reason);
                        });
    }

    @Test
    void a_missing_file_or_other_columns_are_named() {
        var texts = new HashMap<>(SOUND);
        texts.remove(PositionsReader.COUNTS);
        texts.put(PositionsReader.SOURCES, "id,place\n");
        assertThat(PositionsReader.read(texts).problems())
                .extracting(PositionsReader.Problem::file)
                .contains(PositionsReader.COUNTS, PositionsReader.SOURCES);
    }
}
