package comity.node.completeness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import comity.record.act.Base64Url;
import comity.record.act.Digest;
import comity.record.act.Json;
import comity.record.sets.Symbol;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The cost follows the difference; beyond a bound the list is asked for; lies conclude nothing. */
class TheirRowTest {
    private final byte[] key = new byte[32];
    private int asked;

    private static Set<Digest> acts(int from, int until) {
        return IntStream.range(from, until)
                .mapToObj(number -> Digest.of(ByteBuffer.allocate(4).putInt(number).array()))
                .collect(Collectors.toSet());
    }

    /** A partner that answers as the port does. */
    private TheirRow.Line honest(Set<Digest> set) {
        var row = new Rows().begin("XB", key, set);
        return (path, body) -> {
            asked++;
            var said = body.orElseThrow();
            return Optional.of(
                    path.endsWith("/list")
                            ? Json.object()
                                    .with(
                                            "acts",
                                            Json.strings(
                                                    row
                                                            .after(said.text("after").orElse(""))
                                                            .stream()
                                                            .map(Digest::hex)
                                                            .toList()))
                            : Json.object()
                                    .with("size", row.size())
                                    .with(
                                            "symbols",
                                            Base64Url.encode(
                                                    Symbol.bytes(
                                                            row.symbols(
                                                                    said.integer("from")
                                                                            .orElseThrow()
                                                                            .intValue(),
                                                                    said.integer("count")
                                                                            .orElseThrow()
                                                                            .intValue())))));
        };
    }

    private TheirRow.Heard compare(TheirRow.Line line, Set<Digest> ours, int most)
            throws Exception {
        return new TheirRow(line, key, most).compare(ours);
    }

    @Test
    void equal_sets_cost_one_answer() throws Exception {
        var heard = compare(honest(acts(0, 5_000)), acts(0, 5_000), Rows.MOST_SYMBOLS);

        assertThat(heard.symbols()).isEqualTo(1);
        assertThat(asked).isEqualTo(1);
        assertThat(heard.listed()).isFalse();
    }

    @Test
    void a_few_differences_among_many_cost_a_few_answers() throws Exception {
        var heard = compare(honest(acts(10, 5_000)), acts(0, 4_900), Rows.MOST_SYMBOLS);

        assertThat(heard.onlyOurs()).isEqualTo(acts(0, 10));
        assertThat(heard.onlyTheirs()).isEqualTo(acts(4_900, 5_000));
        assertThat(heard.symbols()).isLessThan(300);
        assertThat(asked).isLessThan(8);
    }

    @Test
    void beyond_the_bound_the_list_says_the_same() throws Exception {
        var heard = compare(honest(acts(300, 900)), acts(0, 600), 200);

        assertThat(heard.listed()).isTrue();
        assertThat(heard.symbols()).isEqualTo(200);
        assertThat(heard.onlyOurs()).isEqualTo(acts(0, 300));
        assertThat(heard.onlyTheirs()).isEqualTo(acts(600, 900));
    }

    @Test
    void symbols_that_contradict_themselves_lead_to_the_list() throws Exception {
        var lying = new Symbol(1, 2, 3, 4, 5, 1);
        var honest = honest(acts(0, 3));
        var heard =
                compare(
                        (path, body) -> {
                            if (path.endsWith("/list")) return honest.ask(path, body);
                            var count = body.orElseThrow().integer("count").orElseThrow();
                            var symbols =
                                    IntStream.range(0, count.intValue())
                                            .mapToObj(_ -> lying)
                                            .toList();
                            return Optional.of(
                                    Json.object()
                                            .with("size", 3)
                                            .with(
                                                    "symbols",
                                                    Base64Url.encode(Symbol.bytes(symbols))));
                        },
                        new HashSet<>(acts(0, 2)),
                        64);

        assertThat(heard.listed()).isTrue();
        assertThat(heard.onlyTheirs()).isEqualTo(acts(2, 3));
    }

    @Test
    void answers_that_are_none_are_no_comparison() {
        assertThatThrownBy(
                        () ->
                                compare(
                                        (_, _) -> Optional.of(Json.EMPTY),
                                        acts(0, 2),
                                        Rows.MOST_SYMBOLS))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> compare((_, _) -> Optional.empty(), acts(0, 2), Rows.MOST_SYMBOLS))
                .isInstanceOf(IOException.class);
    }

    @Test
    void a_partner_is_told_one_row_at_a_time_and_the_same_again_when_it_asks_again() {
        var rows = new Rows();
        var row = rows.begin("XA", key, acts(0, 50));

        assertThat(row.symbols(0, 40)).isEqualTo(row.symbols(0, 40));
        assertThat(rows.of("XA", key)).contains(row);
        assertThat(rows.of("XC", key)).isEmpty();
        var other = new byte[32];
        other[0] = 1;
        rows.begin("XA", other, acts(0, 50));
        assertThat(rows.of("XA", key)).isEmpty();
    }
}
