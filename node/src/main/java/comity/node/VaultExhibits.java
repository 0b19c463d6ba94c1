package comity.node;

import comity.evidence.exhibit.KeyWrap;
import comity.node.courier.Exhibits;
import comity.node.identity.Keystore;
import comity.node.registry.Registry;
import comity.node.vault.FileVault;
import comity.node.vault.Held;
import comity.record.act.Digest;
import comity.record.act.Json;
import comity.treaty.docket.Act;
import comity.treaty.docket.Docket;
import comity.treaty.rules.Disposals;
import comity.treaty.rules.SetAside;
import comity.treaty.rules.UseLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** The vault as the courier sees it; who may have what is read from the dockets. */
final class VaultExhibits implements Exhibits {
    private final FileVault vault;
    private final Registry registry;
    private final Keystore keys;

    private final InstantSource clock;

    VaultExhibits(FileVault vault, Registry registry, Keystore keys, InstantSource clock) {
        this.clock = clock;
        this.vault = vault;
        this.registry = registry;
        this.keys = keys;
    }

    @Override
    public Optional<Handover> handover(Digest sha256, String partner) throws IOException {
        if (registry.suspended(partner).isPresent()) return Optional.empty();
        var held = vault.held(sha256);
        // What a source here delivered as well is this State's own.
        var ours = held.flatMap(Held::order).isPresent();
        if (!ours && isBound(sha256, partner)) return Optional.empty();
        var authority = returned(sha256, partner).or(() -> given(sha256, partner, held));
        var recipient =
                authority.flatMap(
                        asked ->
                                registry.directories()
                                        .of(partner)
                                        .flatMap(directory -> directory.sealingKey(asked)));
        if (held.isEmpty() || recipient.isEmpty()) return Optional.empty();
        return Optional.of(
                new Handover(
                        vault.sealedSize(sha256),
                        from -> vault.sealed(sha256, from),
                        vault.wrappedFor(sha256, recipient.get())));
    }

    /** The authority that asked for what was transmitted, and has not returned or destroyed it. */
    private Optional<String> given(Digest sha256, String partner, Optional<Held> held) {
        return registry.dockets().stream()
                .map(registry::read)
                .filter(docket -> docket.requesting().filter(partner::equals).isPresent())
                .filter(docket -> transmitted(docket, sha256))
                .filter(docket -> SetAside.mayLeave(docket, sha256))
                .filter(docket -> Disposals.disposal(docket, sha256).isEmpty())
                .filter(
                        docket ->
                                held.filter(Held::transmissible).isPresent()
                                        || isReleased(docket, sha256))
                .flatMap(docket -> docket.request().stream())
                .map(request -> request.header().author().authority())
                .findFirst();
    }

    /** 36(2): what is returned goes to the authority that transmitted it. */
    private Optional<String> returned(Digest sha256, String partner) {
        return registry.dockets().stream()
                .map(registry::read)
                .filter(docket -> docket.requesting().filter(keys.state()::equals).isPresent())
                .filter(docket -> docket.requested().filter(partner::equals).isPresent())
                .filter(docket -> isReturned(docket, sha256))
                .flatMap(docket -> docket.all(Act.Transmit.class).stream())
                .map(entry -> entry.header().author().authority())
                .findFirst();
    }

    private static boolean isReturned(Docket docket, Digest sha256) {
        return docket.all(Act.Dispose.class).stream()
                .map(entry -> (Act.Dispose) entry.act())
                .filter(disposal -> disposal.disposed().contains(sha256))
                .anyMatch(
                        disposal ->
                                disposal.method().filter(Act.Disposal.RETURN::equals).isPresent());
    }

    /**
     * 36(3): what this State itself received goes on to no third State that its conditions, or a
     * consent, do not name.
     */
    private boolean isBound(Digest sha256, String partner) {
        var day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var wish = new UseLimits.Wish(Act.Doing.TRANSFER, sha256, "", "", partner);
        return registry.dockets().stream()
                .map(registry::read)
                .filter(docket -> docket.requested().filter(partner::equals).isEmpty())
                .anyMatch(docket -> !UseLimits.refuse(docket, keys.state(), wish, day).isEmpty());
    }

    /** What was set aside leaves by a judge's decision alone. */
    private static boolean isReleased(Docket docket, Digest sha256) {
        return SetAside.decision(docket, sha256).filter(Act.Decision.RELEASE::equals).isPresent();
    }

    private static boolean transmitted(Docket docket, Digest sha256) {
        return docket.all(Act.Transmit.class).stream()
                .flatMap(
                        entry -> ((Act.Transmit) entry.act()).exhibits().orElse(List.of()).stream())
                .anyMatch(exhibit -> exhibit.sha256().equals(sha256));
    }

    @Override
    public boolean holds(Digest sha256) {
        return vault.held(sha256).isPresent();
    }

    @Override
    public Path gathering(Digest sha256) {
        return vault.gathering(sha256);
    }

    @Override
    public boolean adopt(Act.Exhibit exhibit, Json.Obj key) throws IOException {
        var recipient = key.text("recipient").orElse("");
        var end = recipient.indexOf('#');
        if (end < 0 || !recipient.startsWith(keys.state() + ".")) return false;
        var opened = keys.sealingPrivate(recipient.substring(0, end));
        var secret = KeyWrap.unwrap(key, opened.x25519(), opened.mlKem768());
        if (secret.isEmpty()) return false;
        var held =
                new Held(
                        exhibit.sha256(),
                        exhibit.size(),
                        exhibit.name(),
                        exhibit.mediaType(),
                        Optional.empty(),
                        exhibit.derivation().map(Act.Derivation::from),
                        true);
        return vault.adopt(held, secret.get());
    }
}
