package comity.record.map;

import comity.record.act.Base64Url;
import comity.record.act.CanonicalJson;
import comity.record.act.Checked;
import comity.record.act.Checked.Line;
import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.record.act.Json;
import comity.record.act.MalformedAct;
import comity.record.act.Receipt;
import comity.record.tlog.PublishedKeys;
import comity.record.tlog.TlogProof;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A State's answer to whether an act names a file, with everything that checks it offline: {@code
 * present} with the act's inclusion in the log, or {@code absent}. Both have the same length.
 *
 * @param vrf the proof that the file's place is its place
 * @param map the hashes beside the way to that place
 * @param commitment the act by which the State committed the map's root
 * @param committed that its log holds that act
 * @param named the first act that names the file, and that the log holds it; empty: absent
 * @param directory the act that lists the State's keys
 */
public record PresenceAnswer(
        String state,
        FileQuestion question,
        byte[] vrf,
        byte[] map,
        Envelope commitment,
        Receipt committed,
        Optional<Named> named,
        Envelope directory) {
    public static final String FORMAT = "comity-presence/1";

    /** Beyond what is the same in both answers, this much room: an act, its receipt, the word. */
    private static final int ROOM = 16 << 10;

    private static final int GRAIN = 1 << 10;

    public PresenceAnswer {
        vrf = vrf.clone();
        map = map.clone();
    }

    /** The act that names the file. */
    public record Named(Digest act, Receipt receipt) {}

    /**
     * Checks all of it.
     *
     * @param root the fingerprint of the State's root as the asker was given it by another path
     */
    public Checked check(Optional<Digest> root) {
        var lines = new ArrayList<Line>();
        var keys = PublishedKeys.of(state, directory);
        lines.add(keys.root(root));
        var said = MapCommitment.of(commitment);
        var tree = keys.proven(committed, commitment.digest());
        var at = tree.flatMap(keys::time);
        lines.add(Line.of("signed", keys.signed(commitment, at)));
        lines.add(
                Line.of(
                        "committed",
                        said.isPresent()
                                && tree.isPresent()
                                && tree.get().index() >= said.get().upTo()));
        var place = said.flatMap(held -> Vrf.verify(held.vrf(), question.input(), vrf));
        lines.add(Line.of("place", place.isPresent()));
        var value = named.map(act -> FileQuestion.value(act.receipt().commitment(act.act())));
        lines.add(
                Line.of(
                        named.isPresent() ? "present" : "absent",
                        place.flatMap(where -> PlaceMap.root(where, value, map))
                                .filter(
                                        hash ->
                                                Arrays.equals(
                                                        hash, said.orElseThrow().root().bytes()))
                                .isPresent()));
        if (named.isPresent()) {
            var index = keys.proven(named.get().receipt(), named.get().act()).map(TlogProof::index);
            lines.add(
                    Line.of(
                            "named",
                            index.isPresent()
                                    && said.isPresent()
                                    && index.get() < said.get().upTo()));
        }
        return new Checked(lines, facts(said, keys.fingerprint()), at);
    }

    private Map<String, String> facts(Optional<MapCommitment> said, Optional<Digest> fingerprint) {
        return Map.of(
                "state", state,
                "sha256", question.sha256().hex(),
                "docket", question.docket().map(UUID::toString).orElse("-"),
                "upTo", said.map(held -> Long.toString(held.upTo())).orElse("-"),
                "act", named.map(act -> act.act().hex()).orElse("-"),
                "fingerprint", fingerprint.map(Digest::hex).orElse("-"));
    }

    /** The bytes that are handed over: of one length, whatever the answer. */
    public byte[] bytes() {
        var length = CanonicalJson.bytes(json(Optional.empty()).with("pad", "")).length + ROOM;
        var whole = (length + GRAIN - 1) / GRAIN * GRAIN;
        var bare = CanonicalJson.bytes(json(named).with("pad", "")).length;
        if (bare > whole)
            throw new IllegalStateException("an act's receipt is larger than planned");
        return CanonicalJson.bytes(json(named).with("pad", "0".repeat(whole - bare)));
    }

    private Json.Obj json(Optional<Named> act) {
        var json =
                Json.object()
                        .with("format", FORMAT)
                        .with("state", state)
                        .with("sha256", question.sha256().hex())
                        .with("answer", act.isPresent() ? "present" : "absent")
                        .with("vrf", Base64Url.encode(vrf))
                        .with("map", Base64Url.encode(map))
                        .with("commitment", commitment.json())
                        .with("committed", committed.json())
                        .with("directory", directory.json());
        if (question.docket().isPresent())
            json = json.with("docket", question.docket().get().toString());
        return act.isEmpty()
                ? json
                : json.with("act", act.get().act().hex())
                        .with("receipt", act.get().receipt().json());
    }

    /** Reads what {@link #bytes} made. */
    public static PresenceAnswer of(Json.Obj json) throws MalformedAct {
        if (!json.text("format").filter(FORMAT::equals).isPresent())
            throw new MalformedAct("format", FORMAT + " expected");
        var answer = text(json, "answer", "present|absent");
        var docket = json.text("docket");
        var question =
                new FileQuestion(
                        new Digest(text(json, "sha256", "[0-9a-f]{64}")),
                        docket.isEmpty()
                                ? Optional.empty()
                                : Optional.of(
                                        UUID.fromString(
                                                text(
                                                        json,
                                                        "docket",
                                                        "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"))));
        return new PresenceAnswer(
                text(json, "state", "[A-Z]{2}"),
                question,
                bytes(json, "vrf"),
                bytes(json, "map"),
                Envelope.of(object(json, "commitment")),
                Receipt.of(object(json, "committed")),
                answer.equals("absent")
                        ? Optional.empty()
                        : Optional.of(
                                new Named(
                                        new Digest(text(json, "act", "[0-9a-f]{64}")),
                                        Receipt.of(object(json, "receipt")))),
                Envelope.of(object(json, "directory")));
    }

    private static String text(Json.Obj json, String name, String pattern) throws MalformedAct {
        return json.text(name)
                .filter(said -> said.matches(pattern))
                .orElseThrow(() -> new MalformedAct(name, pattern + " expected"));
    }

    private static Json.Obj object(Json.Obj json, String name) throws MalformedAct {
        return json.object(name).orElseThrow(() -> new MalformedAct(name, "object expected"));
    }

    private static byte[] bytes(Json.Obj json, String name) throws MalformedAct {
        try {
            return Base64Url.decode(json.text(name).orElse(""));
        } catch (IllegalArgumentException _) {
            throw new MalformedAct(name, "base64url expected");
        }
    }
}
