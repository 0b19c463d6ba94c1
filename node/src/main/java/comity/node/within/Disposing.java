package comity.node.within;

import comity.node.identity.Composer;
import comity.node.registry.Filing;
import comity.node.registry.Registry;
import comity.node.vault.FileVault;
import comity.node.vault.Held;
import comity.record.act.Author;
import comity.record.act.Digest;
import comity.record.act.Json;
import comity.treaty.docket.Act;
import comity.treaty.docket.Cooperation;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Entry;
import comity.treaty.docket.Type;
import comity.treaty.rules.Disposals;
import comity.treaty.rules.SetAside;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out what acts of return and destruction say, and certifies what it has seen: bytes that
 * are gone, or bytes that came back. It asks the dockets and not a list of its own: a certificate
 * that a crash kept from being filed is filed at the next start, after another look.
 */
final class Disposing implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Disposing.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final int MOST_TRIES = 5;

    private static final String GONE =
            "The sealed bytes, and what was made of them here, were removed from the vault together"
                    + " with the record that held the wrapped key; what is left opens nowhere here."
                    + " Copies of the vault that were made outside the node, such as backups, go as"
                    + " their own retention says.";
    private static final String ALSO_ELSEWHERE =
            " Identical bytes remain for another docket, which they reached on its own conditions.";

    private final Registry registry;
    private final FileVault vault;
    private final Namings namings;
    private final Composer composer;
    private final String state;
    private final Thread thread;
    private volatile boolean stopped;

    Disposing(
            Registry registry, FileVault vault, Namings namings, Composer composer, String state) {
        this.registry = registry;
        this.vault = vault;
        this.namings = namings;
        this.composer = composer;
        this.state = state;
        this.thread = Thread.ofVirtual().name("disposing").unstarted(this::run);
    }

    void start() {
        registry.onCommit(() -> LockSupport.unpark(thread));
        registry.whenElected(thread::start);
    }

    private void run() {
        while (!stopped) {
            try {
                settle();
            } catch (RuntimeException e) {
                if (!stopped)
                    LOG.error(
                            "a return or destruction could not be finished; it is tried again", e);
            }
            if (!stopped) LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** Carries out and certifies everything that is open, on either side. */
    void settle() {
        for (var id : registry.dockets()) {
            var docket = registry.read(id);
            for (var entry : docket.all(Act.Dispose.class)) {
                if (docket.stayed(entry.digest()).isPresent()) continue;
                if (entry.header().author().state().equals(state)) carryOut(docket, entry);
                else confirm(docket, entry);
            }
            for (var entry : docket.all(Act.Destroy.class))
                if (entry.header().author().state().equals(state)) certify(docket, entry);
        }
    }

    /** This State received it: what is returned stays until the State of origin has it. */
    private void carryOut(Docket docket, Entry entry) {
        var disposal = (Act.Dispose) entry.act();
        var method = disposal.method();
        if (method.isEmpty() || Disposals.certificate(docket, entry.digest()).isPresent()) return;
        if (method.get() == Act.Disposal.RETURN && !Disposals.isReturned(docket, entry.digest()))
            return;
        var elsewhere = false;
        for (var exhibit : withWhatWasMade(disposal.disposed())) {
            if (isHeldFor(docket, exhibit)) elsewhere = true;
            else vault.destroy(exhibit.sha256());
        }
        file(
                docket,
                Type.CERTIFY_DISPOSAL,
                terms("disposal", entry.digest(), disposal.disposed(), method.get())
                        .with("persons", persons(docket, disposal.proposed(), entry))
                        .with("copies", elsewhere ? GONE + ALSO_ELSEWHERE : GONE),
                entry.header().author());
        LOG.info("exhibits were returned or destroyed, and it is certified");
    }

    /** An exhibit and every other one in the vault that was made of it. */
    private List<Held> withWhatWasMade(Set<Digest> disposed) {
        var gone = new LinkedHashSet<>(disposed);
        var all = vault.all().stream().flatMap(sha256 -> vault.held(sha256).stream()).toList();
        for (var grown = true; grown; ) {
            grown = false;
            for (var held : all)
                if (held.derivedFrom().filter(gone::contains).isPresent())
                    grown |= gone.add(held.sha256());
        }
        return all.stream().filter(held -> gone.contains(held.sha256())).toList();
    }

    /**
     * Whether another docket's acts give this State the same bytes, and they are not gone there.
     */
    private boolean isHeldFor(Docket docket, Held exhibit) {
        return namings.naming(exhibit, state).stream()
                .filter(other -> !other.id().equals(docket.id()))
                .anyMatch(other -> Disposals.disposal(other, exhibit.sha256()).isEmpty());
    }

    /** This State gave it: once all of it is here again, the other may let go. */
    private void confirm(Docket docket, Entry entry) {
        var disposal = (Act.Dispose) entry.act();
        if (disposal.method().filter(Act.Disposal.RETURN::equals).isEmpty()
                || Disposals.isReturned(docket, entry.digest())
                || disposal.disposed().stream().anyMatch(sha256 -> vault.held(sha256).isEmpty()))
            return;
        var sent =
                disposal.transmission()
                        .flatMap(docket::entry)
                        .filter(given -> given.header().author().state().equals(state));
        if (sent.isEmpty()) return;
        file(
                docket,
                Type.CONFIRM_RETURN,
                Json.object()
                        .with("disposal", entry.digest().hex())
                        .with("disposed", hashes(disposal.disposed())),
                sent.get().header().author());
    }

    /** 24(2): what a judge had destroyed as lying outside the order, once it is gone. */
    private void certify(Docket docket, Entry entry) {
        var destruction = (Act.Destroy) entry.act();
        if (Disposals.certificate(docket, entry.digest()).isPresent()) return;
        var all = SetAside.withOrigins(docket, destruction.exhibits());
        if (all.stream().anyMatch(sha256 -> vault.held(sha256).isPresent())) return;
        file(
                docket,
                Type.CERTIFY_DESTRUCTION,
                terms("destruction", entry.digest(), all, Act.Disposal.DESTROY)
                        .with("persons", persons(docket, destruction.decision(), entry))
                        .with("copies", GONE),
                entry.header().author());
    }

    private Json.Obj terms(String of, Digest act, Set<Digest> disposed, Act.Disposal method) {
        return Json.object()
                .with(of, act.hex())
                .with("disposed", hashes(disposed))
                .with("method", method.name())
                .with("disposedOn", composer.today().toString());
    }

    private static Json hashes(Set<Digest> exhibits) {
        return Json.strings(exhibits.stream().map(Digest::hex).sorted().toList());
    }

    /** The two persons, by office and the pseudonym that the docket knows them by. */
    private static Json persons(Docket docket, Optional<Digest> first, Entry second) {
        var all = new ArrayList<String>();
        first.flatMap(docket::entry).map(Disposing::person).ifPresent(all::add);
        all.add(person(second));
        return Json.strings(all);
    }

    private static String person(Entry entry) {
        var author = entry.header().author();
        return author.authority() + "/" + author.office() + " " + author.officer().brief();
    }

    /** Another act may come in between; then it is composed over that. */
    private void file(Docket docket, Type type, Json.Obj terms, Author author) {
        for (var tries = 0; tries < MOST_TRIES; tries++) {
            var proposal =
                    composer.composeForNode(
                            docket.id(),
                            type.word(),
                            Map.of(Cooperation.TERMS, terms),
                            author.authority(),
                            author.office());
            switch (registry.file(composer.sign(proposal, Optional.empty()))) {
                case Filing.Filed _ -> {
                    return;
                }
                case Filing.Overtaken _ -> {}
                case Filing.Denied(var ruling) ->
                        throw new IllegalStateException(
                                type.word()
                                        + " denied: "
                                        + ruling.findings().stream()
                                                .map(finding -> finding.code())
                                                .toList());
                case Filing.Rejected rejected ->
                        throw new IllegalStateException(type.word() + ": " + rejected.code());
                case Filing.Parked _ -> throw new IllegalStateException("an own act never waits");
            }
        }
        throw new IllegalStateException(type.word() + " was overtaken again and again");
    }

    @Override
    public void close() {
        stopped = true;
        LockSupport.unpark(thread);
        if (thread.getState() == Thread.State.NEW) return;
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
