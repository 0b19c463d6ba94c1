package comity.record.tlog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * C2SP tlog-policy: the example of the specification, each form of a line, each way to be wrong.
 */
class PolicyTest {
    private static final Instant TIME = Instant.parse("2026-11-23T09:30:00Z");
    private static final NoteSigner LOG = NoteSigner.log("xa.example/log", seed(90), seed(91));
    private static final String TEXT =
            new Checkpoint("xa.example/log", 1, Merkle.leafHash(new byte[0])).text();
    private static final Note SIGNED = new Note(TEXT, LOG.sign(TEXT, TIME));
    private static final String EXAMPLE =
            """
            log %s
            # two levels of groups
            witness X1 %s
            witness\tX2  %s   https://x2.example/
            witness X3 %s
            group X-witnesses 2 X1 X2 X3

              witness Y1 %s
            witness Y2 %s
            witness Y3 %s
            group Y-witnesses any Y1 Y2 Y3
            group X-and-Y all X-witnesses Y-witnesses
            quorum X-and-Y
            """;

    private static byte[] seed(int value) {
        var seed = new byte[32];
        Arrays.fill(seed, (byte) value);
        return seed;
    }

    private static NoteSigner signer(int number) {
        return NoteSigner.witness("w" + number, seed(number), seed(number + 10));
    }

    /** The Ed25519 key of one, the ML-DSA-44 key of the next: a policy takes either. */
    private static String vkey(int number) {
        return signer(number).keys().texts().get(number % 2);
    }

    private static Policy example() throws MalformedNote {
        return read(
                EXAMPLE.formatted(
                        LOG.keys().texts().getFirst(),
                        vkey(1),
                        vkey(2),
                        vkey(3),
                        vkey(4),
                        vkey(5),
                        vkey(6)));
    }

    private static Policy read(String text) throws MalformedNote {
        return PolicyReader.read(text.getBytes(UTF_8));
    }

    private static Note by(int... witnesses) {
        var note = SIGNED;
        for (var number : witnesses) note = note.with(signer(number).sign(TEXT, TIME));
        return note;
    }

    @ParameterizedTest
    @CsvSource({
        "'', false", "1, false", "1 2, false", "4, false", "1 4, false",
        "1 2 4, true", "1 3 6, true", "2 3 5, true", "4 5 6, false", "1 2 3 4 5 6, true"
    })
    void a_quorum_of_two_levels(String witnesses, boolean holds) throws Exception {
        var numbers =
                Arrays.stream(witnesses.split(" "))
                        .filter(text -> !text.isEmpty())
                        .mapToInt(Integer::parseInt)
                        .toArray();
        assertThat(example().isWitnessed(by(numbers))).isEqualTo(holds);
        assertThat(example().accepts(by(numbers))).isEqualTo(holds);
    }

    @Test
    void names_where_a_witness_is_asked() throws Exception {
        assertThat(example().places()).containsOnlyKeys("https://x2.example/");
        assertThat(example().witnesses()).hasSize(6);
        assertThat(example().counts(signer(2).keys())).isTrue();
        assertThat(example().counts(signer(7).keys())).isFalse();
    }

    @Test
    void a_checkpoint_of_another_log_is_none_of_its_own() throws Exception {
        var other = new Checkpoint("xb.example/log", 1, Merkle.leafHash(new byte[0])).text();
        var note = new Note(other, LOG.sign(other, TIME));
        for (var number : List.of(1, 2, 4)) note = note.with(signer(number).sign(other, TIME));
        assertThat(example().isWitnessed(note)).isTrue();
        assertThat(example().accepts(note)).isFalse();
    }

    @Test
    void none_needs_nobody_and_names_are_octets() throws Exception {
        assertThat(read("quorum none\n").isWitnessed(SIGNED)).isTrue();
        var policy =
                read(
                        "witness K %s\nwitness \u212a %s\nquorum \u212a\n"
                                .formatted(vkey(1), vkey(2)));
        assertThat(policy.isWitnessed(by(1))).isFalse();
        assertThat(policy.isWitnessed(by(2))).isTrue();
    }

    @Test
    void reads_32_of_each() throws Exception {
        var text = new StringBuilder();
        for (var i = 1; i <= 32; i++) {
            text.append("witness w").append(i).append(' ');
            text.append(signer(i + 100).keys().texts().getFirst()).append('\n');
            text.append("group g").append(i).append(" 1 w").append(i);
            text.append(i == 1 ? "\n" : " g" + (i - 1) + "\n");
        }
        assertThat(read(text.append("quorum g32\n").toString()).isWitnessed(by(101))).isTrue();
    }

    @Test
    void refuses_whole_what_it_does_not_understand_and_names_the_line() {
        refused("", "no line says the quorum");
        refused("quorum none\nquorum none\n", "line 2: the quorum is said already");
        refused("quorum X\n", "line 1: no line before defines X");
        refused("witnesses X\n", "line 1: log, witness, group or quorum expected");
        refused("quorum none\r\n", "line 1: control character");
        refused("witness X nonsense\nquorum none\n", "line 1: not a verifier key");
        refused(
                "log %s\nquorum none\n".formatted(signer(1).keys().texts().get(0)),
                "not the key of a log");
        refused(
                "witness X %s\nquorum none\n".formatted(LOG.keys().texts().getFirst()),
                "not the key of a witness");
        refused("witness none %s\nquorum none\n".formatted(vkey(1)), "none is no name to give");
        var two = "witness A %s\nwitness B %s\n".formatted(vkey(1), vkey(2));
        refused(two + "witness A %s\n".formatted(vkey(3)), "line 3: A is defined already");
        refused(two + "witness C %s\n".formatted(vkey(1)), "line 3: this witness's key is there");
        refused(two + "group G 3 A B\n", "line 3: all, any or a number from 1 to 2 expected");
        refused(two + "group G 0 A B\n", "line 3: all, any or a number");
        refused(two + "group G any A A\n", "line 3: A is a member of a group already");
        refused(two + "group G any A C\n", "line 3: no line before defines C");
        refused(two + "group G any none\n", "line 3: no line before defines none");
        refused(two + "group G any A\ngroup H any A\n", "line 4: A is a member of a group already");
        refused(two + "group G any\n", "line 3: group <name>");
    }

    private static void refused(String text, String why) {
        assertThatThrownBy(() -> read(text))
                .as(text)
                .isInstanceOf(MalformedNote.class)
                .hasMessageContaining(why);
    }
}
