package comity.node.law.entries;

import comity.node.frame.Languages;
import comity.node.frame.Plain;
import comity.node.frame.Refused;
import comity.node.identity.LawEntries;
import comity.node.identity.Officer;
import comity.node.law.profiles.ProfilesView.Difference;
import comity.node.law.profiles.Shelf;
import comity.node.law.profiles.Shown;
import comity.node.registry.Filing;
import comity.node.registry.Registry;
import comity.treaty.law.Law;
import comity.treaty.law.Profile;
import comity.treaty.register.Enactment;
import comity.treaty.register.Filed;
import comity.treaty.register.Preview;
import comity.treaty.register.ProvisionsReader;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What waits for a second registrar of laws, and their answer. */
@Component
class Entries {
    private final LawEntries entries;
    private final Registry registry;
    private final Shelf shelf;

    Entries(LawEntries entries, Registry registry, Shelf shelf) {
        this.entries = entries;
        this.registry = registry;
        this.shelf = shelf;
    }

    List<EntriesView.Waiting> waiting(Officer registrar) {
        return entries.open().stream().map(entry -> view(entry, registrar)).toList();
    }

    private EntriesView.Waiting view(LawEntries.Entry entry, Officer registrar) {
        var enactment =
                entry.law() == Law.PROVISIONS
                        ? ProvisionsReader.json(entry.document(), Optional.of(registrar.state()))
                                .enactment()
                        : Optional.<Enactment>empty();
        return new EntriesView.Waiting(
                entry.number(),
                entry.law().name(),
                entry.digest().hex(),
                entry.authority(),
                entry.enteredBy().name(),
                entry.enteredAt(),
                enactment.map(Enactment::reason).orElse(""),
                entry.enteredBy().id().equals(registrar.person().id()),
                Plain.of(entry.document()),
                entry.law() == Law.PROFILE ? changes(entry) : List.of(),
                preview(entry, enactment));
    }

    /** Against what stands now, which may be another version than when it was entered. */
    private List<Difference> changes(LawEntries.Entry entry) {
        var before =
                shelf.standing(shelf.own())
                        .map(version -> version.profile())
                        .orElseGet(() -> new Profile(shelf.own(), comity.record.act.Json.EMPTY));
        return new Shown(Languages.current(), shelf.authorities(shelf.own()))
                .differences(before, new Profile(shelf.own(), entry.document()));
    }

    private @Nullable Preview preview(LawEntries.Entry entry, Optional<Enactment> enactment) {
        return enactment
                .map(
                        said ->
                                Preview.of(
                                        registry.provisions(),
                                        new Filed(
                                                shelf.own(),
                                                entry.enteredAt(),
                                                entry.authority(),
                                                entry.enteredBy().name(),
                                                Optional.empty(),
                                                said)))
                .orElse(null);
    }

    /** The second registrar's yes: the act, or why there is none. */
    EntriesView.Activated activate(long number, Officer registrar, String device) {
        return switch (entries.activate(number, registrar, device)) {
            case LawEntries.Outcome.Refused(var why, var facts) ->
                    throw Refused.with(409, why, facts);
            case LawEntries.Outcome.Presented(Filing.Filed(var digest, var position)) ->
                    new EntriesView.Activated(digest.hex(), position);
            case LawEntries.Outcome.Presented(var filing) -> throw Refused.because(filing);
        };
    }

    void refuse(long number, Officer registrar, String device) {
        if (!entries.refuse(number, registrar, device))
            throw Refused.with(409, "law.unknown-entry");
    }
}
