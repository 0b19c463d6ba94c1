package comity.treaty.law;

import comity.record.act.Json;
import comity.record.act.Places;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a profile says that cannot all be so. */
final class Contradictions {
    private final Json.Obj document;
    private final Objections objections;

    Contradictions(Json.Obj document, Objections objections) {
        this.document = document;
        this.objections = objections;
    }

    void find() {
        treaties();
        calendar();
        powers();
        preservation();
        reservations();
        secrecy();
    }

    private void treaties() {
        each(
                document,
                "",
                "treaties",
                (at, row) -> {
                    var from = Said.day(row, "from");
                    var until = Said.day(row, "until");
                    var asOf = Said.day(row, "asOf");
                    order(at + "/until", from, until);
                    if (row.text("with").equals(document.text("state")))
                        objections.add(at + "/with", "treaty.with-itself");
                    if (asOf.isEmpty()) return;
                    var on = asOf.get();
                    var over = until.filter(on::isAfter).isPresent();
                    var begun = from.filter(first -> !on.isBefore(first)).isPresent();
                    if (row.bool("inForce").orElse(false)
                            && (over || from.filter(on::isBefore).isPresent()))
                        objections.add(at + "/inForce", "treaty.not-then");
                    if (!row.bool("inForce").orElse(true) && begun && !over)
                        objections.add(at + "/inForce", "treaty.then");
                });
    }

    private void calendar() {
        var calendar = Said.group(document, "calendar");
        var from = Said.day(calendar, "from");
        var until = Said.day(calendar, "until");
        order("/calendar/until", from, until);
        if (calendar.texts("rest").stream().distinct().count() > 6)
            objections.add("/calendar/rest", "calendar.no-day-left");
        each(
                calendar,
                "/calendar",
                "holidays",
                (at, row) -> {
                    var day = Said.day(row, "day");
                    if (day.isEmpty()) return;
                    if (from.filter(day.get()::isBefore).isPresent()
                            || until.filter(day.get()::isAfter).isPresent())
                        objections.add(at + "/day", "calendar.outside");
                });
    }

    /** A measure that the law does not know is authorised by nobody. */
    private void powers() {
        var unavailable = Said.group(document, "powers").texts("unavailable");
        each(
                document,
                "",
                "authorisations",
                (at, row) -> {
                    var executes = row.text("side").filter("REQUESTED"::equals).isPresent();
                    row.text("measure")
                            .filter(measure -> executes && unavailable.contains(measure))
                            .ifPresent(
                                    measure ->
                                            objections.add(
                                                    at + "/measure",
                                                    "power.unavailable",
                                                    Map.of("measure", measure)));
                });
        if (unavailable.contains("INTERCEPT") && document.get("interception").isPresent())
            objections.add("/interception", "power.unavailable", Map.of("measure", "INTERCEPT"));
    }

    private void preservation() {
        var grounds = Said.group(document, "refusals").texts("preservationGrounds");
        if (grounds.contains("RESERVATION") && !reserved("42(5)"))
            objections.add("/refusals/preservationGrounds", "reservation.not-made");
    }

    private boolean reserved(String provision) {
        return Said.objects(document, "reservations").stream()
                .anyMatch(row -> row.text("provision").filter(provision::equals).isPresent());
    }

    /** Only 23(3)(a) is made for some offences. */
    private void reservations() {
        each(
                document,
                "",
                "reservations",
                (at, row) -> {
                    if (row.text("provision").filter("23(3)(a)"::equals).isPresent()) return;
                    for (var name : List.of("articles", "minimumMonths"))
                        if (row.get(name).isPresent())
                            objections.add(Places.member(at, name), "reservation.no-offences");
                });
    }

    private void secrecy() {
        var secrecy = Said.group(document, "secrecy");
        var most = secrecy.integer("mostDays");
        var review = secrecy.integer("reviewDays");
        if (most.isPresent() && review.isPresent() && review.get() > most.get())
            objections.add("/secrecy/reviewDays", "secrecy.reviewed-after-its-end");
    }

    private void order(String at, Optional<LocalDate> from, Optional<LocalDate> until) {
        if (from.isPresent() && until.isPresent() && until.get().isBefore(from.get()))
            objections.add(
                    at,
                    "period.ends-before",
                    Map.of("from", from.get().toString(), "until", until.get().toString()));
    }

    /** What is said of one row at its place. */
    interface Row {
        void read(String at, Json.Obj row);
    }

    static void each(Json.Obj group, String pointer, String name, Row row) {
        var items = group.items(name);
        for (var i = 0; i < items.size(); i++)
            if (items.get(i) instanceof Json.Obj object)
                row.read(pointer + "/" + name + "/" + i, object);
    }
}
