package comity.e2e;

import comity.record.act.Digest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What stands on a docket as somebody reads it, and what follows from it. */
final class OnDocket {
    private OnDocket() {}

    /** The last act of a type. */
    static Optional<Digest> last(Person reader, UUID docket, String type) {
        return Person.objects(reader.docket(docket), "acts").stream()
                .filter(act -> act.text("type").filter(type::equals).isPresent())
                .flatMap(act -> act.text("digest").stream())
                .map(Digest::new)
                .reduce((_, later) -> later);
    }

    /** A use of what was transmitted last, for the purpose that was named. */
    static Content use(Person user, UUID docket) {
        var transmission = last(user, docket, "transmit").orElseThrow();
        return Content.of("use")
                .with("transmission", transmission)
                .with(
                        "used",
                        List.of(user.exhibitsOf(transmission)[0].text("sha256").orElseThrow()))
                .with("purpose", said(user, docket, transmission, "purpose"))
                .with("useMade", "Put to the accused.");
    }

    private static String said(Person reader, UUID docket, Digest act, String member) {
        return Person.objects(reader.docket(docket), "acts").stream()
                .filter(one -> one.text("digest").filter(act.hex()::equals).isPresent())
                .flatMap(one -> one.object("sections").stream())
                .flatMap(one -> one.object("terms").stream())
                .flatMap(one -> one.object("content").stream())
                .flatMap(one -> one.text(member).stream())
                .findFirst()
                .orElseThrow();
    }
}
