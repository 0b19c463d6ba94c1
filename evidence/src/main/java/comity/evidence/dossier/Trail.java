package comity.evidence.dossier;

import comity.record.act.Causality;
import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.record.act.Json;
import comity.treaty.docket.Cooperation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The trail of an investigation as its acts tell it, for a graph and for a picture: each act in
 * causal order, with the exhibits that it first names, those that it hands on, and the acts on
 * which it rests. What is withheld leaves a gap here as it does in the acts.
 *
 * @param steps in an order in which every act follows those that it had seen
 */
record Trail(List<Step> steps) {
    /**
     * @param brings exhibits that no earlier act names
     * @param handles exhibits that an earlier act names too
     * @param seen the acts here that its author had before
     * @param rests the acts here that its terms name
     */
    record Step(
            Envelope act,
            List<Item> brings,
            List<Item> handles,
            Set<Digest> seen,
            Set<Digest> rests) {
        String state() {
            return act.header().author().state();
        }

        String authority() {
            return act.header().author().authority();
        }

        String type() {
            return act.header().type();
        }

        /** Whether it permits what others do: its type says so, in whatever docket. */
        boolean authorises() {
            return type().startsWith("authorise") || type().equals("order");
        }
    }

    /** An exhibit as an act names it. */
    record Item(
            Digest sha256,
            String name,
            long size,
            String mediaType,
            Optional<Digest> from,
            Optional<String> tool) {

        private static Optional<Item> of(Json item) {
            if (!(item instanceof Json.Obj said)) return Optional.empty();
            var sha256 = digest(said.text("sha256"));
            var size = said.integer("size").filter(bytes -> bytes >= 0);
            if (sha256.isEmpty() || size.isEmpty()) return Optional.empty();
            return Optional.of(
                    new Item(
                            sha256.get(),
                            said.text("name").orElse(""),
                            size.get(),
                            said.text("mediaType").orElse(""),
                            digest(said.text("derivedFrom")),
                            said.text("tool")));
        }
    }

    Trail {
        steps = List.copyOf(steps);
    }

    static Trail of(Collection<Envelope> acts) {
        var known = new LinkedHashMap<Digest, Envelope>();
        acts.forEach(act -> known.putIfAbsent(act.digest(), act));
        var steps = new ArrayList<Step>();
        var named = new LinkedHashSet<Digest>();
        var first = new LinkedHashMap<Digest, Item>();
        for (var act : ordered(known)) {
            var brings = new ArrayList<Item>();
            var handles = new ArrayList<Item>();
            for (var item : items(act)) {
                (named.add(item.sha256()) ? brings : handles).add(item);
                first.putIfAbsent(item.sha256(), item);
            }
            for (var touched : touched(act))
                Optional.ofNullable(first.get(touched)).ifPresent(handles::add);
            var seen = new TreeSet<>(act.header().seen());
            seen.retainAll(known.keySet());
            steps.add(new Step(act, brings, handles, seen, rests(act, known)));
        }
        return new Trail(steps);
    }

    private static List<Envelope> ordered(Map<Digest, Envelope> known) {
        return Causality.of(known.values().stream().map(Envelope::header).toList()).order().stream()
                .flatMap(digest -> Optional.ofNullable(known.get(digest)).stream())
                .toList();
    }

    private static List<Item> items(Envelope act) {
        var found = new LinkedHashMap<Digest, Item>();
        act.content(Cooperation.EXHIBITS_SECTION).stream()
                .flatMap(said -> said.items("exhibits").stream())
                .flatMap(item -> Item.of(item).stream())
                .forEach(item -> found.putIfAbsent(item.sha256(), item));
        return List.copyOf(found.values());
    }

    /** What an act of custody touches without saying again what it is. */
    private static Set<Digest> touched(Envelope act) {
        var touched = new TreeSet<Digest>();
        act.content(Cooperation.TERMS)
                .ifPresent(
                        terms ->
                                terms.texts("handled")
                                        .forEach(
                                                hex ->
                                                        digest(Optional.of(hex))
                                                                .ifPresent(touched::add)));
        return touched;
    }

    private static Set<Digest> rests(Envelope act, Map<Digest, Envelope> known) {
        var found = new TreeSet<Digest>();
        act.content(Cooperation.TERMS)
                .ifPresent(
                        terms ->
                                terms.members()
                                        .values()
                                        .forEach(
                                                value -> {
                                                    if (value instanceof Json.Str(var text))
                                                        digest(Optional.of(text))
                                                                .filter(known::containsKey)
                                                                .ifPresent(found::add);
                                                }));
        return found;
    }

    private static Optional<Digest> digest(Optional<String> hex) {
        return hex.filter(text -> text.matches("[0-9a-f]{64}")).map(Digest::new);
    }

    /** Every exhibit that any act names, in the order in which they came up. */
    List<Item> exhibits() {
        return steps.stream().flatMap(step -> step.brings().stream()).toList();
    }
}
