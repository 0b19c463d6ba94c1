package comity.record.act;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * A State's root: the persons who hold it, each with keys of their own, and how many of them must
 * approve a version of the directory. Partners and courts know it by its fingerprint, which they
 * were given by another path than the directory: that is what trust rests on.
 *
 * @param threshold how many holders must approve
 * @param demo whether its holders' keys lie on the node's own machine: a trial, and reports say so
 */
public record Root(int threshold, List<Holder> holders, boolean demo) {
    public static final int MOST_HOLDERS = 16;

    /**
     * Who holds a share of the root. Both signatures must verify: to forge one approval takes
     * breaking both algorithms.
     *
     * @param name as the State calls this holder; it decides nothing
     * @param publicKey in the shape of {@code algorithm}
     * @param mlDsa65 1952 bytes
     */
    public record Holder(
            String name, SignatureAlgorithm algorithm, byte[] publicKey, byte[] mlDsa65) {
        public Holder {
            publicKey = publicKey.clone();
            mlDsa65 = mlDsa65.clone();
            if (name.isBlank() || name.length() > 100)
                throw new IllegalArgumentException("a holder has a name of at most 100 characters");
        }

        @Override
        public byte[] publicKey() {
            return publicKey.clone();
        }

        @Override
        public byte[] mlDsa65() {
            return mlDsa65.clone();
        }

        /** What names these keys: their digest, without the holder's name. */
        public Digest id() {
            return Digest.of(keys());
        }

        private Json.Obj keys() {
            return Json.object()
                    .with("algorithm", algorithm.name())
                    .with("publicKey", Base64Url.encode(publicKey))
                    .with("mlDsa65", Base64Url.encode(mlDsa65));
        }

        public Json.Obj json() {
            return keys().with("name", name);
        }

        public static Holder of(Json.Obj json) throws MalformedAct {
            var part = "root.holders";
            Shape.only(json, part, "name", "algorithm", "publicKey", "mlDsa65");
            try {
                return new Holder(
                        Shape.text(json, part, "name"),
                        Key.algorithm(json, part),
                        Shape.bytes(json, part, "publicKey"),
                        Shape.bytes(json, part, "mlDsa65"));
            } catch (IllegalArgumentException e) {
                throw new MalformedAct(part, String.valueOf(e.getMessage()));
            }
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Holder that
                    && name.equals(that.name)
                    && algorithm == that.algorithm
                    && Arrays.equals(publicKey, that.publicKey)
                    && Arrays.equals(mlDsa65, that.mlDsa65);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(publicKey);
        }
    }

    /**
     * @throws IllegalArgumentException if no threshold of these holders can be met, or if two of
     *     them share a key and one person would count twice
     */
    public Root {
        holders = List.copyOf(holders);
        if (holders.isEmpty() || holders.size() > MOST_HOLDERS)
            throw new IllegalArgumentException("a root has 1 to " + MOST_HOLDERS + " holders");
        if (threshold < 1 || threshold > holders.size())
            throw new IllegalArgumentException(
                    "the threshold lies between 1 and the number of holders");
        var distinct = new HashSet<String>();
        for (var holder : holders) {
            var fresh =
                    distinct.add("key " + Base64Url.encode(holder.publicKey()))
                            & distinct.add("ml-dsa " + Base64Url.encode(holder.mlDsa65()))
                            & distinct.add("name " + holder.name());
            if (!fresh)
                throw new IllegalArgumentException(
                        "two holders share a name or a key: " + holder.name());
        }
    }

    /** What two States read to each other over the telephone. */
    public Digest fingerprint() {
        return Digest.of(json());
    }

    public Optional<Holder> holder(Digest id) {
        return holders.stream().filter(holder -> holder.id().equals(id)).findFirst();
    }

    /** How many different holders of this root approved {@code directory}. */
    public int approving(Directory directory, List<Approval> approvals) {
        var signed = Approval.signed(directory);
        return (int)
                holders.stream()
                        .filter(
                                holder ->
                                        approvals.stream()
                                                .anyMatch(approval -> approval.is(holder, signed)))
                        .count();
    }

    public Json.Obj json() {
        var json =
                Json.object()
                        .with("threshold", threshold)
                        .with(
                                "holders",
                                new Json.Arr(
                                        List.copyOf(holders.stream().map(Holder::json).toList())));
        return demo ? json.with("demo", true) : json;
    }

    public static Root of(Json.Obj json) throws MalformedAct {
        Shape.only(json, "root", "threshold", "holders", "demo");
        var holders = new ArrayList<Holder>();
        for (var item : Shape.items(json, "root", "holders", MOST_HOLDERS)) {
            if (!(item instanceof Json.Obj holder))
                throw new MalformedAct("root.holders", "objects expected");
            holders.add(Holder.of(holder));
        }
        var threshold =
                json.integer("threshold")
                        .orElseThrow(
                                () -> new MalformedAct("root.threshold", "whole number expected"));
        // A member that says nothing is not said: each root has one form, and one fingerprint.
        if (json.get("demo").isPresent() && !json.bool("demo").orElse(false))
            throw new MalformedAct("root.demo", "true expected, or nothing");
        try {
            return new Root(Math.toIntExact(threshold), holders, json.bool("demo").orElse(false));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new MalformedAct("root", String.valueOf(e.getMessage()));
        }
    }
}
