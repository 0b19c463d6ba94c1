package comity.record.map;

import comity.record.act.Base64Url;
import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.record.act.Json;
import java.util.Optional;

/**
 * What a State says, in an act of its own, of the map of files that its acts name.
 *
 * @param root the map's root
 * @param vrf the public key by which files have their places: 33 bytes
 * @param upTo every act below this position of the State's log is in the map
 */
public record MapCommitment(Digest root, byte[] vrf, long upTo) {
    /** The kind of the dockets on which such acts stand. */
    public static final String KIND = "presence";

    public static final String TYPE = "commit-map";
    public static final String SECTION = "map";

    public MapCommitment {
        vrf = vrf.clone();
    }

    @Override
    public byte[] vrf() {
        return vrf.clone();
    }

    public Json.Obj json() {
        return Json.object()
                .with("root", root.hex())
                .with("vrf", Base64Url.encode(vrf))
                .with("upTo", upTo);
    }

    /** What an act says; empty if it is another kind of act or says something else. */
    public static Optional<MapCommitment> of(Envelope act) {
        if (!act.header().kind().equals(KIND) || !act.header().type().equals(TYPE))
            return Optional.empty();
        return act.content(SECTION).flatMap(MapCommitment::of);
    }

    private static Optional<MapCommitment> of(Json.Obj said) {
        try {
            var root = said.text("root").filter(hex -> hex.matches("[0-9a-f]{64}"));
            var vrf = Base64Url.decode(said.text("vrf").orElse(""));
            var upTo = said.integer("upTo").filter(number -> number >= 0);
            return root.isEmpty()
                            || upTo.isEmpty()
                            || vrf.length != 33
                            || said.members().size() != 3
                    ? Optional.empty()
                    : Optional.of(new MapCommitment(new Digest(root.get()), vrf, upTo.get()));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
