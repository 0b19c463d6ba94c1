package comity.evidence.dossier;

import comity.evidence.exhibit.SignedManifest;
import comity.record.act.Approval;
import comity.record.act.ApprovedDirectory;
import comity.record.act.DetachedJws;
import comity.record.act.Digest;
import comity.record.act.Directories;
import comity.record.act.Directory;
import comity.record.act.Envelope;
import comity.record.act.Json;
import comity.record.act.Key;
import comity.record.act.MalformedAct;
import comity.record.act.Roll;
import comity.record.act.Root;
import comity.record.act.SignatureAlgorithm;
import comity.treaty.docket.Cooperation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Roots, authorities' and persons' signatures, asked again with openssl. */
final class SignaturesByHand {
    private final Shell shell;
    private final Dossier dossier;
    private final Directories directories;
    private final Set<Digest> signed;

    /** The newest directory of each State in the file, as a command that prints it. */
    private final Map<String, Optional<String>> entries = new HashMap<>();

    SignaturesByHand(Shell shell, Dossier dossier, Directories directories, Set<Digest> signed) {
        this.shell = shell;
        this.dossier = dossier;
        this.directories = directories;
        this.signed = signed;
    }

    /** A State's directory: the root's fingerprint, and the classical half of each approval. */
    List<Step> root(Report.Line line) {
        var state = line.facts().getOrDefault("state", "");
        for (var act : dossier.directories()) {
            var approved = ApprovedDirectory.of(act);
            var isMeant =
                    line.act().map(act.digest()::equals).orElse(true)
                            && approved.filter(one -> one.directory().state().equals(state))
                                    .isPresent();
            if (isMeant) return root(act, approved.orElseThrow());
        }
        return List.of();
    }

    private List<Step> root(Envelope act, ApprovedDirectory approved) {
        var root = approved.directory().root();
        var entry = shell.act("directories", act.digest());
        var steps = new ArrayList<Step>();
        steps.add(
                new Step(
                        "sha256sum",
                        entry + " | jq -jcS .sections.directory.content.root | sha256sum",
                        Optional.of(root.fingerprint().hex() + "  -")));
        for (var approval : approved.approvals())
            root.holder(approval.holder())
                    .ifPresent(holder -> steps.add(approval(entry, approved, approval, holder)));
        return steps;
    }

    private static Step approval(
            String entry, ApprovedDirectory approved, Approval approval, Root.Holder holder) {
        var number = approved.directory().root().holders().indexOf(holder);
        var command =
                String.join(
                        "\n",
                        Shell.BASE64URL,
                        Shell.key(
                                holder.algorithm(),
                                entry
                                        + " | jq -r '.sections.directory.content.root.holders["
                                        + number
                                        + "].publicKey' | b64u"),
                        Shell.signature(
                                holder.algorithm(),
                                entry
                                        + " | jq -r 'first(.sections.approvals.content.approvals[] | select(.holder == \""
                                        + holder.id().hex()
                                        + "\")).signature' | b64u"),
                        "{ echo comity-directory-approval/1; "
                                + entry
                                + " | jq -jcS .sections.directory.content; } >message",
                        Shell.verify(holder.algorithm()));
        return new Step(
                "openssl",
                command,
                Optional.of(Shell.verified(holder.algorithm()))
                        .filter(_ -> approval.isOf(holder, approved.directory())));
    }

    private static Optional<Directory> read(Envelope act) {
        try {
            var content = act.content(Directory.SECTION);
            return content.isPresent()
                    ? Optional.of(Directory.of(content.get()))
                    : Optional.empty();
        } catch (MalformedAct _) {
            return Optional.empty();
        }
    }

    /** Whether the key that the State's directory lists signed this act's header. */
    List<Step> authority(Envelope act) {
        var directory = directories.of(act.header().author().state());
        var jws = DetachedJws.parse(act.signature());
        var key = directory.flatMap(known -> jws.flatMap(one -> known.key(one.keyId())));
        if (key.isEmpty()) return List.of();
        var held = key.get();
        return entry(directory.orElseThrow())
                .map(
                        entry -> {
                            var raw =
                                    entry
                                            + " |\n  jq -r --arg k "
                                            + Shell.quoted(held.id())
                                            + " 'first(.sections.directory.content.keys[] | select(.id == $k)).publicKey' | b64u";
                            var sound =
                                    signed.contains(act.digest())
                                            || jws.orElseThrow()
                                                    .verifies(
                                                            act.header().canonical(),
                                                            held.publicKey());
                            return List.of(signed("acts", act, held.algorithm(), raw, sound));
                        })
                .orElse(List.of());
    }

    /** Whether the source's own key signed the manifest that names an exhibit. */
    List<Step> source(Envelope act, Report.Line line) {
        if (!line.code().equals("custody.source-names")) return List.of();
        var said =
                act.content(Cooperation.EXHIBITS_SECTION)
                        .orElse(Json.EMPTY)
                        .items(Sources.MANIFESTS);
        for (var number = 0; number < said.size(); number++) {
            var signed = manifest(said.get(number)).filter(one -> isMeant(one, line));
            if (signed.isPresent()) return List.of(source(act, number, signed.get()));
        }
        return List.of();
    }

    private static Optional<SignedManifest> manifest(Json said) {
        try {
            return said instanceof Json.Obj json
                    ? Optional.of(SignedManifest.of(json))
                    : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static boolean isMeant(SignedManifest signed, Report.Line line) {
        return Optional.of(signed.key().brief()).equals(fact(line, "key"))
                && signed.manifest().files().stream()
                        .map(file -> file.sha256().brief())
                        .anyMatch(brief -> Optional.of(brief).equals(fact(line, "sha256")));
    }

    private static Optional<String> fact(Report.Line line, String name) {
        return Optional.ofNullable(line.facts().get(name));
    }

    private Step source(Envelope act, int number, SignedManifest signed) {
        var entry = shell.act("acts", act.digest());
        var place = ".sections.exhibits.content.manifests[" + number + "]";
        var algorithm = signed.algorithm();
        var command =
                String.join(
                        "\n",
                        Shell.BASE64URL,
                        Shell.key(algorithm, entry + " | jq -r '" + place + ".publicKey' | b64u"),
                        Shell.signature(
                                algorithm,
                                entry
                                        + " | jq -r '"
                                        + place
                                        + ".signature | split(\"..\")[1]' | b64u"),
                        "{ "
                                + entry
                                + " | jq -jr '"
                                + place
                                + ".signature | split(\"..\")[0] + \".\"'; "
                                + entry
                                + " | jq -jcS "
                                + place
                                + ".manifest; } >message",
                        Shell.verify(algorithm));
        return new Step(
                "openssl",
                command,
                Optional.of(Shell.verified(algorithm)).filter(_ -> signed.verifies()));
    }

    private Step signed(
            String folder,
            Envelope act,
            SignatureAlgorithm algorithm,
            String key,
            boolean verifies) {
        var entry = shell.act(folder, act.digest());
        var command =
                String.join(
                        "\n",
                        Shell.BASE64URL,
                        Shell.key(algorithm, key),
                        Shell.signature(
                                algorithm,
                                entry + " | jq -r .signature | sed 's/.*\\.\\.//' | b64u"),
                        "{ "
                                + entry
                                + " | jq -j .signature | sed 's/\\.\\..*/./'; "
                                + entry
                                + " | jq -jcS .header; } >message",
                        Shell.verify(algorithm));
        return new Step(
                "openssl", command, Optional.of(Shell.verified(algorithm)).filter(_ -> verifies));
    }

    /**
     * Whether the key's certificate leads to an anchor of the directory, and is of this key.
     * openssl is told the day on which the key began, for certificates end.
     */
    List<Step> certificate(Report.Line line) {
        return Certified.named(directories, line)
                .flatMap(
                        named ->
                                entry(named.getKey()).stream()
                                        .map(
                                                entry ->
                                                        certificate(
                                                                entry,
                                                                named.getKey(),
                                                                named.getValue())))
                .toList();
    }

    private static Step certificate(String entry, Directory directory, Key key) {
        var item =
                " | jq -r --arg k "
                        + Shell.quoted(key.id())
                        + " 'first(.sections.directory.content.keys[] | select(.id == $k))";
        var command =
                String.join(
                        "\n",
                        Shell.BASE64URL,
                        "pem() { while read -r one; do echo \"$one\" | b64u | openssl x509 -inform DER; done; }",
                        entry + item + ".chain[]' | pem >chain.pem",
                        entry
                                + " | jq -r '.sections.directory.content.anchors[]' | pem >anchors.pem",
                        "openssl verify -partial_chain -attime "
                                + key.from().getEpochSecond()
                                + " -CAfile anchors.pem -untrusted chain.pem chain.pem",
                        Shell.key(key.algorithm(), entry + item + ".publicKey' | b64u"),
                        "openssl x509 -in chain.pem -pubkey -noout | openssl pkey -pubin -outform DER | cmp - key.der && echo same key");
        return new Step(
                "openssl",
                command,
                Optional.of("chain.pem: OK\nsame key")
                        .filter(_ -> Certified.anchor(directory, key).isPresent()));
    }

    private Optional<String> entry(Directory directory) {
        return entries.computeIfAbsent(directory.state(), _ -> found(directory));
    }

    private Optional<String> found(Directory directory) {
        return dossier.directories().stream()
                .filter(act -> read(act).filter(one -> isSame(one, directory)).isPresent())
                .map(act -> shell.act("directories", act.digest()))
                .findFirst();
    }

    private static boolean isSame(Directory one, Directory other) {
        return one.state().equals(other.state()) && one.version() == other.version();
    }

    /** That the passkey's challenge is the act's digest, and that the passkey signed it. */
    List<Step> person(Envelope act) {
        if (act.personal().isEmpty()) return List.of();
        var entry = shell.act(act.digest());
        var steps = new ArrayList<Step>();
        steps.add(
                new Step(
                        "jq",
                        Shell.BASE64URL
                                + "\n"
                                + entry
                                + " | jq -r .personal.clientDataJSON | b64u | jq -r .challenge | b64u | od -An -v -tx1 | tr -d ' \\n'",
                        Optional.of(act.digest()).filter(_ -> challenges(act)).map(Digest::hex)));
        var directory = directories.of(act.header().author().state());
        var credential = act.personal().get().credential();
        var listed =
                directory
                        .flatMap(known -> known.passkey(credential))
                        .flatMap(_ -> listing(directory.orElseThrow(), credential));
        listed.ifPresent(
                listing ->
                        steps.add(
                                new Step(
                                        "openssl",
                                        String.join(
                                                "\n",
                                                Shell.BASE64URL,
                                                "c=$(" + entry + " | jq -r .personal.credential)",
                                                Shell.key(
                                                        SignatureAlgorithm.ES256,
                                                        listing
                                                                + " |\n  jq -r --arg c \"$c\" 'first((.sections.directory.content.passkeys[]?, .sections.entry.content.passkey?) | select(.credential? == $c)).publicKey' | b64u"),
                                                entry
                                                        + " | jq -r .personal.signature | b64u >signature",
                                                "{ "
                                                        + entry
                                                        + " | jq -r .personal.authenticatorData | b64u; "
                                                        + entry
                                                        + " | jq -r .personal.clientDataJSON | b64u |\n  openssl dgst -sha256 -binary; } >message",
                                                Shell.verify(SignatureAlgorithm.ES256)),
                                        Optional.of(Shell.verified(SignatureAlgorithm.ES256)))));
        return steps;
    }

    /** The registrar's entry that names the credential, else the State's directory. */
    private Optional<String> listing(Directory directory, byte[] credential) {
        var name = comity.record.act.Base64Url.encode(credential);
        return dossier.directories().stream()
                .filter(
                        act ->
                                act.header().author().state().equals(directory.state())
                                        && act.content(Roll.ENTRY)
                                                .flatMap(said -> said.object("passkey"))
                                                .flatMap(passkey -> passkey.text("credential"))
                                                .filter(name::equals)
                                                .isPresent())
                .map(act -> shell.act("directories", act.digest()))
                .findFirst()
                .or(() -> entry(directory));
    }

    private static boolean challenges(Envelope act) {
        var said =
                new String(
                        act.personal().orElseThrow().clientData(),
                        java.nio.charset.StandardCharsets.UTF_8);
        return said.contains(comity.record.act.Base64Url.encode(act.digest().bytes()));
    }
}
