package comity.node.oversight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the annual report shows of errors, and what a reader can subtract from it. */
class ErrorCountsTest {
    @Test
    void a_number_below_ten_is_withheld_and_ten_is_shown() {
        var shown = ErrorCounts.shown(table("a", 9, "b", 10, "c", 40), table("d", 7, "e", 52), 10);
        assertThat(shown.withheld()).containsExactly("a", "d");
        assertThat(shown.kinds()).containsExactlyEntriesOf(table("b", 10, "c", 40));
    }

    /** The first table, shown whole, would tell what is missing from the second. */
    @Test
    void nobody_subtracts_one_table_from_the_other() {
        var shown = ErrorCounts.shown(table("a", 20, "b", 40), table("c", 1, "d", 14, "e", 45), 10);
        assertThat(shown.kinds()).hasSize(2);
        assertThat(shown.withheld()).containsExactly("c", "d");
    }

    @Test
    void two_small_numbers_that_together_are_small_take_a_third_with_them() {
        var shown = ErrorCounts.shown(table("a", 20, "b", 40), table("c", 1, "d", 2, "e", 57), 10);
        assertThat(shown.withheld()).containsExactly("c", "d", "e");
    }

    @Test
    void where_nothing_is_small_all_is_shown() {
        assertThat(ErrorCounts.shown(table("a", 10), table("b", 10), 10).withheld()).isEmpty();
    }

    /** A State that withholds more in its statistics withholds as much here. */
    @Test
    void the_threshold_is_that_of_the_public_statistics() {
        var shown = ErrorCounts.shown(table("a", 19, "b", 40), table("c", 19, "d", 40), 20);
        assertThat(shown.least()).isEqualTo(20);
        assertThat(shown.withheld()).containsExactly("a", "c");
    }

    private static Map<String, Long> table(Object... said) {
        var table = new LinkedHashMap<String, Long>();
        for (var i = 0; i < said.length; i += 2)
            table.put((String) said[i], ((Integer) said[i + 1]).longValue());
        return table;
    }
}
