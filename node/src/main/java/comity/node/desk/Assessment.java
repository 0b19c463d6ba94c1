package comity.node.desk;

import comity.node.identity.Composer;
import comity.node.identity.Officer;
import comity.node.registry.Registry;
import comity.record.act.Author;
import comity.record.act.Digest;
import comity.record.act.Json;
import comity.treaty.docket.Act;
import comity.treaty.docket.Cooperation;
import comity.treaty.docket.Type;
import comity.treaty.rules.Finding;
import comity.treaty.rules.Rulebook;
import comity.treaty.terms.Office;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What the rulebook would say of a draft, by both States' profiles. A drafter need not be the one
 * who files: where they are not, it is asked for whoever will.
 */
public final class Assessment {
    private final Registry registry;
    private final Composer composer;

    public Assessment(Registry registry, Composer composer) {
        this.registry = registry;
        this.composer = composer;
    }

    public List<Finding> of(
            UUID docket, Type type, Map<String, Json.Obj> content, Officer drafter) {
        var proposal = composer.compose(docket, type.word(), content, drafter);
        var held = registry.read(docket);
        var actor = actor(type, drafter, proposal.header().author(), proposal.digest());
        var profiles = composer.profiles(held.with(proposal.unsigned()));
        var past = held.before(proposal.header().seen());
        return Cooperation.read(proposal.unsigned()) instanceof Act.Request request
                ? Rulebook.current().assess(past, request, actor, profiles, composer.today())
                : Rulebook.current()
                        .ruling(
                                past,
                                Cooperation.read(proposal.unsigned()),
                                actor,
                                profiles,
                                composer.today())
                        .all();
    }

    private Author actor(Type type, Officer drafter, Author asDrafter, Digest nobody) {
        var offices = type.offices().stream().map(Office::name).sorted().toList();
        if (offices.contains(drafter.office())) return asDrafter;
        var state = drafter.state();
        var authority =
                registry.profiles(Set.of(state))
                        .of(state)
                        .flatMap(profile -> profile.centralAuthority())
                        .orElse(drafter.authority());
        return new Author(state, authority, offices.getFirst(), nobody);
    }
}
