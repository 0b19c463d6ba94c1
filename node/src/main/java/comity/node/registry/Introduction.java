package comity.node.registry;

import comity.record.act.Base64Url;
import comity.record.act.Envelope;
import comity.record.act.Pseudonym;
import comity.treaty.docket.Cooperation;
import java.util.Optional;

/** Who an act's author is, where this node holds the section that says so. */
public final class Introduction {
    private Introduction() {}

    /** The person; empty where the section is not here, or does not open the act's pseudonym. */
    public static Optional<String> person(Envelope act) {
        var header = act.header();
        var said = act.content(Cooperation.OFFICER);
        var salt =
                said.flatMap(officer -> officer.text("salt"))
                        .filter(text -> text.matches("[A-Za-z0-9_-]{43}"))
                        .map(Base64Url::decode);
        return said.flatMap(officer -> officer.text("person"))
                .filter(
                        person ->
                                salt.map(bytes -> Pseudonym.of(bytes, header.docket(), person))
                                        .filter(header.author().officer()::equals)
                                        .isPresent());
    }

    /** The name that the act gives for its author; empty where its section is not here. */
    public static String name(Envelope act) {
        return act.content(Cooperation.OFFICER).flatMap(officer -> officer.text("name")).orElse("");
    }
}
