package comity.node.courier;

import comity.node.registry.Registry;
import comity.record.act.CanonicalJson;
import comity.record.act.Digest;
import comity.record.act.Directory;
import comity.record.act.Envelope;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.record.act.Loss;
import comity.record.act.MalformedAct;
import comity.record.act.MalformedJson;
import comity.record.act.Roll;
import comity.treaty.docket.Cooperation;
import comity.treaty.law.Profile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An act as it is handed to one partner: without the sections that stay here, the others sealed to
 * its authority, and with word of which heads in {@code seen} stay here too.
 */
final class Parcel {
    private Parcel() {}

    /**
     * Whether a partner may hold an act: it is a party and the act is shared, or it is a directory,
     * a profile, or the declaration of a loss.
     */
    static boolean mayHold(Registry registry, Envelope act, String peer) {
        return switch (act.header().kind()) {
            case Directory.KIND, Profile.KIND, Roll.KIND, Loss.KIND -> true;
            case Cooperation.KIND ->
                    registry.suspended(peer).isEmpty()
                            && Cooperation.audience(
                                            registry.read(act.header().docket()), act.digest())
                                    .contains(peer);
            default -> false;
        };
    }

    /** Empty while the partner names no key to which the sections can be sealed. */
    static Optional<Json.Obj> of(
            Registry registry, AuthoritySeals seals, Envelope act, String peer) {
        var internal = Json.strings(internal(registry, act, peer));
        var kept = act.withholding(section -> !section.equals(Cooperation.OFFICER)).with(List.of());
        if (isPublic(act))
            return Optional.of(
                    Json.object().with("envelope", kept.json()).with("internal", internal));
        var sections = new LinkedHashMap<String, Json>();
        kept.sections().forEach((name, section) -> sections.put(name, section.json()));
        return seals.seal(CanonicalJson.bytes(new Json.Obj(sections)), act.header(), peer)
                .map(
                        payload ->
                                Json.object()
                                        .with("envelope", kept.withholding(_ -> false).json())
                                        .with("sealed", payload)
                                        .with("internal", internal));
    }

    /** Directories and law are published: there may be nobody yet to whom they could be sealed. */
    private static boolean isPublic(Envelope act) {
        return !act.header().kind().equals(Cooperation.KIND);
    }

    /**
     * The act that a partner handed over; empty if its sections do not open here.
     *
     * @throws MalformedAct also if what must come sealed came in clear
     */
    static Optional<Envelope> act(Json.Obj parcel, AuthoritySeals seals) throws MalformedAct {
        var envelope =
                parcel.object("envelope")
                        .orElseThrow(() -> new MalformedAct("envelope", "missing"));
        var act = Envelope.of(envelope);
        if (isPublic(act)) return Optional.of(act);
        if (!act.sections().isEmpty())
            throw new MalformedAct("sections", "sections sealed to the authority expected");
        var sealed =
                parcel.object("sealed").orElseThrow(() -> new MalformedAct("sealed", "missing"));
        var opened = seals.open(sealed, act.header());
        if (opened.isEmpty()) return Optional.empty();
        try {
            return Optional.of(
                    Envelope.of(envelope.with("sections", JsonReader.actObject(opened.get()))));
        } catch (MalformedJson e) {
            throw new MalformedAct("sealed", "JSON expected");
        }
    }

    /** Which of the digests that it has seen stay with the partner. */
    static Set<Digest> internal(Json.Obj parcel) {
        return parcel.texts("internal").stream()
                .filter(hex -> hex.matches("[0-9a-f]{64}"))
                .map(Digest::new)
                .collect(Collectors.toSet());
    }

    private static List<String> internal(Registry registry, Envelope act, String peer) {
        if (!act.header().kind().equals(Cooperation.KIND)) return List.of();
        var docket = registry.read(act.header().docket());
        return act.header().seen().stream()
                .filter(parent -> !Cooperation.audience(docket, parent).contains(peer))
                .map(Digest::hex)
                .toList();
    }
}
