package comity.record.act;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PlacesTest {
    private static final byte[] FILE =
            """
            {
              "caps": {
                "days":
                  31
              },

              "rows": [ { "a": 1 },
                { "a": 2, "b/c~": true } ]
            }
            """
                    .getBytes(UTF_8);

    @Test
    void a_value_stands_where_its_name_does() throws Exception {
        var places = Places.of(FILE);
        assertThat(places.line("")).isEqualTo(1);
        assertThat(places.line("/caps")).isEqualTo(2);
        assertThat(places.line("/caps/days")).isEqualTo(3);
        assertThat(places.line("/rows/0/a")).isEqualTo(7);
        assertThat(places.line("/rows/1")).isEqualTo(8);
        assertThat(places.line(Places.member("/rows/1", "b/c~"))).isEqualTo(8);
    }

    @Test
    void what_is_missing_is_missing_where_it_belongs() throws Exception {
        assertThat(Places.of(FILE).line("/caps/accounts")).isEqualTo(2);
        assertThat(Places.of(FILE).line("/languages")).isEqualTo(1);
        assertThat(Places.NONE.line("/caps")).isZero();
    }

    @Test
    void a_fault_has_a_line_too() {
        var twice = "{\n\"a\":1,\n\"a\":2}".getBytes(UTF_8);
        assertThatThrownBy(() -> Places.of(twice))
                .isInstanceOfSatisfying(
                        MalformedJson.class,
                        fault -> assertThat(Places.line(twice, fault.offset())).isEqualTo(3));
    }
}
