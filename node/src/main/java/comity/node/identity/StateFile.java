package comity.node.identity;

import comity.record.act.Directory;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.record.act.MalformedJson;
import comity.record.act.Places;
import comity.record.act.Roll;
import comity.treaty.law.Profile;
import comity.treaty.law.ProfileReader;
import comity.treaty.offices.Separation;
import comity.treaty.register.ProvisionsReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The State that a node is founded for, as its administrator wrote it down: name, authorities,
 * people, profile.
 *
 * @param provisions what its register of laws begins with (docs/formats/provision.md), if anything
 */
public record StateFile(
        String state,
        Map<String, String> name,
        List<Directory.Authority> authorities,
        List<Person> people,
        Json.Obj profile,
        Optional<Json.Obj> provisions) {

    /**
     * A person and the offices that they hold.
     *
     * @param mail where they hear of their own signatures; empty if nowhere
     * @param language in which
     */
    public record Person(
            String id, String name, List<Office> offices, String mail, String language) {}

    public record Office(String authority, String office) {}

    /** In whose name the State's directory and its first profile are published. */
    public String centralAuthority() {
        return new Profile(state, profile)
                .centralAuthority()
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "the State file's profile names no central authority"));
    }

    /**
     * Which authority's key enters persons' passkeys: the one that has registrars, else the central
     * authority.
     */
    public String registrar() {
        return authorities.stream()
                .filter(authority -> authority.offices().contains(Roll.OFFICE))
                .map(Directory.Authority::id)
                .findFirst()
                .or(new Profile(state, profile)::centralAuthority)
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "the State file names neither a registrar nor a central"
                                                + " authority"));
    }

    /** Reads the file; refuses it whole, with the place that is wrong. */
    public static StateFile read(Path file) {
        try {
            return of(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException("The State file cannot be read: " + file, e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "The State file is not what it should be: " + file + ": " + e.getMessage(), e);
        }
    }

    /**
     * The same for a file's bytes.
     *
     * @throws IllegalArgumentException with the place that is wrong
     */
    public static StateFile of(byte[] bytes) {
        try {
            return of(JsonReader.actObject(bytes), Places.of(bytes));
        } catch (MalformedJson e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static StateFile of(Json.Obj json, Places places) {
        var state = required(json, "state");
        if (!state.matches("[A-Z]{2}"))
            throw new IllegalArgumentException("state: two capital letters (ISO 3166-1) expected");
        var authorities = new ArrayList<Directory.Authority>();
        for (var item : objects(json, "authorities")) {
            var id = required(item, "id");
            if (!id.startsWith(state + "."))
                throw new IllegalArgumentException(
                        "authorities: " + id + " must begin with " + state + ".");
            authorities.add(
                    new Directory.Authority(id, names(item), Set.copyOf(item.texts("offices"))));
        }
        var people = new ArrayList<Person>();
        for (var item : objects(json, "people")) people.add(person(item, authorities));
        fits(json, places, state, authorities);
        return new StateFile(
                state,
                names(json),
                List.copyOf(authorities),
                List.copyOf(people),
                json.object("profile").orElse(Json.EMPTY),
                provisions(json, state));
    }

    /** Refused here with its places, before the door would refuse it with fewer. */
    private static Optional<Json.Obj> provisions(Json.Obj json, String state) {
        if (json.get("provisions").isEmpty()) return Optional.empty();
        var said =
                json.object("provisions")
                        .orElseThrow(
                                () -> new IllegalArgumentException("provisions: object expected"));
        var problems = ProvisionsReader.json(said, Optional.of(state)).problems();
        if (!problems.isEmpty()) throw new IllegalArgumentException("provisions: " + problems);
        return Optional.of(said);
    }

    /** A profile that its own node would refuse founds no State: every problem, with its line. */
    private static void fits(
            Json.Obj json, Places places, String state, List<Directory.Authority> authorities) {
        if (json.object("profile").isEmpty()) return;
        var known = authorities.stream().map(Directory.Authority::id).collect(Collectors.toSet());
        var problems =
                ProfileReader.read(
                                json.object("profile").get(),
                                places,
                                "/profile",
                                new ProfileReader.Publisher(
                                        state, Optional.of(known), OptionalLong.empty()))
                        .problems();
        if (!problems.isEmpty())
            throw new IllegalArgumentException(
                    problems.stream().map(Object::toString).collect(Collectors.joining("; ")));
    }

    private static Person person(Json.Obj json, List<Directory.Authority> authorities) {
        var id = required(json, "id");
        var offices = new ArrayList<Office>();
        for (var item : objects(json, "offices")) {
            var office = new Office(required(item, "authority"), required(item, "office"));
            var exists =
                    authorities.stream()
                            .anyMatch(
                                    authority ->
                                            authority.id().equals(office.authority())
                                                    && authority
                                                            .offices()
                                                            .contains(office.office()));
            if (!exists)
                throw new IllegalArgumentException(
                        "people: "
                                + id
                                + " holds "
                                + office.office()
                                + " in "
                                + office.authority()
                                + ", which has no such office");
            offices.add(office);
        }
        apart(id, offices);
        var mail = json.text("mail").orElse("");
        if (!mail.isEmpty() && !mail.matches("[^\\s@<>,;]{1,64}@[^\\s@<>,;]{1,190}"))
            throw new IllegalArgumentException("people: " + id + ": mail is no address");
        return new Person(
                id,
                required(json, "name"),
                List.copyOf(offices),
                mail,
                json.text("language")
                        .filter(code -> code.matches("ar|en|es|fr|ru|zh"))
                        .orElse("en"));
    }

    /** The separation matrix: what nobody holds together, the file gives to nobody. */
    private static void apart(String person, List<Office> offices) {
        for (var one : offices)
            for (var other : offices) {
                var line =
                        comity.treaty.terms.Office.of(one.office())
                                .flatMap(
                                        here ->
                                                comity.treaty.terms.Office.of(other.office())
                                                        .flatMap(
                                                                there ->
                                                                        Separation.shipped()
                                                                                .together(
                                                                                        here,
                                                                                        there)));
                if (line.isPresent())
                    throw new IllegalArgumentException(
                            "people: "
                                    + person
                                    + " would hold "
                                    + one.office()
                                    + " and "
                                    + other.office()
                                    + " at the same time: "
                                    + line.get().reason()
                                    + ". Give one of them to another person.");
            }
    }

    private static String required(Json.Obj json, String member) {
        return json.text(member)
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> new IllegalArgumentException(member + " is missing"));
    }

    private static Map<String, String> names(Json.Obj json) {
        var names = new LinkedHashMap<String, String>();
        var written =
                json.object("name")
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "name: one for each language expected"));
        written.members()
                .keySet()
                .forEach(language -> names.put(language, written.text(language).orElse("")));
        return names;
    }

    private static List<Json.Obj> objects(Json.Obj json, String member) {
        var objects = new ArrayList<Json.Obj>();
        for (var item : json.items(member)) {
            if (!(item instanceof Json.Obj object))
                throw new IllegalArgumentException(member + ": objects expected");
            objects.add(object);
        }
        return objects;
    }
}
