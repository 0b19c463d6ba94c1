package comity.node.simulator;

import comity.node.registry.Nation;
import comity.record.act.ActId;
import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.record.act.Header;
import comity.record.act.Json;
import comity.treaty.docket.Type;
import comity.treaty.rules.Examples;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * What people do: one State asks another for a mailbox, which examines, orders it from the
 * provider, and transmits; and both write to each other at any time. Each takes what comes next by
 * what its own node shows, whatever the other has done meanwhile.
 */
final class Cases {
    private static final int MOST = 3;

    private final World world;
    private final List<Case> all = new ArrayList<>();

    private record Case(UUID docket, Node asking, Node asked) {
        boolean has(Node node) {
            return asking == node || asked == node;
        }
    }

    Cases(World world) {
        this.world = world;
    }

    /** The next act of a person at this node; empty if there is nothing to do. */
    Optional<Envelope> next(Node node) {
        var own = all.stream().filter(one -> one.has(node)).toList();
        var begins = all.size() < MOST && (own.isEmpty() || world.random().nextInt(4) == 0);
        if (!begins && own.isEmpty()) return Optional.empty();
        var at = begins ? begun(node) : own.get(world.random().nextInt(own.size()));
        prepare(node, at);
        return at.asking() == node ? asks(node, at) : answers(node, at);
    }

    /** What cannot wait: permitted at any time, and composed over what the node holds now. */
    Envelope urgent(Node node) {
        var own = all.stream().filter(one -> one.has(node)).toList();
        var at = own.isEmpty() ? begun(node) : own.getFirst();
        prepare(node, at);
        var acts = node.registry().read(at.docket()).headers();
        return acts.isEmpty() ? authorises(node, at) : consults(node, at, acts);
    }

    /** What the provider at this node does about an order; empty if none is open. */
    Optional<Envelope> produces(Node node) {
        for (var at : all) {
            if (at.asked() != node) continue;
            prepare(node, at);
            var acts = node.registry().read(at.docket()).headers();
            var order = last(acts, "order");
            if (order.isEmpty() || last(acts, "produce").isPresent()) continue;
            var values = new TreeMap<>(Nation.scope());
            values.put("order", text(order.get()));
            values.put("exhibits", exhibits());
            return Optional.of(
                    node.nation.act(
                            node.registry(),
                            at.docket(),
                            Type.PRODUCE,
                            "provider.harbourmail",
                            "PRV",
                            "agent",
                            values,
                            node.registry().seenFor(at.docket())));
        }
        return Optional.empty();
    }

    private Case begun(Node node) {
        var partners = world.partners(node);
        var begun =
                new Case(
                        ActId.next(node.now(), world.random()),
                        node,
                        partners.get(world.random().nextInt(partners.size())));
        all.add(begun);
        return begun;
    }

    private void prepare(Node node, Case at) {
        node.nation.now = node.now();
        node.nation.parties = Set.of(at.asking().state(), at.asked().state());
        node.nation.after =
                world.random().nextInt(3) == 0
                        ? node.registry().foreignCheckpoint().orElse("")
                        : "";
    }

    private Optional<Envelope> asks(Node node, Case at) {
        var acts = node.registry().read(at.docket()).headers();
        var authorisation = last(acts, "authorise");
        if (authorisation.isEmpty()) return Optional.of(authorises(node, at));
        if (last(acts, "request").isEmpty()) {
            var values = new TreeMap<>(Nation.requested(authorisation.get()));
            values.put("requestedState", new Json.Str(at.asked().state()));
            return Optional.of(act(node, at, "request", values));
        }
        return Optional.of(consults(node, at, acts));
    }

    private static Envelope authorises(Node node, Case at) {
        var values = new TreeMap<>(Nation.authorisation());
        values.put(
                "requestedState",
                new Json.Str(at.asking() == node ? at.asked().state() : at.asking().state()));
        return act(node, at, "authorise", values);
    }

    private Optional<Envelope> answers(Node node, Case at) {
        var acts = node.registry().read(at.docket()).headers();
        var request = last(acts, "request");
        if (request.isEmpty()) return Optional.empty();
        var possible = new ArrayList<Supplier<Envelope>>();
        possible.add(() -> consults(node, at, acts));
        if (last(acts, "acknowledge").isEmpty())
            possible.add(
                    () -> act(node, at, "acknowledge", Map.of("request", text(request.get()))));
        else if (last(acts, "find").isEmpty())
            possible.add(() -> finds(node, at, request.get(), "40(22)"));
        else if (count(acts, "find") == 1)
            possible.add(() -> finds(node, at, request.get(), "6(2)"));
        else if (last(acts, "assess").isEmpty())
            possible.add(() -> assesses(node, at, request.get()));
        else if (last(acts, "authorise-execution").isEmpty())
            possible.add(() -> executes(node, at, request.get()));
        else if (last(acts, "order").isEmpty())
            possible.add(() -> orders(node, at, last(acts, "authorise-execution").orElseThrow()));
        else if (last(acts, "produce").isPresent() && last(acts, "compare").isEmpty())
            possible.add(() -> compares(node, at, acts));
        else if (last(acts, "produce").isPresent() && last(acts, "transmit").isEmpty())
            possible.add(() -> transmits(node, at, request.get(), acts));
        // What comes next is more likely than a letter.
        return Optional.of(
                possible.get(world.random().nextInt(4) == 0 ? 0 : possible.size() - 1).get());
    }

    private Envelope consults(Node node, Case at, List<Header> acts) {
        return act(
                node,
                at,
                "consult",
                Map.of(
                        "about",
                        text(acts.getLast().digest()),
                        "message",
                        new Json.Str("Message " + world.random().nextInt(1_000))));
    }

    private Envelope finds(Node node, Case at, Digest request, String safeguard) {
        return act(
                node,
                at,
                "find",
                Map.of(
                        "request", text(request),
                        "safeguard", new Json.Str(safeguard),
                        "outcome", new Json.Str("CLEAR"),
                        "reasons", new Json.Str("No sign of it.")));
    }

    private Envelope assesses(Node node, Case at, Digest request) {
        var values = new TreeMap<>(Examples.assessed().members());
        values.put("request", text(request));
        values.put("reasons", new Json.Str("Nothing stands against it."));
        return act(node, at, "assess", values);
    }

    private Envelope executes(Node node, Case at, Digest request) {
        var values = new TreeMap<>(Nation.scope());
        values.put("request", text(request));
        values.put("until", new Json.Str("2026-12-31"));
        values.put("reasons", new Json.Str("One mailbox, ten days."));
        return act(node, at, "authorise-execution", values);
    }

    private Envelope orders(Node node, Case at, Digest authorisation) {
        var values = new TreeMap<>(Nation.scope());
        values.put("authorisation", text(authorisation));
        values.put("provider", new Json.Str(node.state() + ".provider.harbourmail"));
        values.put("due", new Json.Str("2026-12-15"));
        return actOfSecond(node, at, Type.ORDER, values);
    }

    private Envelope compares(Node node, Case at, List<Header> acts) {
        var values = new TreeMap<String, Json>();
        values.put("order", text(last(acts, "order").orElseThrow()));
        values.put("tool", new Json.Str("comity-reader/1"));
        values.put("exhibits", new Json.Arr(List.of(exhibit().with("standing", "WITHIN"))));
        return actOfSecond(node, at, Type.COMPARE, values);
    }

    private Envelope transmits(Node node, Case at, Digest request, List<Header> acts) {
        var values = new TreeMap<String, Json>();
        values.put("request", text(request));
        values.put("order", text(last(acts, "order").orElseThrow()));
        values.put(
                "discloses",
                Json.strings(
                        List.of(
                                last(acts, "authorise-execution").orElseThrow().hex(),
                                last(acts, "order").orElseThrow().hex(),
                                last(acts, "produce").orElseThrow().hex(),
                                last(acts, "compare").orElseThrow().hex())));
        values.put("purpose", new Json.Str("Investigation 2026/4711"));
        values.put("exhibits", exhibits());
        return actOfSecond(node, at, Type.TRANSMIT, values);
    }

    private static Json exhibits() {
        return new Json.Arr(List.of(exhibit()));
    }

    private static Json.Obj exhibit() {
        return Json.object()
                .with("sha256", Digest.of(new byte[1]).hex())
                .with("size", 1)
                .with("name", "mailbox.mbox")
                .with("mediaType", "application/mbox");
    }

    private static Envelope act(Node node, Case at, String type, Map<String, Json> values) {
        return node.nation.act(
                node.registry(), at.docket(), type, values, node.registry().seenFor(at.docket()));
    }

    /** The same by another person of the central authority than examined the request. */
    private static Envelope actOfSecond(Node node, Case at, Type type, Map<String, Json> values) {
        return node.nation.act(
                node.registry(),
                at.docket(),
                type,
                "central-authority",
                "CAO",
                "second",
                values,
                node.registry().seenFor(at.docket()));
    }

    private static Optional<Digest> last(List<Header> acts, String type) {
        return acts.stream()
                .filter(act -> act.type().equals(type))
                .reduce((_, later) -> later)
                .map(Header::digest);
    }

    private static long count(List<Header> acts, String type) {
        return acts.stream().filter(act -> act.type().equals(type)).count();
    }

    private static Json text(Digest digest) {
        return new Json.Str(digest.hex());
    }
}
