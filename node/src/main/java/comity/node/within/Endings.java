package comity.node.within;

import comity.node.registry.NodeActs;
import comity.node.vault.FileVault;
import comity.node.vault.Held;
import comity.record.act.Author;
import comity.record.act.Digest;
import comity.record.act.Json;
import comity.treaty.docket.Act;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Entry;
import comity.treaty.docket.Type;
import comity.treaty.rules.Disposals;
import comity.treaty.rules.SetAside;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out what one docket says of return and destruction, and certifies what it has seen: bytes
 * that are gone, or bytes that came back. Bytes that another docket gave this State stay, and the
 * certificate says so.
 */
final class Endings {
    private static final Logger LOG = LoggerFactory.getLogger(Endings.class);

    private static final String GONE =
            "The sealed bytes, and what was made of them here, were removed from the vault together"
                    + " with the record that held the wrapped key; what is left opens nowhere here."
                    + " Copies of the vault that were made outside the node, such as backups, go as"
                    + " their own retention says.";
    private static final String ALSO_ELSEWHERE =
            " Identical bytes remain for another docket, which they reached on its own conditions.";

    private final FileVault vault;
    private final Namings namings;
    private final NodeActs acts;
    private final InstantSource clock;
    private final String state;

    Endings(FileVault vault, Namings namings, NodeActs acts, InstantSource clock, String state) {
        this.vault = vault;
        this.namings = namings;
        this.acts = acts;
        this.clock = clock;
        this.state = state;
    }

    /** Whether an act may leave something to be carried out here. */
    static boolean begins(String type) {
        return type.equals(Type.DISPOSE.word()) || type.equals(Type.DESTROY.word());
    }

    /**
     * Carries out and certifies what is open on a docket, on either side; whether something waits
     * still: for a contest to be resolved, for the other State, or for bytes to come back.
     */
    boolean settle(Docket docket) {
        var waits = false;
        for (var entry : docket.all(Act.Dispose.class))
            waits |=
                    entry.header().author().state().equals(state)
                            ? !isCarriedOut(docket, entry)
                            : !isConfirmed(docket, entry);
        for (var entry : docket.all(Act.Destroy.class))
            if (entry.header().author().state().equals(state)) waits |= !isDestroyed(docket, entry);
        return waits;
    }

    /** This State received it: what is returned stays until the State of origin has it. */
    private boolean isCarriedOut(Docket docket, Entry entry) {
        var disposal = (Act.Dispose) entry.act();
        var method = disposal.method();
        if (method.isEmpty() || Disposals.certificate(docket, entry.digest()).isPresent())
            return true;
        if (docket.stayed(entry.digest()).isPresent()
                || method.get() == Act.Disposal.RETURN
                        && !Disposals.isReturned(docket, entry.digest())) return false;
        var elsewhere = remove(docket, disposal.disposed(), disposal.disposed());
        file(
                docket,
                Type.CERTIFY_DISPOSAL,
                terms("disposal", entry.digest(), disposal.disposed(), method.get())
                        .with("persons", persons(docket, disposal.proposed(), entry))
                        .with("copies", elsewhere ? GONE + ALSO_ELSEWHERE : GONE),
                entry.header().author());
        LOG.info("exhibits were returned or destroyed, and it is certified");
        return true;
    }

    /**
     * 24(2): what a judge had destroyed as lying outside the order, or an oversight body as
     * obtained by mistake, with what it was taken from.
     */
    private boolean isDestroyed(Docket docket, Entry entry) {
        var destruction = (Act.Destroy) entry.act();
        if (Disposals.certificate(docket, entry.digest()).isPresent()) return true;
        if (docket.stayed(entry.digest()).isPresent()) return false;
        var all = SetAside.withOrigins(docket, destruction.exhibits());
        // What lies within the order was taken from the same origin, and stays.
        var elsewhere = remove(docket, all, destruction.exhibits());
        file(
                docket,
                Type.CERTIFY_DESTRUCTION,
                terms("destruction", entry.digest(), all, Act.Disposal.DESTROY)
                        .with("persons", persons(docket, destruction.decision(), entry))
                        .with("copies", elsewhere ? GONE + ALSO_ELSEWHERE : GONE),
                entry.header().author());
        LOG.info("exhibits were destroyed as was decided, and it is certified");
        return true;
    }

    /**
     * Removes {@code gone} from the vault, and everything in it that was made of {@code roots}.
     *
     * @return whether some of it stays, since another docket's acts give this State the same bytes
     */
    private boolean remove(Docket docket, Set<Digest> gone, Set<Digest> roots) {
        var elsewhere = false;
        for (var exhibit : withWhatWasMade(gone, roots)) {
            if (isHeldFor(docket, exhibit)) elsewhere = true;
            else vault.destroy(exhibit.sha256());
        }
        return elsewhere;
    }

    private List<Held> withWhatWasMade(Set<Digest> disposed, Set<Digest> roots) {
        var made = new LinkedHashSet<>(roots);
        var all = vault.all().stream().flatMap(sha256 -> vault.held(sha256).stream()).toList();
        for (var grown = true; grown; ) {
            grown = false;
            for (var held : all)
                if (held.derivedFrom().filter(made::contains).isPresent())
                    grown |= made.add(held.sha256());
        }
        return all.stream()
                .filter(held -> disposed.contains(held.sha256()) || made.contains(held.sha256()))
                .toList();
    }

    private boolean isHeldFor(Docket docket, Held exhibit) {
        return namings.namingItself(exhibit.sha256(), state).stream()
                .filter(other -> !other.id().equals(docket.id()))
                .anyMatch(other -> !isGone(other, exhibit.sha256()));
    }

    private static boolean isGone(Docket docket, Digest exhibit) {
        return Disposals.disposal(docket, exhibit).isPresent()
                || docket.all(Act.Destroy.class).stream()
                        .map(entry -> ((Act.Destroy) entry.act()).exhibits())
                        .anyMatch(named -> SetAside.withOrigins(docket, named).contains(exhibit));
    }

    /** This State gave it: once all of it is here again, the other may let go. */
    private boolean isConfirmed(Docket docket, Entry entry) {
        var disposal = (Act.Dispose) entry.act();
        if (disposal.method().filter(Act.Disposal.RETURN::equals).isEmpty()
                || Disposals.isReturned(docket, entry.digest())) return true;
        if (docket.stayed(entry.digest()).isPresent()
                || disposal.disposed().stream().anyMatch(sha256 -> vault.held(sha256).isEmpty()))
            return false;
        var sent =
                disposal.transmission()
                        .flatMap(docket::entry)
                        .filter(given -> given.header().author().state().equals(state));
        if (sent.isEmpty()) return true;
        file(
                docket,
                Type.CONFIRM_RETURN,
                Json.object()
                        .with("disposal", entry.digest().hex())
                        .with("disposed", hashes(disposal.disposed())),
                sent.get().header().author());
        return true;
    }

    private void file(Docket docket, Type type, Json.Obj terms, Author author) {
        acts.file(docket.id(), type, terms, author.authority(), author.office());
    }

    private Json.Obj terms(String of, Digest act, Set<Digest> disposed, Act.Disposal method) {
        return Json.object()
                .with(of, act.hex())
                .with("disposed", hashes(disposed))
                .with("method", method.name())
                .with(
                        "disposedOn",
                        LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString());
    }

    private static Json hashes(Set<Digest> exhibits) {
        return Json.strings(exhibits.stream().map(Digest::hex).sorted().toList());
    }

    /** The two persons, by office and the pseudonym that the docket knows them by. */
    private static Json persons(Docket docket, Optional<Digest> first, Entry second) {
        var all = new ArrayList<String>();
        first.flatMap(docket::entry).map(Endings::person).ifPresent(all::add);
        all.add(person(second));
        return Json.strings(all);
    }

    private static String person(Entry entry) {
        var author = entry.header().author();
        return author.authority() + "/" + author.office() + " " + author.officer().brief();
    }
}
