package comity.node.assistant;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** An office in an authority. */
public record Seat(Body body, String office) {
    public String word() {
        return body.word() + "/" + office;
    }

    static Stream<Seat> all() {
        return Arrays.stream(Body.values())
                .flatMap(body -> body.offices().stream().map(office -> new Seat(body, office)));
    }

    static Optional<Seat> of(String word) {
        return all().filter(seat -> seat.word().equals(word)).findFirst();
    }
}
