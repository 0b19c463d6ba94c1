package comity.node.desk;

import comity.node.desk.GlassView.Asked;
import comity.node.desk.GlassView.Row;
import comity.node.frame.Languages;
import comity.node.frame.Refused;
import comity.node.identity.Officer;
import comity.node.identity.Offices;
import comity.node.identity.Person;
import comity.node.identity.Readings;
import comity.node.identity.Readings.Purpose;
import comity.node.registry.Introduction;
import comity.node.registry.RareActs;
import comity.node.registry.Registry;
import comity.record.act.Digest;
import comity.record.act.Json;
import comity.treaty.docket.Act;
import comity.treaty.docket.Cooperation;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Entry;
import comity.treaty.docket.Type;
import comity.treaty.rules.BrokenGlass;
import comity.treaty.rules.BrokenGlass.Broken;
import comity.treaty.rules.BrokenGlass.Standing;
import comity.treaty.terms.Office;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Reading a docket that is not one's own, in an emergency (docs/decisions/0135): an officer says
 * why, another confirms, and for four hours the first reads. A docket that a judge sealed, one in
 * which they have a conflict of interest, and none at all answer alike.
 */
final class Glass {
    /** Whom a docket may have to be shown at once. */
    static final List<String> OFFICES = List.of("INV", "PRO", "CAO", "JUD", "DUT");

    /** What of their own people find here again. */
    private static final Duration KEPT = Duration.ofDays(30);

    private static final int MOST = 100;

    private final Registry registry;
    private final Sight sight;
    private final Offices offices;
    private final Proposals proposals;
    private final Readings readings;
    private final RareActs acts;
    private final InstantSource clock;

    Glass(
            Registry registry,
            Sight sight,
            Offices offices,
            Proposals proposals,
            Readings readings,
            RareActs acts,
            InstantSource clock) {
        this.registry = registry;
        this.sight = sight;
        this.offices = offices;
        this.proposals = proposals;
        this.readings = readings;
        this.acts = acts;
        this.clock = clock;
    }

    /** What was asked for and not signed: it went on meanwhile, and is asked for again. */
    Asked again(UUID proposal, Person person) {
        return proposals
                .view(proposal, person, Languages.current())
                .filter(view -> view.type().equals(Type.BREAK_GLASS.word()))
                .map(
                        view ->
                                new Asked(
                                        view.docket().toString(),
                                        said(view, Cooperation.TERMS, "purpose"),
                                        said(view, Cooperation.REASONS, "reasons")))
                .orElse(Asked.NOTHING);
    }

    private static String said(ProposalView view, String section, String name) {
        return view.sections().get(section) instanceof Map<?, ?> kept
                        && kept.get("content") instanceof Map<?, ?> content
                        && content.get(name) instanceof String text
                ? text
                : "";
    }

    /** Composes the first person's act, for them to sign. */
    ProposalView propose(Asked asked, Officer officer) {
        // What does not depend on the docket is asked before it: it tells nothing of it.
        var id = number(asked.docket());
        var purpose = Purpose.of(asked.purpose()).filter(Glass::isOffered);
        if (purpose.isEmpty() || asked.reasons().isBlank())
            throw Refused.with(422, "glass.incomplete");
        if (offices.of(officer.person()).stream().anyMatch(held -> sight.sees(id, held)))
            throw Refused.with(409, "glass.seen");
        if (!sight.isBreakable(registry.read(id), officer)) throw Refused.unknown();
        // Who asks for a number learns that it is a docket's: that is written down as well.
        readings.add(officer, id, "", GlassPages.PATH, Set.of(), purpose.get());
        return composed(
                id,
                Type.BREAK_GLASS,
                Map.of(
                        Cooperation.TERMS,
                        Json.object().with("purpose", asked.purpose()),
                        Cooperation.REASONS,
                        Json.object().with("reasons", asked.reasons())),
                officer);
    }

    private static boolean isOffered(Purpose purpose) {
        return Stream.of(Act.ReadingPurpose.values())
                .anyMatch(offered -> offered.name().equals(purpose.name()));
    }

    private static UUID number(String typed) {
        var text = typed.strip();
        if (!text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"))
            throw Refused.with(422, "glass.number");
        return UUID.fromString(text);
    }

    /** Composes the second person's act, for them to sign. */
    ProposalView confirm(String act, Officer officer) {
        var found =
                Optional.of(act)
                        .filter(hex -> hex.matches("[0-9a-f]{64}"))
                        .flatMap(hex -> registry.act(new Digest(hex)))
                        .map(stored -> registry.read(stored.envelope().header().docket()))
                        .flatMap(docket -> asked(docket, act, officer))
                        .orElseThrow(Refused::unknown);
        return composed(
                found.id(),
                Type.CONFIRM_BREAK_GLASS,
                Map.of(Cooperation.TERMS, Json.object().with("brokenGlass", act)),
                officer);
    }

    /** The docket, if the glass was broken on it by this act and this officer is one to ask. */
    private Optional<Docket> asked(Docket docket, String act, Officer officer) {
        return BrokenGlass.on(docket).stream()
                .filter(broken -> broken.act().digest().hex().equals(act))
                .filter(broken -> isAsked(docket, broken, officer))
                .findFirst()
                .map(_ -> docket);
    }

    /** Colleagues of the same authority, and the officers of a central authority. */
    private boolean isAsked(Docket docket, Broken broken, Officer officer) {
        var author = broken.act().header().author();
        return author.state().equals(officer.state())
                && OFFICES.contains(officer.office())
                && (officer.office().equals(Office.CAO.name())
                        || author.authority().equals(officer.authority()))
                && sight.isBreakable(docket, officer);
    }

    private ProposalView composed(
            UUID docket, Type type, Map<String, Json.Obj> content, Officer officer) {
        return switch (proposals.propose(
                docket, type.word(), content, officer, Optional.empty(), Languages.current())) {
            case Proposals.Outcome.Denied(var ruling) -> throw Refused.denied(ruling.findings());
            case Proposals.Outcome.Proposed(var view) -> view;
        };
    }

    /** What this person asked for, and what waits for them as the second person. */
    GlassView of(Person person) {
        var held =
                offices.of(person).stream()
                        .filter(officer -> OFFICES.contains(officer.office()))
                        .toList();
        var own = new ArrayList<Row>();
        var awaited = new ArrayList<Row>();
        for (var id : acts.dockets(Type.BREAK_GLASS, clock.instant().minus(KEPT))) {
            var docket = registry.read(id);
            for (var broken : BrokenGlass.on(docket)) {
                if (isOwn(docket, broken, person)) {
                    if (held.stream().anyMatch(officer -> sight.isBreakable(docket, officer)))
                        own.add(row(docket, broken, ""));
                } else if (broken.standing(clock.instant()) == Standing.AWAITED)
                    held.stream()
                            .filter(officer -> isAsked(docket, broken, officer))
                            .findFirst()
                            .ifPresent(
                                    officer ->
                                            awaited.add(row(docket, broken, officer.inOffice())));
            }
        }
        var newest = Comparator.comparing(Row::at).reversed();
        own.sort(newest);
        awaited.sort(newest);
        return new GlassView(
                own.stream().limit(MOST).toList(), awaited.stream().limit(MOST).toList());
    }

    private static boolean isOwn(Docket docket, Broken broken, Person person) {
        return docket.act(broken.act().digest())
                .flatMap(Introduction::person)
                .filter(person.id()::equals)
                .isPresent();
    }

    private Row row(Docket docket, Broken broken, String confirmsAs) {
        var author = broken.act().header().author();
        return new Row(
                docket.id(),
                broken.act().digest().hex(),
                name(docket, broken.act()),
                author.authority(),
                author.office(),
                broken.act().header().at(),
                broken.said().purpose().map(Enum::name).orElse(""),
                broken.said().reasons().orElse(""),
                broken.standing(clock.instant()).name(),
                broken.confirmation().map(entry -> name(docket, entry)).orElse(""),
                broken.until().orElse(null),
                confirmsAs);
    }

    private static String name(Docket docket, Entry entry) {
        return docket.act(entry.digest()).map(Introduction::name).orElse("");
    }
}
