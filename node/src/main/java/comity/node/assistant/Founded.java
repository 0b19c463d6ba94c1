package comity.node.assistant;

import comity.node.frame.Languages;
import comity.node.identity.StateFile;
import comity.record.act.CanonicalJson;
import comity.record.act.Json;
import comity.treaty.offices.Separation;
import comity.treaty.rules.Wording;
import comity.treaty.terms.Office;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A State file made from what was typed, or what is missing before one can be. What is written is
 * what the file's own reader takes; the reader's word is the last.
 */
final class Founded {
    private static final String MAIL = "[^\\s@<>,;]{1,64}@[^\\s@<>,;]{1,190}";

    /** As a profile takes them (docs/formats/profile.md). */
    private static final String LANGUAGE = "[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}";

    private static final int LONGEST_CONTACT = 200;

    /** How many persons an office needs before a State can act at all, and why is its sentence. */
    private static final Map<String, Integer> NEEDED =
            new TreeMap<>(Map.of("CAO", 2, "JUD", 1, "OVS", 1, "REG", 2));

    private final Typed typed;
    private final LocalDate today;
    private final Locale language;
    private final List<Problem> problems = new ArrayList<>();

    Founded(Typed typed, LocalDate today, Locale language) {
        this.typed = typed;
        this.today = today;
        this.language = language;
    }

    /** All at once, in the order of the page; none if {@link #file} can be taken. */
    List<Problem> problems() {
        problems.clear();
        state();
        people();
        profile();
        if (problems.isEmpty()) judged();
        return List.copyOf(problems);
    }

    private void state() {
        if (!typed.one("state").matches("[A-Z]{2}")) problem("state", "state", "");
    }

    private void people() {
        var names = new HashSet<String>();
        for (var row : typed.people()) {
            var field = "name-" + row.number();
            if (row.name().isEmpty()) problem(field, "unnamed", "");
            else if (!names.add(row.name())) problem(field, "twice", row.name());
            if (row.seats().isEmpty()) problem("seat-" + row.number() + "-0", "idle", row.name());
            if (!row.mail().isEmpty() && !row.mail().matches(MAIL))
                problem("mail-" + row.number(), "mail", row.mail());
            for (var seat : row.seats())
                if (!typed.bodies().contains(seat.body()))
                    problem("seat-" + row.number() + "-0", "no-body", row.name());
            if (together(row)) problem("seat-" + row.number() + "-1", "apart", row.name());
        }
        NEEDED.forEach(
                (office, many) -> {
                    if (holders(office) < many) problem("", "needed." + office, "");
                });
        if (holders("PRO") + holders("INV") < 1) problem("", "needed.PRO", "");
    }

    private long holders(String office) {
        return typed.people().stream()
                .filter(row -> row.seats().stream().anyMatch(seat -> seat.office().equals(office)))
                .count();
    }

    /** The separation matrix: what nobody holds at the same time. */
    private static boolean together(PersonRow row) {
        return row.seats().stream()
                .anyMatch(
                        one ->
                                row.seats().stream()
                                        .anyMatch(other -> barred(one.office(), other.office())));
    }

    private static boolean barred(String one, String other) {
        return Office.of(one)
                .flatMap(
                        here ->
                                Office.of(other)
                                        .flatMap(
                                                there ->
                                                        Separation.shipped().together(here, there)))
                .isPresent();
    }

    private void profile() {
        if (!typed.one("telephone").matches("\\+[0-9 ().-]{6,30}"))
            problem("telephone", "telephone", "");
        if (!typed.one("contact").matches(MAIL) || typed.one("contact").length() > LONGEST_CONTACT)
            problem("contact", "contact", "");
        if (typed.one("source").isEmpty()) problem("source", "source", "");
        if (languages().isEmpty() || !languages().stream().allMatch(code -> code.matches(LANGUAGE)))
            problem("languages", "languages", "");
        if (!ZoneId.getAvailableZoneIds().contains(typed.one("zone"))) problem("zone", "zone", "");
        if (rest().size() == DayOfWeek.values().length) problem("rest", "rest", "");
    }

    private void problem(String field, String key, String about) {
        problems.add(new Problem(field, "assistant.problem." + key, about));
    }

    /** By the reader that the node itself will read it with. */
    private void judged() {
        try {
            var _ = StateFile.of(file());
        } catch (IllegalArgumentException e) {
            problem("", "refused", Optional.ofNullable(e.getMessage()).orElse(""));
        }
    }

    /** The file, one canonical line. */
    byte[] file() {
        var state = typed.one("state");
        return CanonicalJson.bytes(
                Json.object()
                        .with("state", state)
                        .with("name", names(known -> Languages.stateName(state, known)))
                        .with(
                                "authorities",
                                new Json.Arr(
                                        typed.bodies().stream()
                                                .map(body -> authority(state, body))
                                                .toList()))
                        .with("people", new Json.Arr(persons(state)))
                        .with("profile", profile(state)));
    }

    private interface Naming {
        String in(Locale language);
    }

    private static Json names(Naming naming) {
        var names = Json.object();
        for (var known : Wording.LANGUAGES)
            names = names.with(known.getLanguage(), naming.in(known));
        return names;
    }

    /**
     * Its name as it was typed stands in the language of the page; the others are the usual ones.
     */
    private Json authority(String state, Body body) {
        var own = typed.one("called-" + body.word());
        return Json.object()
                .with("id", state + "." + body.word())
                .with(
                        "name",
                        names(
                                known ->
                                        !own.isEmpty() && known.equals(language)
                                                ? own
                                                : usual(body, known)))
                .with("offices", Typed.texts(body.offices()));
    }

    static String usual(Body body, Locale language) {
        return Languages.text("messages.assistant", "assistant.body." + body.word(), language)
                .orElse(body.word());
    }

    private List<Json> persons(String state) {
        var persons = new ArrayList<Json>();
        var taken = new HashSet<String>();
        for (var row : typed.people()) {
            var person =
                    Json.object()
                            .with("id", identifier(row, taken))
                            .with("name", row.name())
                            .with(
                                    "offices",
                                    new Json.Arr(
                                            row.seats().stream()
                                                    .map(seat -> office(state, seat))
                                                    .toList()))
                            .with("language", tongue(row));
            persons.add(row.mail().isEmpty() ? person : person.with("mail", row.mail()));
        }
        return List.copyOf(persons);
    }

    private static Json office(String state, Seat seat) {
        return Json.object()
                .with("authority", state + "." + seat.body().word())
                .with("office", seat.office());
    }

    private String tongue(PersonRow row) {
        return Wording.LANGUAGES.stream()
                .map(Locale::getLanguage)
                .filter(row.language()::equals)
                .findFirst()
                .orElse(language.getLanguage());
    }

    /** The last word of a name in Latin letters; for any other the row's number. */
    private static String identifier(PersonRow row, Set<String> taken) {
        var words = row.name().toLowerCase(Locale.ROOT).split("[^a-z]+");
        var last = words.length == 0 ? "" : words[words.length - 1];
        var word = row.name().matches("[\\p{ASCII}]+") && last.length() > 1 ? last : "person";
        var free = word;
        for (var i = 2; !taken.add(free); i++) free = word + "-" + i;
        return free;
    }

    private List<String> languages() {
        return List.of(typed.one("languages").split("[,;\\s]+")).stream()
                .filter(code -> !code.isEmpty())
                .distinct()
                .toList();
    }

    private List<String> rest() {
        var chosen = typed.many("rest");
        return List.of(DayOfWeek.values()).stream()
                .map(DayOfWeek::name)
                .filter(chosen::contains)
                .toList();
    }

    /** What a State cannot begin without; its registrar of laws publishes the rest. */
    private Json.Obj profile(String state) {
        var central = state + "." + Body.CENTRAL.word();
        return Json.object()
                .with("format", "comity-profile/1")
                .with("state", state)
                .with("version", 1)
                .with("asOf", today.toString())
                .with("inForceFrom", today.toString())
                .with("source", typed.one("source"))
                .with(
                        "authorities",
                        Json.object()
                                .with("central", central)
                                .with("contact24", central)
                                .with("telephone", typed.one("telephone"))
                                .with("mail", typed.one("contact")))
                .with("languages", Typed.texts(languages()))
                .with(
                        "calendar",
                        Json.object()
                                .with("zone", typed.one("zone"))
                                .with("rest", Typed.texts(rest()))
                                .with("from", today.withDayOfYear(1).toString())
                                .with("until", today.withDayOfYear(today.lengthOfYear()).toString())
                                .with("holidays", Typed.texts(List.of())));
    }
}
