package comity.evidence.dossier;

import comity.record.act.Base64Url;
import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.record.act.Json;
import comity.record.act.MalformedAct;
import comity.record.tlog.Checkpoint;
import comity.record.tlog.MalformedNote;
import comity.record.tlog.Note;
import comity.record.tlog.TlogProof;
import comity.record.x509.EvidenceRecord;
import comity.record.x509.RefusedTimestamp;
import comity.record.x509.Timestamp;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What shows that the checkpoints of one log that a case file holds are one growing tree: a proof
 * from each to the next (RFC 6962, 2.1.2); and the timestamps on its checkpoints.
 *
 * @param origin the log's
 */
public record LogProofs(String origin, List<Consistency> proofs, List<Stamped> stamps) {
    private static final int MOST_PROOFS = 10_000;
    private static final int MOST_STAMPS = 2_000;

    /** A certificate of a timestamp authority lasts for years. */
    private static final int MOST_RENEWALS = 100;

    /** So many tokens one timestamp renews at most. */
    public static final int MOST_GROUP = 64;

    public LogProofs {
        proofs = List.copyOf(proofs);
        stamps = List.copyOf(stamps);
    }

    /** Of a log whose checkpoints nobody stamped. */
    public LogProofs(String origin, List<Consistency> proofs) {
        this(origin, proofs, List.of());
    }

    /**
     * A checkpoint that a timestamp authority stamped (RFC 3161): the SHA-256 of its text.
     *
     * @param checkpoint the note
     * @param reply the authority's TimeStampResp as it came
     * @param renewals timestamps on the token before, each made while that still stood (RFC 4998,
     *     5.2), oldest first
     */
    public record Stamped(String checkpoint, byte[] reply, List<Renewal> renewals) {
        public Stamped {
            reply = reply.clone();
            renewals = List.copyOf(renewals);
        }

        /** One that was not renewed yet. */
        public Stamped(String checkpoint, byte[] reply) {
            this(checkpoint, reply, List.of());
        }

        @Override
        public byte[] reply() {
            return reply.clone();
        }
    }

    /**
     * A timestamp on the tokens of many before: on the hash of their SHA-256s, sorted and joined,
     * or on the one itself (RFC 4998, 4.2).
     *
     * @param group the SHA-256s of the tokens that it stamps
     */
    public record Renewal(byte[] reply, List<Digest> group) {
        public Renewal {
            reply = reply.clone();
            group = List.copyOf(group);
        }

        @Override
        public byte[] reply() {
            return reply.clone();
        }

        /** What is stamped for such a group. */
        public static Digest imprint(List<Digest> group) {
            return Digest.ofHash(EvidenceRecord.imprint(hashes(group)));
        }

        private static List<byte[]> hashes(List<Digest> group) {
            return group.stream().map(Digest::bytes).toList();
        }

        EvidenceRecord.Stamp stamp() throws RefusedTimestamp {
            return new EvidenceRecord.Stamp(Timestamp.token(reply), hashes(group));
        }
    }

    /** That the tree of {@code from} leaves is the beginning of the tree of {@code to} leaves. */
    public record Consistency(long from, long to, List<byte[]> path) {
        public Consistency {
            path = path.stream().map(byte[]::clone).toList();
        }
    }

    /**
     * For each log the sizes of its checkpoints in the receipts of {@code acts} and in what they
     * name as older: from each to the next a proof is wanted. What cannot be read is left out.
     */
    public static Map<String, SortedSet<Long>> wanted(Collection<Envelope> acts) {
        var sizes = new TreeMap<String, SortedSet<Long>>();
        for (var act : acts) {
            for (var receipt : act.receipts()) {
                try {
                    add(sizes, TlogProof.parse(receipt.proof()).checkpoint());
                } catch (MalformedNote _) {
                    // The verifier says so; nothing can be proven of it.
                }
            }
            after(act).ifPresent(note -> add(sizes, note));
        }
        return sizes;
    }

    private static Optional<Note> after(Envelope act) {
        try {
            var text = act.header().after();
            return text.isEmpty() ? Optional.empty() : Optional.of(Note.parse(text));
        } catch (MalformedNote _) {
            return Optional.empty();
        }
    }

    private static void add(Map<String, SortedSet<Long>> sizes, Note note) {
        try {
            var tree = Checkpoint.of(note);
            sizes.computeIfAbsent(tree.origin(), _ -> new TreeSet<>()).add(tree.size());
        } catch (MalformedNote _) {
            // as above
        }
    }

    /** The entry's name: an origin may hold what a file name may not. */
    String place() {
        return "logs/" + name() + ".json";
    }

    String name() {
        return Digest.of(origin.getBytes(StandardCharsets.UTF_8)).hex();
    }

    Json.Obj json() {
        var items = new ArrayList<Json>();
        for (var proof : proofs) {
            items.add(
                    Json.object()
                            .with("from", proof.from())
                            .with("to", proof.to())
                            .with(
                                    "path",
                                    Json.strings(
                                            proof.path().stream()
                                                    .map(Base64Url::encode)
                                                    .toList())));
        }
        var stamped = new ArrayList<Json>();
        for (var stamp : stamps) {
            var said =
                    Json.object()
                            .with("checkpoint", stamp.checkpoint())
                            .with("reply", Base64Url.encode(stamp.reply()));
            stamped.add(
                    stamp.renewals().isEmpty()
                            ? said
                            : said.with("renewals", renewals(stamp.renewals())));
        }
        return Json.object()
                .with("origin", origin)
                .with("proofs", new Json.Arr(items))
                .with("stamps", new Json.Arr(stamped));
    }

    static LogProofs of(Json.Obj json) throws MalformedAct {
        var proofs = new ArrayList<Consistency>();
        if (json.items("proofs").size() > MOST_PROOFS)
            throw new MalformedAct("proofs", "more than " + MOST_PROOFS);
        for (var item : json.items("proofs")) {
            if (!(item instanceof Json.Obj proof))
                throw new MalformedAct("proofs", "objects expected");
            proofs.add(new Consistency(number(proof, "from"), number(proof, "to"), path(proof)));
        }
        return new LogProofs(
                json.text("origin").orElseThrow(() -> new MalformedAct("origin", "text expected")),
                proofs,
                stamps(json));
    }

    private static List<Stamped> stamps(Json.Obj json) throws MalformedAct {
        var stamps = new ArrayList<Stamped>();
        if (json.items("stamps").size() > MOST_STAMPS)
            throw new MalformedAct("stamps", "more than " + MOST_STAMPS);
        for (var item : json.items("stamps")) {
            if (!(item instanceof Json.Obj stamp))
                throw new MalformedAct("stamps", "objects expected");
            try {
                stamps.add(
                        new Stamped(
                                stamp.text("checkpoint").orElse(""),
                                Base64Url.decode(stamp.text("reply").orElse("")),
                                renewals(stamp)));
            } catch (IllegalArgumentException _) {
                throw new MalformedAct("stamps", "base64url expected");
            }
        }
        return stamps;
    }

    /** As they stand in the entry of a log, or of an exhibit. */
    static Json renewals(List<Renewal> renewals) {
        var items = new ArrayList<Json>();
        for (var renewal : renewals)
            items.add(
                    Json.object()
                            .with("reply", Base64Url.encode(renewal.reply()))
                            .with(
                                    "group",
                                    Json.strings(
                                            renewal.group().stream().map(Digest::hex).toList())));
        return new Json.Arr(items);
    }

    static List<Renewal> renewals(Json.Obj stamp) throws MalformedAct {
        var items = stamp.items("renewals");
        if (items.size() > MOST_RENEWALS)
            throw new MalformedAct("stamps", "more than " + MOST_RENEWALS + " renewals");
        var found = new ArrayList<Renewal>();
        for (var item : items) {
            if (!(item instanceof Json.Obj renewal))
                throw new MalformedAct("stamps", "objects expected");
            var group = renewal.texts("group");
            if (group.isEmpty()
                    || group.size() > MOST_GROUP
                    || !group.stream().allMatch(hex -> hex.matches("[0-9a-f]{64}")))
                throw new MalformedAct("stamps", "a group of hashes expected");
            found.add(
                    new Renewal(
                            Base64Url.decode(renewal.text("reply").orElse("")),
                            group.stream().map(Digest::new).toList()));
        }
        return found;
    }

    private static long number(Json.Obj proof, String name) throws MalformedAct {
        return proof.integer(name)
                .orElseThrow(() -> new MalformedAct("proofs." + name, "whole number expected"));
    }

    private static List<byte[]> path(Json.Obj proof) throws MalformedAct {
        var path = new ArrayList<byte[]>();
        try {
            for (var hash : proof.texts("path")) path.add(Base64Url.decode(hash));
        } catch (IllegalArgumentException _) {
            throw new MalformedAct("proofs.path", "base64url expected");
        }
        return path;
    }
}
