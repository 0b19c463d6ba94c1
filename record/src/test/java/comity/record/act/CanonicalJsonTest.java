package comity.record.act;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.Test;

class CanonicalJsonTest {

    @Test
    void writes_every_vector_of_RFC_8785_byte_for_byte() throws Exception {
        for (var input : Corpora.files("jcs/testdata/input", ".json")) {
            var output = Corpora.path("jcs/testdata/output/" + Corpora.name(input));
            assertThat(CanonicalJson.bytes(Corpora.json(input)))
                    .as(Corpora.name(input))
                    .isEqualTo(Corpora.bytes(output));
            // What is canonical stays as it is.
            assertThat(CanonicalJson.bytes(JsonReader.interchange(Corpora.bytes(output))))
                    .isEqualTo(Corpora.bytes(output));
        }
    }

    @Property(tries = 500)
    void agrees_with_the_canonicalizer_of_others(@ForAll("objects") Json.Obj object)
            throws Exception {
        var ours = CanonicalJson.text(object);
        assertThat(new JsonCanonicalizer(ours).getEncodedString()).isEqualTo(ours);
        assertThat(new JsonCanonicalizer(shuffled(object)).getEncodedString()).isEqualTo(ours);
    }

    @Property(tries = 5000)
    void writes_numbers_as_others_do(@ForAll long bits) throws Exception {
        var number = Double.longBitsToDouble(bits);
        if (!Double.isFinite(number)) return;
        var ours = CanonicalJson.text(new Json.Real(number));
        // The other library misplaces the point of some subnormal numbers; those are only read
        // back.
        if (number == 0 || Math.abs(number) >= Double.MIN_NORMAL)
            assertThat(new JsonCanonicalizer("[" + number + "]").getEncodedString())
                    .isEqualTo("[" + ours + "]");
        assertThat(Double.parseDouble(ours)).isEqualTo(number == 0 ? 0.0 : number);
    }

    /** Where {@link Double#toString} would write two digits. */
    @Test
    void writes_one_digit_wherever_one_is_enough() {
        for (var exponent = -324; exponent <= 308; exponent++) {
            for (var digit = 1; digit <= 9; digit++) {
                var number = Double.parseDouble(digit + "e" + exponent);
                if (number == 0 || Double.isInfinite(number)) continue;
                assertThat(CanonicalJson.text(new Json.Real(number)).replaceAll("e.*|[0.]", ""))
                        .as("%se%s", digit, exponent)
                        .hasSize(1);
            }
        }
    }

    @Property(tries = 500)
    void reads_back_what_it_wrote(@ForAll("objects") Json.Obj object) throws Exception {
        assertThat(JsonReader.actObject(CanonicalJson.bytes(object))).isEqualTo(object);
    }

    @Provide
    Arbitrary<Json.Obj> objects() {
        return object(
                Arbitraries.lazyOf(
                        this::leaves,
                        this::leaves,
                        () -> leaves().list().ofMaxSize(4).map(Json.Arr::new),
                        () -> object(leaves()).map(object -> (Json) object)));
    }

    private Arbitrary<Json> leaves() {
        return Arbitraries.oneOf(
                strings().map(Json.Str::new),
                Arbitraries.longs().between(-Json.Int.LIMIT, Json.Int.LIMIT).map(Json.Int::new),
                Arbitraries.of(true, false).map(Json.Bool::new));
    }

    private static Arbitrary<Json.Obj> object(Arbitrary<Json> values) {
        return Arbitraries.maps(strings(), values).ofMaxSize(6).map(Json.Obj::new);
    }

    /** All of Unicode but lone surrogates, which no UTF-8 can hold. */
    private static Arbitrary<String> strings() {
        return Arbitraries.strings()
                .all()
                .ofMaxLength(12)
                .map(text -> new String(text.getBytes(UTF_8), UTF_8));
    }

    /** The same object in the opposite order of members. */
    private static String shuffled(Json.Obj object) {
        var reversed = new LinkedHashMap<String, Json>();
        object.members().entrySet().stream()
                .sorted(Map.Entry.<String, Json>comparingByKey().reversed())
                .forEach(member -> reversed.put(member.getKey(), member.getValue()));
        var out = new StringBuilder("{ ");
        reversed.forEach(
                (name, value) ->
                        out.append(out.length() > 2 ? " ,\n" : "")
                                .append(CanonicalJson.text(new Json.Str(name)))
                                .append(" : ")
                                .append(CanonicalJson.text(value)));
        return out.append(" }").toString();
    }
}
