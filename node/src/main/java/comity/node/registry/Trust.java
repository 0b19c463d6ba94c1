package comity.node.registry;

import comity.record.act.Digest;
import comity.record.act.Directories;
import comity.record.act.Directory;
import comity.record.act.Envelope;
import comity.record.act.MalformedAct;
import comity.treaty.rules.Profile;
import comity.treaty.rules.Profiles;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * What the filed directories and profiles say: which keys speak for whom, and each State's law as
 * data. A projection of the acts of two kinds; dropped and rebuilt at every start.
 */
final class Trust {
    private final Function<String, Optional<Directory.Root>> roots;
    private final Map<String, Directory> directories = new ConcurrentHashMap<>();
    private final Map<String, List<Profile>> profiles = new ConcurrentHashMap<>();

    /**
     * @param roots the root keys that this node was given by another path than the directories: its
     *     own and its partners'
     */
    Trust(Function<String, Optional<Directory.Root>> roots) {
        this.roots = roots;
    }

    Directories directories() {
        return new Directories(directories);
    }

    /** The newest profile of each of {@code states} that has one. */
    Profiles profiles(Set<String> states) {
        var newest = new TreeMap<String, Profile>();
        for (var state : states) {
            var versions = profiles.getOrDefault(state, List.of());
            if (!versions.isEmpty()) newest.put(state, versions.getLast());
        }
        return new Profiles(newest);
    }

    /** Why a directory act cannot be taken; empty if it can. */
    Optional<Filing.Rejected> objection(Envelope act) {
        var state = act.header().author().state();
        var root = roots.apply(state);
        if (root.isEmpty())
            return Optional.of(new Filing.Rejected("state.unknown", Map.of("state", state)));
        if (!Directory.isPublishedBy(root.get(), state, act))
            return Optional.of(
                    new Filing.Rejected("directory.not-signed-by-root", Map.of("state", state)));
        try {
            var directory =
                    Directory.of(
                            act.content(Directory.SECTION)
                                    .orElseThrow(
                                            () -> new MalformedAct(Directory.SECTION, "withheld")));
            if (!directory.state().equals(state) || !directory.root().equals(root.get()))
                return Optional.of(
                        new Filing.Rejected("directory.of-another-state", Map.of("state", state)));
            var held = directories.get(state);
            if (held != null && directory.version() <= held.version())
                return Optional.of(
                        new Filing.Rejected(
                                "directory.not-newer",
                                Map.of("state", state, "held", Long.toString(held.version()))));
            return Optional.empty();
        } catch (MalformedAct e) {
            return Optional.of(new Filing.Rejected("act.malformed", Map.of("part", e.part())));
        }
    }

    /**
     * Takes over a directory that {@link #objection} had nothing against, or that was filed once.
     */
    void learnDirectory(Envelope act) {
        try {
            var content = act.content(Directory.SECTION);
            if (content.isPresent())
                directories.put(act.header().author().state(), Directory.of(content.get()));
        } catch (MalformedAct e) {
            throw new IllegalStateException("a filed directory cannot be read: " + act.digest(), e);
        }
    }

    void learnProfile(Envelope act) {
        var state = act.header().author().state();
        act.content(Profile.SECTION)
                .ifPresent(
                        document -> {
                            var versions =
                                    new java.util.ArrayList<>(
                                            profiles.getOrDefault(state, List.of()));
                            versions.add(new Profile(state, document));
                            profiles.put(state, List.copyOf(versions));
                        });
    }

    /** Whether {@code rules} names this rulebook with profile versions that we hold. */
    boolean knows(Digest rules, Set<String> states, Function<Profiles, Digest> digest) {
        var combinations = List.of(Map.<String, Profile>of());
        for (var state : states) {
            var next = new java.util.ArrayList<Map<String, Profile>>();
            for (var version : profiles.getOrDefault(state, List.of())) {
                for (var combination : combinations) {
                    var grown = new LinkedHashMap<>(combination);
                    grown.put(state, version);
                    next.add(grown);
                }
            }
            if (!next.isEmpty()) combinations = List.copyOf(next);
        }
        return combinations.stream()
                .anyMatch(combination -> digest.apply(new Profiles(combination)).equals(rules));
    }
}
