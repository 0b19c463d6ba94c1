package comity.node.identity;

import comity.node.registry.Filing;
import comity.node.registry.Registry;
import comity.record.act.ActId;
import comity.record.act.Author;
import comity.record.act.DetachedJws;
import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.record.act.Header;
import comity.record.act.Loss;
import comity.record.act.Section;
import comity.treaty.law.Profiles;
import comity.treaty.rules.Rulebook;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Declares, as an act that everybody may hold, which places of the State's own log lost their acts.
 * It is filed before anything else is, at the first start after a recovery.
 */
public final class LossDeclaration {
    /** Whoever runs the node acts here, for no person decided anything. */
    private static final String OFFICE = "ADM";

    private final Registry registry;
    private final Keystore keys;
    private final String authority;
    private final InstantSource clock;
    private final SecureRandom random;

    /**
     * @param authority in whose name it is declared: the central authority
     */
    public LossDeclaration(
            Registry registry,
            Keystore keys,
            String authority,
            InstantSource clock,
            SecureRandom random) {
        this.registry = registry;
        this.keys = keys;
        this.authority = authority;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Declares what is lost and not declared yet.
     *
     * @param checkpoint the newest checkpoint of the log, under which it stood
     */
    public void declare(String checkpoint) {
        var lost = registry.lost();
        if (lost.isEmpty() || declared().equals(lost)) return;
        var filing = registry.file(act(new Loss(keys.origin(), checkpoint, lost)));
        if (!(filing instanceof Filing.Filed))
            throw new IllegalStateException(
                    "the door did not take the declaration of a loss: " + filing);
    }

    /** What the newest declaration of this State says. */
    private List<Loss.Places> declared() {
        return registry.ofKind(Loss.KIND).stream()
                .map(stored -> stored.envelope())
                .filter(act -> act.header().author().state().equals(keys.state()))
                .reduce((_, last) -> last)
                .flatMap(act -> act.content(Loss.SECTION))
                .flatMap(
                        content -> {
                            try {
                                return Optional.of(Loss.of(content).places());
                            } catch (comity.record.act.MalformedAct e) {
                                throw new IllegalStateException("a declaration that was filed", e);
                            }
                        })
                .orElse(List.of());
    }

    private Envelope act(Loss loss) {
        var docket =
                registry.ofKind(Loss.KIND).stream()
                        .map(stored -> stored.envelope().header())
                        .filter(header -> header.author().state().equals(keys.state()))
                        .map(Header::docket)
                        .findFirst()
                        .orElseGet(() -> ActId.next(clock.instant(), random));
        var section = Section.of(loss.json(), random);
        var nobody = new byte[Digest.BYTES];
        random.nextBytes(nobody);
        var now = clock.instant();
        var header =
                new Header(
                        ActId.next(now, random),
                        docket,
                        Loss.KIND,
                        Loss.TYPE,
                        now,
                        new Author(keys.state(), authority, OFFICE, Digest.ofHash(nobody)),
                        registry.seenFor(docket),
                        Rulebook.current().digest(Profiles.NONE),
                        registry.foreignCheckpoint().orElse(""),
                        new TreeMap<>(Map.of(Loss.SECTION, section.digest())));
        var signature =
                DetachedJws.sign(
                        header.canonical(),
                        keys.authority(
                                authority,
                                registry.directories().of(keys.state()),
                                clock.instant()));
        return new Envelope(
                header,
                Map.of(Loss.SECTION, section),
                signature.compact(),
                Optional.empty(),
                List.of());
    }
}
