package comity.node.assistant;

import comity.node.frame.Languages;
import java.text.Collator;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The page as it is filled. */
public final class FirstRunView {
    /** So many rows for people are in sight before anything is typed. */
    private static final int ROWS = 8;

    private final Typed typed;
    private final List<Problem> problems;
    private final Locale language;

    FirstRunView(Typed typed, List<Problem> problems, Locale language) {
        this.typed = typed;
        this.problems = problems;
        this.language = language;
    }

    /** What has to be put right before the State can be founded. */
    public List<Problem> problems() {
        return problems;
    }

    /** A value that can be chosen, and its name. */
    public record Choice(String value, String name) {}

    public String one(String field) {
        return typed.one(field);
    }

    /** The States by name; those that a rehearsal may take come last, for they are nobody's. */
    public List<Choice> states() {
        var byName = Comparator.comparing(Choice::name, Collator.getInstance(language));
        return Stream.concat(
                        Stream.of(Locale.getISOCountries())
                                .map(
                                        state ->
                                                new Choice(
                                                        state,
                                                        Languages.stateName(state, language)))
                                .sorted(byName),
                        Stream.of("XA", "XB")
                                .map(
                                        state ->
                                                new Choice(
                                                        state,
                                                        Languages.stateName(state, language))))
                .toList();
    }

    public List<Body> bodies() {
        return List.of(Body.values());
    }

    public boolean isFounded(Body body) {
        return typed.bodies().contains(body);
    }

    /** What it is called: as typed, else as it usually is. */
    public String called(Body body) {
        var own = typed.one("called-" + body.word());
        return own.isEmpty() ? Founded.usual(body, language) : own;
    }

    /** A row for everybody who was named, and some to name more. */
    public List<PersonRow> rows() {
        var used = typed.people().stream().mapToInt(PersonRow::number).max().orElse(-1) + 1;
        return IntStream.range(0, Math.clamp(used + 4L, ROWS, Typed.PEOPLE))
                .mapToObj(typed::row)
                .toList();
    }

    public List<Seat> seats() {
        return Seat.all().toList();
    }

    public List<Choice> days() {
        return Stream.of(DayOfWeek.values())
                .map(
                        day ->
                                new Choice(
                                        day.name(),
                                        day.getDisplayName(TextStyle.FULL_STANDALONE, language)))
                .toList();
    }

    public boolean rests(String day) {
        return typed.many("rest").contains(day);
    }

    public List<String> zones() {
        return ZoneId.getAvailableZoneIds().stream()
                .filter(zone -> zone.contains("/") && !zone.startsWith("Etc/"))
                .filter(zone -> !zone.startsWith("SystemV/"))
                .sorted()
                .toList();
    }

    /** The problem of a field; empty if it has none. */
    public List<Problem> of(String field) {
        return problems.stream().filter(problem -> problem.field().equals(field)).toList();
    }
}
