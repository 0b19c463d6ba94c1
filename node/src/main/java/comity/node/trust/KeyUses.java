package comity.node.trust;

import comity.node.publication.Publication;
import comity.node.registry.Registry;
import comity.node.registry.Stored;
import comity.record.act.DetachedJws;
import comity.record.act.Digest;
import comity.record.act.Interval;
import comity.record.tlog.MalformedNote;
import comity.record.tlog.Note;
import comity.record.tlog.NoteKeys;
import comity.record.tlog.TlogProof;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Every act that a key signed, and whether other operators' words put it before an instant, after
 * it, or leave a doubt: the list that is worked through when a key was stolen (docs/trust.md).
 */
@Component
class KeyUses {
    private static final int AT_ONCE = 500;

    private final Registry registry;
    private final Publication publication;

    KeyUses(Registry registry, Publication publication) {
        this.registry = registry;
        this.publication = publication;
    }

    List<KeyUseView> of(String key, Instant since) {
        var uses = new ArrayList<KeyUseView>();
        var from = 0L;
        for (var tail = registry.tail(from, AT_ONCE);
                !tail.isEmpty();
                tail = registry.tail(from, AT_ONCE)) {
            for (var stored : tail) if (signedBy(key, stored)) uses.add(use(stored, since));
            from = tail.getLast().position() + 1;
        }
        return List.copyOf(uses);
    }

    private static boolean signedBy(String key, Stored stored) {
        return DetachedJws.parse(stored.envelope().signature())
                .filter(jws -> jws.keyId().equals(key))
                .isPresent();
    }

    private KeyUseView use(Stored stored, Instant since) {
        var header = stored.envelope().header();
        var made = made(stored);
        var when =
                made.certainlyBefore(since)
                        ? KeyUseView.When.BEFORE
                        : made.certainlyFrom(since)
                                ? KeyUseView.When.AFTER
                                : KeyUseView.When.DOUBTFUL;
        return new KeyUseView(
                stored.digest().hex(),
                header.docket().toString(),
                header.kind(),
                header.type(),
                stored.position(),
                made.notBefore(),
                made.notAfter(),
                when);
    }

    private Interval made(Stored stored) {
        var state = stored.envelope().header().author().state();
        return new Interval(
                times(stored.envelope().header().after(), state).max(Comparator.naturalOrder()),
                checkpoint(stored.digest())
                        .flatMap(note -> times(note, state).min(Comparator.naturalOrder())));
    }

    /** A checkpoint of our log that holds the act, with the cosignatures that were gathered. */
    private Optional<String> checkpoint(Digest act) {
        return publication
                .receipt(act)
                .flatMap(
                        receipt -> {
                            try {
                                return Optional.of(
                                        TlogProof.parse(receipt.proof()).checkpoint().encoded());
                            } catch (MalformedNote _) {
                                return Optional.empty();
                            }
                        });
    }

    /** When other States' witnesses saw a checkpoint; the own State's word proves nothing. */
    private Stream<Instant> times(String text, String own) {
        try {
            var note = Note.parse(text);
            return registry.directories().byState().values().stream()
                    .filter(directory -> !directory.state().equals(own))
                    .flatMap(
                            directory ->
                                    NoteKeys.of(directory.log().witness())
                                            .cosignedAt(note)
                                            .stream());
        } catch (MalformedNote _) {
            return Stream.empty();
        }
    }
}
