package comity.e2e;

import comity.record.act.Digest;
import comity.record.act.Json;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;

/**
 * What the counterpart's officers say of one request. Scope and purpose are taken from it; reasons
 * name themselves a rehearsal.
 *
 * @param request its digest
 * @param terms what it says in its terms
 * @param accounts whose data it asks for
 */
record RehearsalReplies(Digest request, Json.Obj terms, List<String> accounts) {
    private static final int DECISION_DAYS = 30;
    private static final int ORDER_DAYS = 7;

    /** 25(2): ninety days at most. */
    private static final long MOST_PRESERVED = 90;

    private static final String REASONS =
            "Rehearsal: the file says so itself, and nobody is concerned.";

    static RehearsalReplies to(Json.Obj request) {
        var sections = request.object("sections").orElse(Json.EMPTY);
        return new RehearsalReplies(
                new Digest(request.text("digest").orElseThrow()),
                said(sections, "terms"),
                said(sections, "subject").texts("accounts"));
    }

    private static Json.Obj said(Json.Obj sections, String name) {
        return sections.object(name).flatMap(it -> it.object("content")).orElse(Json.EMPTY);
    }

    String measure() {
        return terms.text("measure").orElse("");
    }

    String account() {
        return accounts.isEmpty() ? "" : accounts.getFirst();
    }

    LocalDate first() {
        return LocalDate.parse(terms.text("from").orElseThrow());
    }

    LocalDate last() {
        return LocalDate.parse(terms.text("to").orElseThrow());
    }

    Content acknowledgement() {
        return Content.of("acknowledge").with("request", request);
    }

    Content preservation(LocalDate today) {
        var days = Math.clamp(terms.integer("requestedDays").orElse(MOST_PRESERVED), 1, 89);
        return over(Content.of("preserve").with("request", request))
                .with("preservedFrom", today.toString())
                .with("until", today.plusDays(days).toString());
    }

    Content finding(String safeguard) {
        return Content.of("find")
                .with("request", request)
                .with("safeguard", safeguard)
                .with("outcome", "CLEAR")
                .with("reasons", REASONS);
    }

    Content assessment() {
        return Requests.assessment(request).with("reasons", REASONS);
    }

    Content execution(LocalDate today) {
        return over(Content.of("authorise-execution").with("request", request))
                .with("until", today.plusDays(DECISION_DAYS).toString())
                .with("reasons", REASONS);
    }

    Content order(Digest authorisation, String provider, LocalDate today) {
        return over(Content.of("order").with("authorisation", authorisation))
                .with("provider", provider)
                .with("due", today.plusDays(ORDER_DAYS).toString());
    }

    Content production(Digest order, Upload upload) {
        return over(Content.of("produce").with("order", order))
                .withExhibits(upload.exhibit())
                .withManifests(upload.manifest());
    }

    Content comparison(Digest order, String tool, List<Json.Obj> compared) {
        return Content.of("compare")
                .with("order", order)
                .with("tool", tool)
                .withExhibits(compared.toArray(Json.Obj[]::new));
    }

    Content transmission(Digest order, Collection<Digest> disclosed, Json.Obj exhibit) {
        return Content.of("transmit")
                .with("request", request)
                .with("order", order)
                .withDigests("discloses", disclosed)
                .with("purpose", terms.text("purpose").orElse(""))
                .withExhibits(exhibit);
    }

    /** What a partner is told where nothing more will come. */
    Content word(String message) {
        return Content.of("consult").with("about", request).with("message", message);
    }

    private Content over(Content content) {
        return content.with("accounts", accounts)
                .with("categories", terms.texts("categories"))
                .with("from", terms.text("from").orElse(""))
                .with("to", terms.text("to").orElse(""));
    }
}
