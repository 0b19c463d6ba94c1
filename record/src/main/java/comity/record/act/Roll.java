package comity.record.act;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a State's registrar has entered about its persons' passkeys and about the page on which they
 * sign: acts of kind {@code persons}, on one docket for each State (docs/formats/persons.md). Who
 * speaks for the State is approved by the holders of its root; the roll says which of those
 * passkeys were lost, and what came in their place, so that the holders need not meet for it.
 *
 * <p>A value: {@link #with} gives the roll after one more act, {@link #objection} what speaks
 * against it. Node and verifier ask the same.
 */
public final class Roll {
    public static final String KIND = "persons";

    /** The registrar's office. */
    public static final String OFFICE = "REG";

    public static final String ENTRY = "entry";
    public static final String OFFICER = "officer";
    public static final Set<String> SECTIONS = Set.of(ENTRY, OFFICER);

    /** No replacement is valid sooner after its confirmation, whatever a State has settled. */
    public static final Duration SHORTEST_HOLD = Duration.ofHours(24);

    public static final Roll EMPTY = new Roll(Map.of(), Map.of(), Optional.empty());

    /** The entries that exist. */
    public enum Type {
        /** The signing page that this State's node serves from now on. */
        SIGNING_PAGE("signing-page"),
        /** A passkey is lost, or in other hands: it ends at once. */
        LOST("lost"),
        /** Another in its place, held back for a while; a second registrar signs it in person. */
        REPLACE("replace"),
        /** A replacement is called off before it is valid, or a passkey given back. */
        CANCEL("cancel");

        private final String word;

        Type(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }

        /** Whether only a registrar in person may enter it, with a passkey that the root lists. */
        public boolean personal() {
            return this == REPLACE;
        }

        public static Optional<Type> of(String word) {
            return Stream.of(values()).filter(type -> type.word.equals(word)).findFirst();
        }
    }

    /**
     * A passkey that came in the place of another.
     *
     * @param holder a commitment to its person, the same throughout the roll
     * @param replaces the credential in whose place it came, in base64url
     */
    public record Successor(Passkey passkey, Digest holder, String replaces) {}

    /**
     * The end of a passkey.
     *
     * @param officer the pseudonym of whoever entered it
     * @param device the credential with which they were signed in, as a hash
     */
    public record Loss(Digest act, Instant since, Digest officer, String device) {}

    private final Map<String, Successor> successors;
    private final Map<String, Loss> losses;
    private final Optional<Digest> signingPage;

    private Roll(
            Map<String, Successor> successors,
            Map<String, Loss> losses,
            Optional<Digest> signingPage) {
        this.successors = new LinkedHashMap<>(successors);
        this.losses = new LinkedHashMap<>(losses);
        this.signingPage = signingPage;
    }

    /** The roll that these acts make, in the order in which each knew the ones before. */
    public static Roll of(Collection<Envelope> acts) {
        var byDigest = new LinkedHashMap<Digest, Envelope>();
        acts.forEach(act -> byDigest.put(act.digest(), act));
        var roll = EMPTY;
        for (var digest :
                Causality.of(byDigest.values().stream().map(Envelope::header).toList()).order())
            roll = roll.with(Objects.requireNonNull(byDigest.get(digest)));
        return roll;
    }

    /** Every passkey that came in the place of another, in the order of entry. */
    public List<Successor> successors() {
        return List.copyOf(successors.values());
    }

    /** The first report that ended a passkey, if any did. */
    public Optional<Loss> loss(byte[] credential) {
        return Optional.ofNullable(losses.get(name(credential)));
    }

    /** Whether something that came in the place of this passkey has not ended. */
    public boolean isReplaced(byte[] credential) {
        return successors.entrySet().stream()
                .filter(entry -> entry.getValue().replaces().equals(name(credential)))
                .anyMatch(entry -> !losses.containsKey(entry.getKey()));
    }

    /** The SHA-256 of the signing page that is served now, if one was ever published. */
    public Optional<Digest> signingPage() {
        return signingPage;
    }

    /** {@code directory} with the passkeys of this roll, and with the ends that it says. */
    public Directory complete(Directory directory) {
        if (successors.isEmpty() && losses.isEmpty()) return directory;
        var passkeys = new LinkedHashMap<String, Passkey>();
        for (var entry : directory.passkeys()) passkeys.put(name(entry.credential()), entry);
        successors.forEach((name, entry) -> passkeys.putIfAbsent(name, entry.passkey()));
        losses.forEach(
                (name, loss) ->
                        passkeys.computeIfPresent(name, (_, entry) -> ended(entry, loss.since())));
        return directory.withPasskeys(new ArrayList<>(passkeys.values()));
    }

    /** The earlier of two ends holds. */
    private static Passkey ended(Passkey entry, Instant since) {
        return entry.compromised().filter(earlier -> earlier.isBefore(since)).isPresent()
                ? entry
                : entry.endedSince(since);
    }

    /** The roll after {@code act}; an entry that cannot be read changes nothing. */
    public Roll with(Envelope act) {
        var type = Type.of(act.header().type());
        var entry = act.content(ENTRY);
        if (type.isEmpty() || entry.isEmpty()) return this;
        try {
            return with(type.get(), entry.get(), act.header());
        } catch (MalformedAct _) {
            return this;
        }
    }

    private Roll with(Type type, Json.Obj entry, Header header) throws MalformedAct {
        var come = new LinkedHashMap<>(successors);
        var gone = new LinkedHashMap<>(losses);
        var page = signingPage;
        switch (type) {
            case SIGNING_PAGE -> page = Optional.of(Shape.digest(entry, "entry", "sha256"));
            case REPLACE -> {
                var successor = successor(entry);
                come.putIfAbsent(name(successor.passkey().credential()), successor);
            }
            case LOST, CANCEL ->
                    gone.putIfAbsent(
                            Shape.text(entry, "entry", "credential"),
                            new Loss(
                                    header.digest(),
                                    Shape.instant(entry, "entry", "since"),
                                    header.author().officer(),
                                    entry.text("device").orElse("")));
        }
        return new Roll(come, gone, page);
    }

    private static Successor successor(Json.Obj entry) throws MalformedAct {
        return new Successor(
                Passkey.of(Shape.object(entry, "entry", "passkey")),
                Shape.digest(entry, "entry", "holder"),
                Shape.text(entry, "entry", "replaces"));
    }

    /**
     * What speaks against entering {@code act}, as a stable word; empty if nothing does.
     *
     * @param directory the State's directory as the holders of its root approved it
     */
    public Optional<String> objection(Envelope act, Directory directory) {
        var type = Type.of(act.header().type());
        if (type.isEmpty()) return Optional.of("type.unknown");
        var entry = act.content(ENTRY);
        if (entry.isEmpty()) return Optional.of("section.missing");
        try {
            return switch (type.get()) {
                case SIGNING_PAGE -> {
                    Shape.digest(entry.get(), "entry", "sha256");
                    yield Optional.empty();
                }
                case REPLACE -> replaced(successor(entry.get()), entry.get(), act, directory);
                case LOST, CANCEL -> {
                    Shape.instant(entry.get(), "entry", "since");
                    yield known(Shape.text(entry.get(), "entry", "credential"), directory)
                                    .isPresent()
                            ? Optional.empty()
                            : Optional.of("persons.unknown-passkey");
                }
            };
        } catch (MalformedAct _) {
            return Optional.of("persons.unreadable");
        }
    }

    private Optional<Passkey> known(String credential, Directory directory) {
        return directory.passkeys().stream()
                .filter(entry -> name(entry.credential()).equals(credential))
                .findFirst()
                .or(() -> Optional.ofNullable(successors.get(credential)).map(Successor::passkey));
    }

    /**
     * Four eyes, two devices, and a time in which the person can say no (SECURITY, 3.3). The second
     * pair of eyes signs in person, with a passkey that the holders of the root approved: whoever
     * runs the node has every key but that one.
     */
    private Optional<String> replaced(
            Successor successor, Json.Obj entry, Envelope act, Directory directory)
            throws MalformedAct {
        var registrar =
                act.personal().flatMap(assertion -> directory.passkey(assertion.credential()));
        if (registrar.isEmpty()) return Optional.of("persons.no-registrar");
        var before = known(successor.replaces(), directory);
        var loss = Optional.ofNullable(losses.get(successor.replaces()));
        if (before.isEmpty()
                || loss.isEmpty()
                || !loss.get().act().equals(Shape.digest(entry, "entry", "lost")))
            return Optional.of("persons.not-lost");
        if (isReplaced(before.get().credential())) return Optional.of("persons.has-a-passkey");
        var officer = act.header().author().officer();
        if (officer.equals(loss.get().officer())
                || officer.equals(successor.holder())
                || loss.get().officer().equals(successor.holder()))
            return Optional.of("persons.same-person");
        if (Digest.of(registrar.get().credential()).hex().equals(loss.get().device()))
            return Optional.of("persons.same-device");
        return fits(successor.passkey(), before.get(), act.header(), directory);
    }

    /** It may do what the lost one might, and no more, and not before its time. */
    private Optional<String> fits(
            Passkey passkey, Passkey before, Header header, Directory directory) {
        if (passkey.from().isBefore(header.at().plus(SHORTEST_HOLD)))
            return Optional.of("persons.held-too-short");
        if (known(name(passkey.credential()), directory).isPresent())
            return Optional.of("persons.credential-taken");
        if (passkey.compromised().isPresent()) return Optional.of("persons.unreadable");
        return passkey.authority().equals(before.authority())
                        && before.offices().containsAll(passkey.offices())
                ? Optional.empty()
                : Optional.of("persons.other-office");
    }

    private static String name(byte[] credential) {
        return Base64Url.encode(credential);
    }
}
