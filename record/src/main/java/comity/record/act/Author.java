package comity.record.act;

/**
 * Who acts, as the header says it to everyone: the State (ISO 3166-1 alpha-2), the authority, the
 * office in which the officer acts, and the officer as a pseudonym of this docket alone.
 *
 * @param officer a commitment to the person ({@link Pseudonym}); the name stands in a section
 */
public record Author(String state, String authority, String office, Digest officer) {

    Json.Obj json() {
        return Json.object()
                .with("state", state)
                .with("authority", authority)
                .with("office", office)
                .with("officer", officer.hex());
    }

    static Author of(Json.Obj json) throws MalformedAct {
        var part = "header.author";
        Shape.only(json, part, "state", "authority", "office", "officer");
        var state = Shape.text(json, part, "state");
        if (!state.matches("[A-Z]{2}"))
            throw new MalformedAct(part + ".state", "two capital letters expected");
        var authority = Shape.name(json, part, "authority");
        if (!authority.startsWith(state + "."))
            throw new MalformedAct(
                    part + ".authority", "must begin with the State, such as XA.court");
        var office = Shape.text(json, part, "office");
        if (!office.matches("[A-Z]{3,4}"))
            throw new MalformedAct(part + ".office", "three or four capital letters expected");
        return new Author(state, authority, office, Shape.digest(json, part, "officer"));
    }
}
