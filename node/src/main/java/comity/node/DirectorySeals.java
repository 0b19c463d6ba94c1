package comity.node;

import comity.evidence.exhibit.PayloadSeal;
import comity.node.courier.AuthoritySeals;
import comity.node.identity.Keystore;
import comity.node.registry.Registry;
import comity.record.act.Digest;
import comity.record.act.Directory;
import comity.record.act.Header;
import comity.record.act.Json;
import comity.treaty.law.Profile;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Seals by the keys that States' directories name; opens by ours. */
final class DirectorySeals implements AuthoritySeals {
    private final Registry registry;
    private final Keystore keys;
    private final SecureRandom random;

    DirectorySeals(Registry registry, Keystore keys, SecureRandom random) {
        this.registry = registry;
        this.keys = keys;
        this.random = random;
    }

    @Override
    public Optional<Json.Obj> seal(byte[] sections, Header act, String partner) {
        return recipient(act.docket(), partner)
                .map(key -> PayloadSeal.seal(sections, key, about(act.digest()), random));
    }

    /**
     * The authority that acts on this docket for the partner, else its central authority, else the
     * first that its directory names.
     */
    private Optional<Directory.SealingKey> recipient(UUID docket, String partner) {
        var directory = registry.directories().of(partner);
        if (directory.isEmpty()) return Optional.empty();
        var acting =
                registry.read(docket).headers().reversed().stream()
                        .map(Header::author)
                        .filter(author -> author.state().equals(partner))
                        .map(author -> author.authority());
        var central =
                registry
                        .profiles(Set.of(partner))
                        .of(Optional.of(partner))
                        .flatMap(Profile::centralAuthority)
                        .stream();
        var named = Stream.concat(acting, central).map(directory.get()::sealingKey);
        return Stream.concat(named.flatMap(Optional::stream), directory.get().sealing().stream())
                .findFirst();
    }

    @Override
    public Optional<byte[]> open(Json.Obj sealed, Header act) {
        var recipient = sealed.text("recipient").orElse("");
        var ours =
                registry
                        .directories()
                        .of(keys.state())
                        .map(Directory::sealing)
                        .orElse(List.of())
                        .stream()
                        .filter(key -> key.id().equals(recipient))
                        .findFirst();
        return ours.flatMap(
                key -> {
                    var secret = keys.sealingPrivate(key.authority());
                    return PayloadSeal.open(
                            sealed, secret.x25519(), secret.mlKem768(), about(act.digest()));
                });
    }

    private static String about(Digest act) {
        return "comity-parcel/1 " + act.hex();
    }
}
