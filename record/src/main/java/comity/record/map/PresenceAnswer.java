package comity.record.map;

import comity.record.act.ApprovedDirectory;
import comity.record.act.Base64Url;
import comity.record.act.CanonicalJson;
import comity.record.act.Digest;
import comity.record.act.Directories;
import comity.record.act.Directory;
import comity.record.act.Envelope;
import comity.record.act.Interval;
import comity.record.act.Json;
import comity.record.act.MalformedAct;
import comity.record.act.Receipt;
import comity.record.tlog.MalformedNote;
import comity.record.tlog.NoteKeys;
import comity.record.tlog.TlogProof;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

    /** How sure a line of a check is. */
    public enum Status {
        PASSED,
        FAILED,
        UNCHECKED
    }

    /** One thing that was checked. */
    public record Line(String code, Status status) {}

    /**
     * What a check came to.
     *
     * @param facts what the lines' sentences are filled with
     * @param at what the log's checkpoint says of the time of the commitment
     */
    public record Checked(List<Line> lines, Map<String, String> facts, Optional<Instant> at) {
        public boolean failed() {
            return lines.stream().anyMatch(line -> line.status() == Status.FAILED);
        }

        /** 0 all passed, 1 something failed, 2 something could not be checked. */
        public int exit() {
            if (failed()) return 1;
            return lines.stream().anyMatch(line -> line.status() == Status.UNCHECKED) ? 2 : 0;
        }
    }

    /**
     * Checks all of it.
     *
     * @param root the fingerprint of the State's root as the asker was given it by another path
     */
    public Checked check(Optional<Digest> root) {
        var lines = new ArrayList<Line>();
        var approved = ApprovedDirectory.of(directory);
        var known = approved.map(ApprovedDirectory::directory);
        var ours = known.filter(listed -> listed.state().equals(state));
        lines.add(root(approved.filter(_ -> ours.isPresent()), root));
        var said = MapCommitment.of(commitment);
        var tree = ours.flatMap(listed -> proven(committed, commitment.digest(), listed));
        var at = tree.flatMap(proof -> time(proof, ours.orElseThrow()));
        lines.add(line("signed", ours.filter(listed -> isSigned(listed, at)).isPresent()));
        lines.add(
                line(
                        "committed",
                        said.isPresent()
                                && tree.isPresent()
                                && tree.get().index() >= said.get().upTo()));
        var place = said.flatMap(held -> Vrf.verify(held.vrf(), question.input(), vrf));
        lines.add(line("place", place.isPresent()));
        var value = named.map(act -> FileQuestion.value(act.receipt().commitment(act.act())));
        lines.add(
                line(
                        named.isPresent() ? "present" : "absent",
                        place.flatMap(where -> PlaceMap.root(where, value, map))
                                .filter(
                                        hash ->
                                                Arrays.equals(
                                                        hash, said.orElseThrow().root().bytes()))
                                .isPresent()));
        named.ifPresent(
                act ->
                        lines.add(
                                line(
                                        "named",
                                        ours.flatMap(
                                                        listed ->
                                                                proven(
                                                                        act.receipt(),
                                                                        act.act(),
                                                                        listed))
                                                .filter(
                                                        proof ->
                                                                said.filter(
                                                                                held ->
                                                                                        proof
                                                                                                        .index()
                                                                                                < held
                                                                                                        .upTo())
                                                                        .isPresent())
                                                .isPresent())));
        return new Checked(List.copyOf(lines), facts(said, known), at);
    }

    private static Line line(String code, boolean holds) {
        return new Line(code, holds ? Status.PASSED : Status.FAILED);
    }

    private static Line root(Optional<ApprovedDirectory> approved, Optional<Digest> given) {
        var enough =
                approved.filter(
                        version ->
                                version.directory()
                                                .root()
                                                .approving(version.directory(), version.approvals())
                                        >= version.directory().root().threshold());
        if (enough.isEmpty()) return new Line("root", Status.FAILED);
        if (given.isEmpty()) return new Line("root", Status.UNCHECKED);
        return line("root", enough.get().directory().root().fingerprint().equals(given.get()));
    }

    /** By a key that was valid at the time that the State's own log says: nobody else's is here. */
    private boolean isSigned(Directory listed, Optional<Instant> at) {
        return at.isPresent()
                && commitment.header().author().state().equals(state)
                && new Directories(Map.of(state, listed))
                                .signatory(commitment, Interval.at(at.get()))
                        instanceof Directories.Signatory.Authentic;
    }

    private static Optional<TlogProof> proven(Receipt receipt, Digest act, Directory listed) {
        try {
            var proof = TlogProof.parse(receipt.proof());
            return Optional.of(proof)
                    .filter(
                            held ->
                                    held.proves(
                                            receipt.commitment(act),
                                            NoteKeys.of(listed.log().keys())));
        } catch (MalformedNote _) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> time(TlogProof proof, Directory listed) {
        return NoteKeys.of(listed.log().keys()).cosignedAt(proof.checkpoint());
    }

    private Map<String, String> facts(Optional<MapCommitment> said, Optional<Directory> known) {
        return Map.of(
                "state", state,
                "sha256", question.sha256().hex(),
                "docket", question.docket().map(UUID::toString).orElse("-"),
                "upTo", said.map(held -> Long.toString(held.upTo())).orElse("-"),
                "act", named.map(act -> act.act().hex()).orElse("-"),
                "fingerprint", known.map(listed -> listed.root().fingerprint().hex()).orElse("-"));
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
