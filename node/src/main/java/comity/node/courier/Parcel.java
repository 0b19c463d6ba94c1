package comity.node.courier;

import comity.node.registry.Registry;
import comity.record.act.Digest;
import comity.record.act.Directory;
import comity.record.act.Envelope;
import comity.record.act.Json;
import comity.record.act.MalformedAct;
import comity.treaty.docket.Cooperation;
import comity.treaty.law.Profile;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An act as it is handed to one partner: without the sections that stay here, and with word of
 * which heads in {@code seen} stay here too.
 */
final class Parcel {
    private Parcel() {}

    /**
     * Whether a partner may hold an act: it is a party and the act is shared, or it is a directory
     * or a profile.
     */
    static boolean mayHold(Registry registry, Envelope act, String peer) {
        return switch (act.header().kind()) {
            case Directory.KIND, Profile.KIND -> true;
            case Cooperation.KIND ->
                    Cooperation.audience(registry.read(act.header().docket()), act.digest())
                            .contains(peer);
            default -> false;
        };
    }

    static Json.Obj of(Registry registry, Envelope act, String peer) {
        var kept = act.withholding(section -> !section.equals(Cooperation.OFFICER)).with(List.of());
        return Json.object()
                .with("envelope", kept.json())
                .with("internal", Json.strings(internal(registry, act, peer)));
    }

    /** The act that a partner handed over. */
    static Envelope act(Json.Obj parcel) throws MalformedAct {
        return Envelope.of(
                parcel.object("envelope")
                        .orElseThrow(() -> new MalformedAct("envelope", "missing")));
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
