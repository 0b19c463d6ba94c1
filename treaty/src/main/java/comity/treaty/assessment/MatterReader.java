package comity.treaty.assessment;

import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.record.act.MalformedJson;
import comity.record.act.Places;
import comity.treaty.facts.Fact;
import comity.treaty.facts.FactsReader;
import comity.treaty.facts.FactsReader.Problem;
import comity.treaty.terms.Truth;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A matter from its document (docs/formats/assessment.md). Refused whole, with every problem at its
 * place, if anything in it is malformed or contradicts itself.
 */
public final class MatterReader {
    public static final String FORMAT = "comity-assessment/1";
    private static final Set<String> OWN =
            Set.of(
                    "format",
                    "requesting",
                    "requested",
                    "day",
                    "period",
                    "identifiers",
                    "treaties",
                    "zones");
    private static final int MOST_IDENTIFIERS = 10_000;

    private final List<Problem> problems = new ArrayList<>();

    private MatterReader() {}

    /**
     * What was read; no matter if there is a problem.
     *
     * @param places where in the file things stand, if it was read from one
     */
    public record Read(Optional<Matter> matter, List<Problem> problems, Places places) {
        /** The line of what a problem is about; zero if nobody knows. */
        public int line(Problem problem) {
            return places.line(
                    problem.path().isEmpty()
                            ? ""
                            : "/"
                                    + problem.path()
                                            .replaceAll("\\[(\\d+)]", ".$1")
                                            .replace('.', '/'));
        }

        /** The same of a document that stood in a file. */
        public Read at(Places found) {
            return new Read(matter, problems, found);
        }
    }

    public static Read read(Json.Obj document, LocalDate today) {
        return new MatterReader().all(document, today);
    }

    /** The same of a file's bytes, so that each problem has its line. */
    public static Read read(byte[] utf8, LocalDate today) {
        try {
            return read(JsonReader.actObject(utf8), today).at(Places.of(utf8));
        } catch (MalformedJson e) {
            return new Read(
                    Optional.empty(),
                    List.of(new Problem("", "this is no JSON as we take it: " + e.code())),
                    new Places(Map.of("", Places.line(utf8, e.offset()))));
        }
    }

    private Read all(Json.Obj document, LocalDate today) {
        if (document.text("format").filter(FORMAT::equals).isEmpty())
            problem("format", "\"" + FORMAT + "\" expected");
        var requesting = state(document, "requesting");
        var requested = state(document, "requested");
        if (requesting.equals(requested) && !requesting.isEmpty())
            problem("requested", "another State than the one that asks expected");
        var day = document.get("day").isPresent() ? day(document, "", "day") : Optional.of(today);
        var period = object(document, "period", Set.of("from", "to"));
        var from = period.flatMap(stated -> day(stated, "period.", "from"));
        var to = period.flatMap(stated -> day(stated, "period.", "to"));
        if (from.isPresent() && to.isPresent() && to.get().isBefore(from.get()))
            problem("period", "it ends before it begins");
        var identifiers = list(document, "identifiers").stream().flatMap(this::identifier).toList();
        var treaties = list(document, "treaties").stream().flatMap(this::treaty).toList();
        contradictions(treaties);
        var zones = object(document, "zones", Set.of("requesting", "requested"));
        var facts = FactsReader.read(facts(document));
        problems.addAll(facts.problems());
        var stated = facts.facts();
        if (from.isPresent() && to.isPresent()) {
            var days = ChronoUnit.DAYS.between(from.get(), to.get()) + 1;
            if (stated.value(Fact.DAYS).filter(said -> !said.equals(days)).isPresent())
                problem("data.days", "the period has " + days + " days");
        }
        var count = (long) identifiers.size();
        if (count > 0
                && stated.value(Fact.ACCOUNTS).filter(said -> !said.equals(count)).isPresent())
            problem("data.accounts", "there are " + count + " identifiers");
        var requestingZone = zones.flatMap(said -> zone(said, "requesting"));
        var requestedZone = zones.flatMap(said -> zone(said, "requested"));
        if (!problems.isEmpty())
            return new Read(Optional.empty(), List.copyOf(problems), Places.NONE);
        return new Read(
                Optional.of(
                        new Matter(
                                requesting,
                                requested,
                                day.orElseThrow(),
                                stated,
                                identifiers,
                                from,
                                to,
                                treaties,
                                requestingZone,
                                requestedZone)),
                List.of(),
                Places.NONE);
    }

    private static Json.Obj facts(Json.Obj document) {
        var rest = new LinkedHashMap<>(document.members());
        rest.keySet().removeAll(OWN);
        // "treaties" holds the dated facts; the two facts drawn from them are the assessor's.
        return new Json.Obj(rest);
    }

    private String state(Json.Obj document, String name) {
        var state = document.text(name).orElse("");
        if (state.matches("[A-Z]{2}")) return state;
        problem(name, "two capital letters (ISO 3166-1) expected");
        return "";
    }

    private Optional<Json.Obj> object(Json.Obj document, String name, Set<String> members) {
        var value = document.get(name);
        if (value.isEmpty()) return Optional.empty();
        if (!(value.get() instanceof Json.Obj object)) {
            problem(name, "an object expected");
            return Optional.empty();
        }
        only(object, name, members);
        return Optional.of(object);
    }

    private void only(Json.Obj object, String path, Set<String> members) {
        object.members()
                .keySet()
                .forEach(
                        name -> {
                            if (!members.contains(name)) problem(path + "." + name, "not expected");
                        });
    }

    private List<Placed> list(Json.Obj document, String name) {
        var value = document.get(name);
        if (value.isEmpty()) return List.of();
        if (!(value.get() instanceof Json.Arr(var items)) || items.size() > MOST_IDENTIFIERS) {
            problem(name, "a list of at most " + MOST_IDENTIFIERS + " objects expected");
            return List.of();
        }
        var placed = new ArrayList<Placed>();
        for (var i = 0; i < items.size(); i++) {
            var path = name + "[" + i + "]";
            if (items.get(i) instanceof Json.Obj object) placed.add(new Placed(path, object));
            else problem(path, "an object expected");
        }
        return placed;
    }

    private record Placed(String path, Json.Obj object) {}

    private Stream<Identifier> identifier(Placed placed) {
        var said = placed.object();
        only(said, placed.path(), Set.of("kind", "value", "port", "at", "typedBy", "confirmedBy"));
        var kind = code(Identifier.Kind.values(), said.text("kind"));
        if (kind.isEmpty()) problem(placed.path() + ".kind", oneOf(Identifier.Kind.values()));
        var value =
                said.text("value")
                        .map(text -> text.replaceAll("[\\s\\u00a0\\u202f]", ""))
                        .orElse("");
        if (value.isEmpty()) problem(placed.path() + ".value", "missing");
        words(placed, "typedBy");
        words(placed, "confirmedBy");
        var port = said.integer("port");
        if (said.get("port").isPresent()
                && port.filter(number -> number > 0 && number < 65_536).isEmpty())
            problem(placed.path() + ".port", "a number from 1 to 65535 expected");
        Optional<OffsetDateTime> at = Optional.empty();
        if (said.get("at").isPresent()) {
            try {
                at = Optional.of(Times.read(said.text("at").orElse("")));
            } catch (DateTimeException e) {
                problem(placed.path() + ".at", String.valueOf(e.getMessage()));
            }
        }
        if (kind.isEmpty()) return Stream.empty();
        return Stream.of(
                new Identifier(
                        kind.get(),
                        value,
                        port,
                        at,
                        said.text("typedBy"),
                        said.text("confirmedBy")));
    }

    private void words(Placed placed, String name) {
        if (placed.object().get(name).isPresent() && placed.object().text(name).isEmpty())
            problem(placed.path() + "." + name, "words expected");
    }

    private Stream<TreatyStatus> treaty(Placed placed) {
        var said = placed.object();
        only(
                placed.object(),
                placed.path(),
                Set.of("instrument", "inForce", "asOf", "from", "source"));
        var instrument = code(Instrument.values(), said.text("instrument"));
        if (instrument.isEmpty())
            problem(placed.path() + ".instrument", oneOf(Instrument.values()));
        var truth =
                said.bool("inForce")
                        .map(Truth::of)
                        .or(
                                () ->
                                        said.text("inForce")
                                                .filter("unknown"::equals)
                                                .map(_ -> Truth.UNKNOWN));
        if (truth.isEmpty())
            problem(placed.path() + ".inForce", "true, false or \"unknown\" expected");
        var asOf = day(said, placed.path() + ".", "asOf");
        var source = said.text("source").orElse("");
        if (source.isBlank()) problem(placed.path() + ".source", "missing: who says so?");
        Optional<LocalDate> from =
                said.get("from").isPresent()
                        ? day(said, placed.path() + ".", "from")
                        : Optional.empty();
        if (instrument.isEmpty() || truth.isEmpty() || asOf.isEmpty()) return Stream.empty();
        return Stream.of(new TreatyStatus(instrument.get(), truth.get(), asOf.get(), from, source));
    }

    /** Of one instrument nobody can have seen on one day that it is in force and that it is not. */
    private void contradictions(List<TreatyStatus> treaties) {
        for (var i = 0; i < treaties.size(); i++) {
            for (var j = 0; j < i; j++) {
                if (treaties.get(i).contradicts(treaties.get(j)))
                    problem("treaties[" + i + "].inForce", "treaties[" + j + "] says otherwise");
            }
        }
    }

    private Optional<LocalDate> day(Json.Obj object, String prefix, String name) {
        try {
            var said = object.text(name).orElse("");
            if (said.length() != 10) throw new DateTimeException("four digits for the year");
            return Optional.of(LocalDate.parse(said));
        } catch (DateTimeException _) {
            problem(prefix + name, "a day expected, such as 2026-10-03");
            return Optional.empty();
        }
    }

    private Optional<ZoneId> zone(Json.Obj object, String name) {
        if (object.get(name).isEmpty()) return Optional.empty();
        try {
            return Optional.of(ZoneId.of(object.text(name).orElse("")));
        } catch (DateTimeException _) {
            problem("zones." + name, "a zone of the tz database expected, such as Asia/Tokyo");
            return Optional.empty();
        }
    }

    private static <E extends Enum<E>> Optional<E> code(E[] codes, Optional<String> word) {
        return Stream.of(codes)
                .filter(code -> word.filter(code.name()::equals).isPresent())
                .findFirst();
    }

    private static String oneOf(Enum<?>[] codes) {
        return "one of "
                + String.join(", ", Stream.of(codes).map(Enum::name).toList())
                + " expected";
    }

    private void problem(String path, String reason) {
        problems.add(new Problem(path, reason));
    }
}
