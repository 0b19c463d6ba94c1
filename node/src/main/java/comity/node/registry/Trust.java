package comity.node.registry;

import comity.record.act.Digest;
import comity.record.act.Directories;
import comity.record.act.Directory;
import comity.record.act.Envelope;
import comity.record.act.MalformedAct;
import comity.record.act.Roll;
import comity.record.act.Statement;
import comity.treaty.law.Law;
import comity.treaty.law.Profile;
import comity.treaty.law.Profiles;
import comity.treaty.register.Collected;
import comity.treaty.register.Filed;
import comity.treaty.register.ProvisionsReader;
import comity.treaty.register.Register;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What the filed directories and profiles say: which keys speak for whom, and each State's law as
 * data. A value: whoever checked an act by one can tell that there is a newer one.
 *
 * @param directories each State's newest directory, with the passkeys of its roll
 * @param signed the same as the holders of the State's root signed it, and nothing more
 * @param rolls what each State's registrar has entered about its persons
 * @param profiles all versions that are held of each State's and that this release can read, oldest
 *     first
 * @param dockets the docket on which a State publishes, by kind and State
 * @param provisions the register of laws: what was collected, and what States enacted
 * @param suspended why, by the State that suspended and the partner that it suspended
 */
record Trust(
        Directories directories,
        Map<String, Directory> signed,
        Map<String, Roll> rolls,
        Map<String, List<Profile>> profiles,
        Map<String, UUID> dockets,
        Register provisions,
        Map<String, String> suspended) {
    static final Trust NONE =
            new Trust(
                    new Directories(Map.of()),
                    Map.of(),
                    Map.of(),
                    Map.of(),
                    Map.of(),
                    Register.of(Collected.all()),
                    Map.of());

    /** Beyond this many versions of a profile, only the newest are recognised by their digest. */
    private static final int MOST_VERSIONS = 8;

    Trust {
        signed = Map.copyOf(signed);
        rolls = Map.copyOf(rolls);
        profiles = Map.copyOf(profiles);
        dockets = Map.copyOf(dockets);
        suspended = Map.copyOf(suspended);
    }

    /** Why {@code state} has suspended {@code partner}; empty if it has not. */
    Optional<String> suspended(String state, String partner) {
        return Optional.ofNullable(suspended.get(state + " " + partner));
    }

    /** What a second person's statement changes; a first one's changes nothing. */
    private Map<String, String> suspended(Envelope act) {
        var statement = Statement.of(act).filter(said -> said.confirms().isPresent());
        if (statement.isEmpty()) return suspended;
        var changed = new HashMap<>(suspended);
        var pair = act.header().author().state() + " " + statement.get().state();
        if (act.header().type().equals(Directory.SUSPEND))
            changed.put(pair, statement.get().reason());
        else if (act.header().type().equals(Directory.READMIT)) changed.remove(pair);
        return changed;
    }

    /** This, and what a filed act publishes. */
    Trust with(Envelope act) {
        var header = act.header();
        var state = header.author().state();
        var places = new HashMap<>(dockets);
        places.put(header.kind() + " " + state, header.docket());
        return switch (header.kind()) {
            case Directory.KIND -> {
                var grown = new HashMap<>(signed);
                directory(act).ifPresent(directory -> grown.put(state, directory));
                yield new Trust(
                        complete(grown, rolls),
                        grown,
                        rolls,
                        profiles,
                        places,
                        provisions,
                        suspended(act));
            }
            case Roll.KIND -> {
                var grown = new HashMap<>(rolls);
                grown.put(state, roll(state).with(act));
                yield new Trust(
                        complete(signed, grown),
                        signed,
                        grown,
                        profiles,
                        places,
                        provisions,
                        suspended);
            }
            case Profile.KIND -> {
                var versions = new ArrayList<>(profiles.getOrDefault(state, List.of()));
                act.content(Profile.SECTION)
                        .map(document -> new Profile(state, document))
                        .filter(Profile::recognised)
                        .ifPresent(versions::add);
                var grown = new HashMap<>(profiles);
                grown.put(state, List.copyOf(versions));
                yield new Trust(directories, signed, rolls, grown, places, grown(act), suspended);
            }
            default -> this;
        };
    }

    private static Directories complete(Map<String, Directory> signed, Map<String, Roll> rolls) {
        var all = new HashMap<String, Directory>();
        signed.forEach(
                (state, directory) ->
                        all.put(state, rolls.getOrDefault(state, Roll.EMPTY).complete(directory)));
        return new Directories(all);
    }

    Roll roll(String state) {
        return rolls.getOrDefault(state, Roll.EMPTY);
    }

    /** A State's directory as the holders of its root signed it. */
    Optional<Directory> signed(String state) {
        return Optional.ofNullable(signed.get(state));
    }

    /** The register with what {@code act} enacts; what its section withholds is not in it. */
    private Register grown(Envelope act) {
        var header = act.header();
        var state = header.author().state();
        return act.content(Law.PROVISIONS.section())
                .flatMap(
                        document -> ProvisionsReader.json(document, Optional.of(state)).enactment())
                .map(
                        enactment ->
                                provisions.with(
                                        new Filed(
                                                state,
                                                header.at(),
                                                header.author().authority(),
                                                act.content(Law.OFFICER)
                                                        .flatMap(said -> said.text("name"))
                                                        .orElse(""),
                                                Optional.of(act.digest().hex()),
                                                enactment)))
                .orElse(provisions);
    }

    /** The directory in an act; empty if it is withheld or not a directory. */
    static Optional<Directory> directory(Envelope act) {
        var content = act.content(Directory.SECTION);
        if (content.isEmpty()) return Optional.empty();
        try {
            return Optional.of(Directory.of(content.get()));
        } catch (MalformedAct _) {
            return Optional.empty();
        }
    }

    Optional<UUID> docketOf(String kind, String state) {
        return Optional.ofNullable(dockets.get(kind + " " + state));
    }

    /** The newest profile of each of {@code states} that has one. */
    Profiles profiles(Collection<String> states) {
        var newest = new TreeMap<String, Profile>();
        for (var state : states) {
            var versions = profiles.getOrDefault(state, List.of());
            if (!versions.isEmpty()) newest.put(state, versions.getLast());
        }
        return new Profiles(newest);
    }

    /** The newest profiles of {@code states}, or of all States, if {@code rules} names either. */
    Optional<Profiles> newestNamed(
            Set<String> states, Digest rules, Function<Profiles, Digest> digest) {
        Predicate<Profiles> named = candidate -> digest.apply(candidate).equals(rules);
        var parties = profiles(states);
        if (named.test(parties)) return Optional.of(parties);
        return Optional.of(profiles(profiles.keySet())).filter(named);
    }

    /** The versions that {@code rules} names, of those of {@code states} that are held. */
    Optional<Profiles> named(Set<String> states, Digest rules, Function<Profiles, Digest> digest) {
        var newest = newestNamed(states, rules, digest);
        if (newest.isPresent()) return newest;
        var combinations = new ArrayList<Map<String, Profile>>();
        combinations.add(Map.of());
        for (var state : new TreeSet<>(states)) {
            var versions = profiles.getOrDefault(state, List.of());
            var recent =
                    versions.subList(Math.max(0, versions.size() - MOST_VERSIONS), versions.size());
            for (var combination : List.copyOf(combinations)) {
                for (var version : recent) {
                    var grown = new HashMap<>(combination);
                    grown.put(state, version);
                    combinations.add(grown);
                }
            }
        }
        return combinations.stream()
                .map(Profiles::new)
                .filter(candidate -> digest.apply(candidate).equals(rules))
                .findFirst();
    }
}
