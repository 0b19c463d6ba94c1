package comity.node.desk;

import comity.evidence.dossier.DossierWriter;
import comity.node.identity.Keystore;
import comity.node.registry.Registry;
import comity.node.timestamps.Anchoring;
import comity.record.act.Digest;
import comity.record.act.Key;
import comity.record.x509.ContainerSigner;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Signs the containers that leave this node, as the State's central authority, and has timestamps
 * put on the signature and over the whole where they can be had at once (CAdES B-LTA). Without them
 * the container says so, and leaves.
 */
public final class ContainerSigning {
    private final Registry registry;
    private final Keystore keys;
    private final Anchoring anchoring;
    private final String authority;
    private final Revocations revocations;
    private final InstantSource clock;

    public ContainerSigning(
            Registry registry,
            Keystore keys,
            Anchoring anchoring,
            String authority,
            Revocations revocations,
            InstantSource clock) {
        this.revocations = revocations;
        this.registry = registry;
        this.keys = keys;
        this.anchoring = anchoring;
        this.authority = authority;
        this.clock = clock;
    }

    /**
     * Empty while the directory lists no key that is in force: then nobody could tell whose it is.
     */
    Optional<DossierWriter.Signature> signature() {
        var directory = registry.directories().of(keys.state());
        var now = clock.instant();
        return directory
                .flatMap(listed -> listed.key(keys.authority(authority, directory, now).id()))
                .filter(key -> key.isInForce(now))
                .map(this::by);
    }

    private DossierWriter.Signature by(Key key) {
        return new DossierWriter.Signature() {
            @Override
            public String key() {
                return key.id();
            }

            @Override
            public byte[] of(byte[] manifest) {
                var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
                var signature = keys.signContainer(key, manifest, now);
                var token = anchoring.token(Digest.of(ContainerSigner.value(signature)).bytes());
                var lists = revocations.lists();
                return token.map(
                                stamp ->
                                        ContainerSigner.stamped(
                                                ContainerSigner.lasting(
                                                        signature, stamp.chain(), lists),
                                                stamp.der()))
                        .orElseGet(() -> ContainerSigner.lasting(signature, List.of(), lists));
            }

            @Override
            public Optional<byte[]> archived(byte[] manifest) {
                return anchoring.token(Digest.of(manifest).bytes()).map(Anchoring.Token::der);
            }
        };
    }
}
