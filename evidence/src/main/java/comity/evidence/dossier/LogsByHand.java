package comity.evidence.dossier;

import comity.record.act.Digest;
import comity.record.act.Directories;
import comity.record.act.Directory;
import comity.record.act.Envelope;
import comity.record.act.Receipt;
import comity.record.act.SignatureAlgorithm;
import comity.record.tlog.Checkpoint;
import comity.record.tlog.MalformedNote;
import comity.record.tlog.NoteKey;
import comity.record.tlog.NoteKeys;
import comity.record.tlog.TlogProof;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Inclusion, growth, checkpoints and times of logs, asked again with python3 and openssl. */
final class LogsByHand {
    /** Prints the lines of a checkpoint of a proof that comes in: between its two empty lines. */
    private static final String CHECKPOINT = "awk 'b && /^$/ {exit} b {print} /^$/ {b = 1}'";

    private static final String HASHES =
            """
            import base64, hashlib, json, sys, zipfile
            def h(*parts): return hashlib.sha256(b"".join(parts)).digest()
            def u(text): return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
            z = zipfile.ZipFile(sys.argv[1])
            """;

    /** RFC 9162, 2.1.3.2. */
    private static final String INCLUSION =
            """
            for d in sys.argv[2:]:
                for r in json.loads(z.read("acts/" + d + ".json"))["receipts"]:
                    head, note = r["proof"].split("\\n\\n", 1)
                    lines = [l for l in head.split("\\n")[1:] if not l.startswith("extra ")]
                    index, size, root = int(lines[0].split()[1]), *note.split("\\n")[1:3]
                    n, last = index, int(size) - 1
                    found = h(b"\\0", h(b"comity-leaf/1", u(r["nonce"]), bytes.fromhex(d)))
                    for line in lines[1:]:
                        p = base64.b64decode(line)
                        if n & 1 or n == last:
                            found = h(b"\\1", p, found)
                            while n and not n & 1: n, last = n >> 1, last >> 1
                        else:
                            found = h(b"\\1", found, p)
                        n, last = n >> 1, last >> 1
                    same = last == 0 and base64.b64encode(found).decode() == root
                    print(d[:10], index, "of", size, "included" if same else "NOT INCLUDED")
            """;

    /** RFC 9162, 2.1.4.2; the roots are those of the checkpoints in the file, in hexadecimal. */
    private static final String GROWTH =
            """
            trees = {int(t.split("=")[0]): bytes.fromhex(t.split("=")[1]) for t in sys.argv[3:]}
            for proof in json.loads(z.read(sys.argv[2]))["proofs"]:
                one, two = proof["from"], proof["to"]
                if one not in trees or two not in trees: continue
                path = [u(p) for p in proof["path"]]
                if one & (one - 1) == 0: path.insert(0, trees[one])
                n, last = one - 1, two - 1
                while n & 1: n, last = n >> 1, last >> 1
                old = new = path[0]
                for p in path[1:]:
                    if n & 1 or n == last:
                        old, new = h(b"\\1", p, old), h(b"\\1", p, new)
                        while n and not n & 1: n, last = n >> 1, last >> 1
                    else:
                        new = h(b"\\1", new, p)
                    n, last = n >> 1, last >> 1
                same = last == 0 and old == trees[one] and new == trees[two]
                print(one, two, "grew" if same else "NOT ONE TREE")
            """;

    private final Shell shell;
    private final Dossier dossier;
    private final Directories directories;
    private final Logs logs;

    LogsByHand(Shell shell, Dossier dossier, Directories directories, Logs logs) {
        this.shell = shell;
        this.dossier = dossier;
        this.directories = directories;
        this.logs = logs;
    }

    private String python(String script, String arguments) {
        return "python3 - %s %s <<'END'\n%s%sEND"
                .formatted(Shell.quoted(shell.caseFile()), arguments, HASHES, script);
    }

    /**
     * A line about all acts: each inclusion; about one log: its growth and its newest signature.
     */
    List<Step> of(Report.Line line) {
        var origin = line.facts().get("origin");
        if (origin == null) return line.code().equals("log.included") ? included() : List.of();
        var steps = new ArrayList<>(growth(origin, line.code().equals("log.one-tree")));
        newest(origin).ifPresent(found -> steps.addAll(signed(found)));
        return steps;
    }

    private List<Step> included() {
        var acts = dossier.acts();
        return List.of(
                new Step(
                        "python3",
                        python(INCLUSION, hex(acts)),
                        Optional.of(
                                        acts.stream()
                                                .flatMap(act -> inclusions(act).stream())
                                                .collect(Collectors.joining("\n")))
                                .filter(_ -> acts.stream().allMatch(this::isSound))));
    }

    List<Step> inclusion(Envelope act) {
        return List.of(
                new Step(
                        "python3",
                        python(INCLUSION, hex(List.of(act))),
                        Optional.of(String.join("\n", inclusions(act))).filter(_ -> isSound(act))));
    }

    private static String hex(List<Envelope> acts) {
        return acts.stream().map(act -> act.digest().hex()).collect(Collectors.joining(" "));
    }

    /** Whether every receipt of an act proved what it claims. */
    private boolean isSound(Envelope act) {
        return act.receipts().stream()
                .allMatch(
                        receipt ->
                                logs.operator(receipt.origin())
                                        .flatMap(
                                                directory ->
                                                        logs.place(directory.state(), act.digest()))
                                        .isPresent());
    }

    private static List<String> inclusions(Envelope act) {
        var lines = new ArrayList<String>();
        for (var receipt : act.receipts()) {
            tree(receipt)
                    .ifPresent(
                            found ->
                                    lines.add(
                                            "%s %d of %d included"
                                                    .formatted(
                                                            act.digest().brief(),
                                                            found.index,
                                                            found.tree.size())));
        }
        return lines;
    }

    private record Found(Digest act, long index, Checkpoint tree) {}

    private static Optional<Found> tree(Receipt receipt) {
        try {
            var proof = TlogProof.parse(receipt.proof());
            return Optional.of(new Found(Digest.of(new byte[0]), proof.index(), proof.tree()));
        } catch (MalformedNote _) {
            return Optional.empty();
        }
    }

    private List<Step> growth(String origin, boolean holds) {
        var trees = logs.trees(origin);
        var entry = dossier.logs().stream().filter(log -> log.origin().equals(origin)).findFirst();
        if (entry.isEmpty() || trees.size() < 2) return List.of();
        var arguments = new StringBuilder(entry.get().place());
        for (var tree : trees)
            arguments
                    .append(" \\\n  ")
                    .append(tree.size())
                    .append('=')
                    .append(Digest.ofHash(tree.root()).hex());
        var prints =
                entry.get().proofs().stream()
                        .filter(proof -> has(trees, proof.from()) && has(trees, proof.to()))
                        .map(proof -> proof.from() + " " + proof.to() + " grew")
                        .collect(Collectors.joining("\n"));
        return List.of(
                new Step(
                        "python3",
                        python(GROWTH, arguments.toString()),
                        Optional.of(prints).filter(_ -> holds)));
    }

    private static boolean has(List<Checkpoint> trees, long size) {
        return trees.stream().anyMatch(tree -> tree.size() == size);
    }

    /** The act whose receipt leads to the largest tree of a log. */
    private Optional<Found> newest(String origin) {
        var found = new ArrayList<Found>();
        for (var act : dossier.acts()) {
            if (!isSound(act)) continue;
            for (var receipt : act.receipts()) {
                if (receipt.origin().equals(origin))
                    tree(receipt)
                            .ifPresent(
                                    one -> found.add(new Found(act.digest(), one.index, one.tree)));
            }
        }
        return found.stream().max(Comparator.comparingLong(one -> one.tree.size()));
    }

    /** That the log's own key signed its newest checkpoint. */
    private List<Step> signed(Found found) {
        var origin = found.tree.origin();
        return logs.operator(origin).stream()
                .flatMap(known -> NoteKeys.of(known.log().keys()).known().stream())
                .filter(key -> key.type() == NoteKey.ED25519)
                .map(key -> signed(proof(found.act, origin) + " >proof", key))
                .toList();
    }

    private static Step signed(String proof, NoteKey key) {
        return new Step(
                "openssl",
                String.join(
                        "\n",
                        proof,
                        CHECKPOINT + " <proof >message",
                        line(key) + " <proof | base64 -d | tail -c +5 >signature",
                        Shell.key(SignatureAlgorithm.EdDSA, Shell.bytes(key.publicKey())),
                        Shell.verify(SignatureAlgorithm.EdDSA)),
                Optional.of(Shell.verified(SignatureAlgorithm.EdDSA)));
    }

    private String proof(Digest act, String origin) {
        return shell.act(act)
                + " |\n  jq -r --arg o "
                + Shell.quoted(origin)
                + " 'first(.receipts[] | select(.origin == $o)).proof'";
    }

    /** Prints the signature that a key made, of those below a note that comes in. */
    private static String line(NoteKey key) {
        return "awk -v n=%s -v k=%s '$2 == n && index($3, k) == 1 {print $3; exit}'"
                .formatted(Shell.quoted(key.name()), Shell.quoted(Shell.keyLetters(key.id())));
    }

    /** Where the log of a State holds acts: its numbers, and the acts' first digits. */
    List<Step> places(String state, List<Digest> acts) {
        var origin = directories.of(state).map(Directory::logOrigin);
        var placed = acts.stream().filter(act -> logs.place(state, act).isPresent()).toList();
        if (origin.isEmpty() || placed.isEmpty()) return List.of();
        var command =
                shell.each(
                        placed,
                        "ENTRY | jq -r --arg o "
                                + Shell.quoted(origin.get())
                                + " 'first(.receipts[] | select(.origin == $o)).proof' |\n    awk -v d=$d '/^index / {print $2, substr(d, 1, 10)}'");
        var lines =
                placed.stream()
                        .sorted(Comparator.comparingLong(act -> logs.place(state, act).get()))
                        .map(act -> logs.place(state, act).get() + " " + act.brief())
                        .collect(Collectors.joining("\n"));
        return List.of(new Step("jq", command + " | sort -n", Optional.of(lines)));
    }

    List<Step> places() {
        var steps = new ArrayList<Step>();
        for (var state : directories.byState().keySet().stream().sorted().toList())
            steps.addAll(places(state, dossier.acts().stream().map(Envelope::digest).toList()));
        return steps;
    }

    /** The two cosignatures between which an act was made: their times, and that they verify. */
    List<Step> times(Envelope act) {
        var steps = new ArrayList<Step>();
        var older = "{ echo; " + shell.act(act.digest()) + " | jq -r .header.after; } >proof";
        logs.older(act.digest()).ifPresent(found -> steps.addAll(told(older, found)));
        var stamped = logs.stamped(act.digest());
        if (stamped.isPresent()) steps.addAll(stamp(stamped.get()));
        else
            logs.bound(act.digest())
                    .ifPresent(
                            found ->
                                    steps.addAll(
                                            told(
                                                    proof(act.digest(), found.origin()) + " >proof",
                                                    found)));
        return steps;
    }

    /**
     * One step for each key that signed. Of ML-DSA-44 the time alone is read: openssl verifies it
     * only since 3.5, and is asked about the Ed25519 beside it.
     */
    private static List<Step> told(String proof, Logs.Bound bound) {
        return bound.keys().known().stream()
                .map(
                        key ->
                                switch (key.type()) {
                                    case NoteKey.COSIGNATURE -> cosigned(proof, key, bound.at());
                                    case NoteKey.ED25519 -> signed(proof, key);
                                    default -> time(proof, key, bound.at());
                                })
                .toList();
    }

    private static final String TIME =
            "t=$(tail -c +5 cosignature | od -An -v -tu8 --endian=big -N8 | tr -d ' ')";

    private static final String DATE = "date -u -d \"@$t\" +%Y-%m-%dT%H:%M:%SZ";

    private static Step time(String proof, NoteKey key, Instant at) {
        return new Step(
                "od",
                String.join(
                        "\n", proof, line(key) + " <proof | base64 -d >cosignature", TIME, DATE),
                Optional.of(at.toString()));
    }

    private static Step cosigned(String proof, NoteKey key, Instant at) {
        return new Step(
                "openssl",
                String.join(
                        "\n",
                        proof,
                        line(key) + " <proof | base64 -d >cosignature",
                        TIME,
                        "tail -c +13 cosignature >signature",
                        "{ printf 'cosignature/v1\\ntime %s\\n' \"$t\"; "
                                + CHECKPOINT
                                + " <proof; } >message",
                        Shell.key(SignatureAlgorithm.EdDSA, Shell.bytes(key.publicKey())),
                        Shell.verify(SignatureAlgorithm.EdDSA) + " && " + DATE),
                Optional.of(Shell.verified(SignatureAlgorithm.EdDSA) + "\n" + at));
    }

    /** A timestamp that counts, asked of openssl: the line names which. */
    List<Step> stamp(Report.Line line) {
        return logs.stamp(
                        line.facts().getOrDefault("origin", ""),
                        line.facts().getOrDefault("number", ""))
                .map(this::stampAndRenewals)
                .orElse(List.of());
    }

    private List<Step> stampAndRenewals(Stamps.Proven proven) {
        var steps = new ArrayList<>(stamp(proven));
        var times = proven.renewed().times();
        var certificates =
                Shell.BASE64URL
                        + "\n"
                        + shell.unzip(Beside.stamp(proven.log(), proven.number()) + ".pem")
                        + " >authorities.pem";
        if (times > 0)
            steps.add(
                    new RenewalsByHand(shell, certificates, times)
                            .of(proven.log(), proven.number()));
        return steps;
    }

    /**
     * What was stamped, when, and by whom. openssl is told the time that the stamp tells, for
     * certificates end; and that the directory's certificate is where the chain may end.
     */
    private List<Step> stamp(Stamps.Proven proven) {
        var entry = shell.unzip(proven.log().place());
        var item = ".stamps[" + proven.number() + "]";
        var at = proven.stamp().at();
        var command =
                String.join(
                        "\n",
                        Shell.BASE64URL,
                        entry + " | jq -r '" + item + ".reply' | b64u >token.tsr",
                        entry
                                + " | jq -r '"
                                + item
                                + ".checkpoint' | awk '/^$/ {exit} {print}' >message",
                        Shell.bytes(proven.stamp().authority().certificate().der())
                                + " | openssl x509 -inform DER -out authority.pem",
                        "openssl ts -verify -digest \"$(sha256sum <message | cut -c1-64)\" -in token.tsr"
                                + " -CAfile authority.pem -untrusted authority.pem -partial_chain"
                                + " -attime "
                                + at.getEpochSecond()
                                + " 2>&1 | grep '^Verification'",
                        "openssl ts -reply -in token.tsr -text 2>/dev/null | grep '^Time stamp'");
        return List.of(
                new Step(
                        "openssl",
                        command,
                        Optional.of("Verification: OK\nTime stamp: " + asOpensslSays(at))));
    }

    private static String asOpensslSays(Instant at) {
        var text = at.toString();
        var month = Integer.parseInt(text.substring(5, 7));
        var day = Integer.parseInt(text.substring(8, 10));
        var months = "JanFebMarAprMayJunJulAugSepOctNovDec";
        return months.substring(3 * month - 3, 3 * month)
                + (day < 10 ? "  " : " ")
                + day
                + " "
                + text.substring(11, text.length() - 1)
                + " "
                + text.substring(0, 4)
                + " GMT";
    }

    /** How many entries a log's newest checkpoint counts. */
    List<Step> size(Report.Line line) {
        return newest(line.facts().getOrDefault("origin", ""))
                .filter(found -> Long.toString(found.tree.size()).equals(line.facts().get("size")))
                .map(
                        found ->
                                List.of(
                                        new Step(
                                                "jq",
                                                proof(found.act, found.tree.origin())
                                                        + " |\n  "
                                                        + CHECKPOINT
                                                        + " | sed -n 2p",
                                                Optional.of(Long.toString(found.tree.size())))))
                .orElse(List.of());
    }
}
