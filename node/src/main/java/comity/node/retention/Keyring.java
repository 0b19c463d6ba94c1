package comity.node.retention;

import comity.node.registry.EpochKeys;
import comity.record.keys.AesGcm;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys of the epochs, one file each. An epoch lasts a month at most; an erasure ends it
 * earlier. Of an ended epoch an empty file remains: a key that is missing without it was lost, and
 * that is said rather than taken for an erasure.
 *
 * <p>A piece is AES-256-GCM under a fresh key (a nonce of zeros: the key is used once); the key is
 * AES-256-GCM under the epoch's with a random nonce. Both bind what the piece is.
 */
public final class Keyring implements EpochKeys {
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final Pattern NAME =
            Pattern.compile("epoch-([0-9]{1,9})-([0-9]{4,}-[0-9]{2})\\.(key|ended)");

    private final SecretFiles files;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Between between;
    private final ReadWriteLock ends = new ReentrantReadWriteLock(true);

    /** By the epoch's number; an ended epoch has no key. */
    private final ConcurrentMap<Integer, Epoch> epochs = new ConcurrentHashMap<>();

    private volatile Epoch current;

    /** The folder as it was read last. */
    private Set<String> known = Set.of();

    /** Called when another process ended an epoch. */
    private volatile Runnable onEnd = () -> {};

    private record Epoch(int number, YearMonth month, Optional<SecretKeySpec> key) {
        String file() {
            return "epoch-" + number + "-" + month + ".key";
        }

        String ended() {
            return "epoch-" + number + "-" + month + ".ended";
        }
    }

    /** Reads the epochs that there are, and begins the first if there is none. */
    public Keyring(SecretFiles files, InstantSource clock, RandomGenerator random) {
        this(files, Between.ALONE, clock, random);
    }

    /**
     * @param between keeps the processes apart that share {@code files}
     */
    public Keyring(
            SecretFiles files, Between between, InstantSource clock, RandomGenerator random) {
        this.between = between;
        this.files = files;
        this.clock = clock;
        this.random = random;
        this.current =
                between.oneAfterTheOther(
                        () -> {
                            var read = read(files, true);
                            epochs.putAll(read);
                            var newest = read.isEmpty() ? null : read.lastEntry().getValue();
                            return newest == null || newest.key().isEmpty()
                                    ? begin(newest == null ? 1 : newest.number() + 1, thisMonth())
                                    : newest;
                        });
    }

    /** What to do once another process has ended an epoch: what was read before is forgotten. */
    public void onEnd(Runnable forget) {
        onEnd = forget;
    }

    /** Takes up what other processes did to the folder: epochs that began, epochs that ended. */
    public synchronized void refresh() {
        var names = files.names();
        if (names.equals(known)) return;
        var ended = false;
        for (var epoch : readAsItChanges().values()) {
            var before = epochs.put(epoch.number(), epoch);
            ended |= before != null && before.key().isPresent() && epoch.key().isEmpty();
            if (epoch.number() > current.number() && epoch.key().isPresent()) current = epoch;
        }
        known = names;
        if (ended) onEnd.run();
    }

    /** A key that was listed may be gone when it is read: then its end is listed by now. */
    private TreeMap<Integer, Epoch> readAsItChanges() {
        try {
            return read(files, false);
        } catch (IllegalStateException _) {
            return read(files, false);
        }
    }

    /**
     * @param tidy removes what a crash left of an ended epoch
     */
    private static TreeMap<Integer, Epoch> read(SecretFiles files, boolean tidy) {
        var read = new TreeMap<Integer, Epoch>();
        for (var name : files.names()) {
            var parts = NAME.matcher(name);
            if (!parts.matches()) continue;
            var number = Integer.parseInt(parts.group(1));
            var month = YearMonth.parse(parts.group(2));
            if (parts.group(3).equals("ended")) {
                var ended = new Epoch(number, month, Optional.empty());
                // A crash between the mark and the removal: the key goes now.
                if (tidy) files.destroy(ended.file());
                read.put(number, ended);
            } else if (!read.containsKey(number)) {
                var key = files.read(name).filter(secret -> secret.length == KEY_BYTES);
                if (key.isEmpty())
                    throw new IllegalStateException("The key file is damaged: " + name);
                read.put(
                        number,
                        new Epoch(number, month, Optional.of(new SecretKeySpec(key.get(), "AES"))));
            }
        }
        return read;
    }

    private Epoch begin(int number, YearMonth month) {
        var secret = fresh(KEY_BYTES);
        var epoch = new Epoch(number, month, Optional.of(new SecretKeySpec(secret, "AES")));
        files.write(epoch.file(), secret);
        epochs.put(number, epoch);
        return epoch;
    }

    private YearMonth thisMonth() {
        return YearMonth.from(clock.instant().atZone(ZoneOffset.UTC));
    }

    private byte[] fresh(int size) {
        var bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }

    /** The number of the epoch under which things are sealed now. */
    int current() {
        var now = current;
        return now.month().isBefore(thisMonth()) ? next(now) : now.number();
    }

    private synchronized int next(Epoch before) {
        return between.oneAfterTheOther(
                () -> {
                    if (between.isShared()) refresh();
                    if (current == before)
                        current = begin(before.number() + 1, later(before.month()));
                    return current.number();
                });
    }

    /** A clock that goes back begins no epoch of an earlier month. */
    private YearMonth later(YearMonth month) {
        var now = thisMonth();
        return now.isBefore(month) ? month : now;
    }

    /**
     * Begins a fresh epoch if the one of now is to end, and waits until nothing is being written
     * under an earlier one: from then on no piece is added to those that are to end.
     */
    int turn(Collection<Integer> ending) {
        var before = current;
        if (ending.contains(before.number())) next(before);
        ends.writeLock().lock();
        try {
            between.untilNobodySeals();
            return current.number();
        } finally {
            ends.writeLock().unlock();
        }
    }

    /** Destroys an epoch's key: what is still under it opens never again. Repeatable. */
    void end(int number) {
        var epoch = epochs.get(number);
        if (epoch == null || number == current.number())
            throw new IllegalStateException("epoch " + number + " cannot be ended");
        files.write(epoch.ended(), new byte[0]);
        files.destroy(epoch.file());
        epochs.put(number, new Epoch(number, epoch.month(), Optional.empty()));
    }

    /** The numbers of the epochs whose keys are here. */
    Map<Integer, YearMonth> held() {
        var held = new TreeMap<Integer, YearMonth>();
        epochs.values().stream()
                .filter(epoch -> epoch.key().isPresent())
                .forEach(epoch -> held.put(epoch.number(), epoch.month()));
        return held;
    }

    @Override
    public int epoch() {
        return current();
    }

    @Override
    public SortedSet<Integer> epochs() {
        return new TreeSet<>(held().keySet());
    }

    @Override
    public Optional<byte[]> derived(int epoch, String purpose) {
        return key(epoch)
                .map(
                        key -> {
                            try {
                                var mac = Mac.getInstance("HmacSHA256");
                                mac.init(new SecretKeySpec(key.getEncoded(), "HmacSHA256"));
                                return mac.doFinal(
                                        ("comity-derived/1 " + purpose)
                                                .getBytes(StandardCharsets.UTF_8));
                            } catch (GeneralSecurityException e) {
                                throw new IllegalStateException("the JDK lacks HmacSHA256", e);
                            }
                        });
    }

    @Override
    public Sealed seal(byte[] clear, String about) {
        var number = current();
        var key = fresh(KEY_BYTES);
        var sealed = sealed(key(key), new byte[NONCE_BYTES], clear, about);
        return new Sealed(number, wrap(number, key, about), sealed);
    }

    private byte[] wrap(int number, byte[] key, String about) {
        var nonce = fresh(NONCE_BYTES);
        var epoch = key(number).orElseThrow(() -> new IllegalStateException("epoch has ended"));
        var wrapped = sealed(epoch, nonce, key, about);
        return ByteBuffer.allocate(nonce.length + wrapped.length).put(nonce).put(wrapped).array();
    }

    @Override
    public Optional<byte[]> open(Sealed sealed, String about) {
        return unwrap(sealed, about)
                .map(key -> opened(key(key), new byte[NONCE_BYTES], sealed.sealed(), about));
    }

    /** The same piece under the epoch of now; empty if its own has ended. */
    Optional<Sealed> rewrap(Sealed sealed, String about) {
        var number = current();
        return unwrap(sealed, about)
                .map(key -> new Sealed(number, wrap(number, key, about), sealed.sealed()));
    }

    private Optional<byte[]> unwrap(Sealed sealed, String about) {
        if (sealed.wrapped().length < NONCE_BYTES)
            throw new IllegalStateException("not what was sealed");
        return key(sealed.epoch())
                .map(
                        epoch ->
                                opened(
                                        epoch,
                                        Arrays.copyOf(sealed.wrapped(), NONCE_BYTES),
                                        Arrays.copyOfRange(
                                                sealed.wrapped(),
                                                NONCE_BYTES,
                                                sealed.wrapped().length),
                                        about));
    }

    /** Empty if the epoch has ended. */
    private Optional<SecretKeySpec> key(int number) {
        var epoch = epochs.get(number);
        if (epoch == null && between.isShared()) {
            refresh();
            epoch = epochs.get(number);
        }
        if (epoch == null)
            throw new IllegalStateException(
                    "The key of epoch "
                            + number
                            + " is missing, and nothing says that it was ended. Restore the key folder.");
        return epoch.key();
    }

    private static SecretKeySpec key(byte[] secret) {
        return new SecretKeySpec(secret, "AES");
    }

    private static byte[] sealed(SecretKeySpec key, byte[] nonce, byte[] bytes, String about) {
        return AesGcm.seal(key.getEncoded(), nonce, bytes, about.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] opened(SecretKeySpec key, byte[] nonce, byte[] bytes, String about) {
        return AesGcm.open(key.getEncoded(), nonce, bytes, about.getBytes(StandardCharsets.UTF_8))
                .orElseThrow(() -> new IllegalStateException("not what was sealed"));
    }

    @Override
    public <T, E extends Exception> T whileNoEpochEnds(Work<T, E> work) throws E {
        ends.readLock().lock();
        try (var _ = between.sealing()) {
            // Others may have begun an epoch, and be about to end the one that we know.
            if (between.isShared()) refresh();
            return work.run();
        } finally {
            ends.readLock().unlock();
        }
    }
}
