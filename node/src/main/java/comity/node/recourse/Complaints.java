package comity.node.recourse;

import comity.node.identity.Keystore;
import comity.node.registry.Filing;
import comity.node.registry.Registry;
import comity.node.registry.Stored;
import comity.record.act.ActId;
import comity.record.act.Author;
import comity.record.act.Base64Url;
import comity.record.act.CanonicalJson;
import comity.record.act.DetachedJws;
import comity.record.act.Digest;
import comity.record.act.Directory;
import comity.record.act.Envelope;
import comity.record.act.Header;
import comity.record.act.Json;
import comity.record.act.Section;
import comity.record.act.SigningKey;
import comity.record.complaint.Complaint;
import comity.record.complaint.Complaint.Attachment;
import comity.record.complaint.Complaint.Type;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Files what a person writes as acts, and finds it again by its code. A complaint that is sent
 * twice is one complaint: its code is made of what was sent and of the form's own mark, so the same
 * leads to the same.
 */
final class Complaints {
    private static final int MOST_TRIES = 5;

    private final Registry registry;
    private final Signing signing;
    private final ComplaintKeys keys;
    private final Index index;
    private final SealedFiles files;
    private final InstantSource clock;
    private final SecureRandom random;

    Complaints(
            Registry registry,
            Signing signing,
            ComplaintKeys keys,
            Index index,
            SealedFiles files,
            InstantSource clock,
            SecureRandom random) {
        this.registry = registry;
        this.signing = signing;
        this.keys = keys;
        this.index = index;
        this.files = files;
        this.clock = clock;
        this.random = random;
    }

    /** This State's keys, as far as this room signs. */
    interface Signing {
        String state();

        /** The key under which an authority signs now. */
        SigningKey key(String authority);

        static Signing of(Keystore keystore, Registry registry, InstantSource clock) {
            return new Signing() {
                @Override
                public String state() {
                    return keystore.state();
                }

                @Override
                public SigningKey key(String authority) {
                    return keystore.authority(
                            authority,
                            registry.directories().of(keystore.state()),
                            clock.instant());
                }
            };
        }
    }

    /**
     * What a person wrote.
     *
     * @param about who or which organisation it concerns, if they said so
     * @param answer how they wish to be answered, beside coming back here
     */
    record Words(String text, String about, String answer, boolean organisation) {
        Json.Obj json(String language) {
            return Json.object()
                    .with("text", text)
                    .with("about", about)
                    .with("answer", answer)
                    .with("language", language)
                    .with("as", organisation ? "ORGANISATION" : "PERSON");
        }
    }

    /**
     * What a person asks.
     *
     * @param accounts of which they ask whether their data was requested
     * @param text how the body can know that these are theirs
     * @param name who they are
     */
    record Asked(List<String> accounts, String text, String name, String answer) {
        Json.Obj json(String language) {
            return Json.object()
                    .with("accounts", Json.strings(accounts))
                    .with("text", text)
                    .with("name", name)
                    .with("answer", answer)
                    .with("language", language);
        }
    }

    /**
     * A complaint as it is found again.
     *
     * @param code by which; none for the body, which does not know it
     */
    record Found(Optional<ReturnCode> code, Index.Row row, List<Stored> acts) {}

    /** What became of something that was written. */
    sealed interface Outcome {
        /**
         * It is on the record.
         *
         * @param act what was filed, now or when the same was sent before
         */
        record Kept(Optional<ReturnCode> code, UUID docket, Digest act) implements Outcome {}

        /** The door did not take it. */
        record Refused(Filing.Rejected why) implements Outcome {}
    }

    /** The oversight body that reads here; empty if this State's directory names none. */
    Optional<String> body() {
        return registry.directories().of(signing.state()).stream()
                .flatMap(directory -> directory.authorities().stream())
                .filter(authority -> authority.offices().contains(Complaint.OVERSIGHT))
                .map(Directory.Authority::id)
                .findFirst();
    }

    /** Files a complaint, unless the same was filed with the same form before. */
    Outcome complain(Words words, List<FormWithFiles.File> sent, String form, String language) {
        return begin(Type.COMPLAIN, words.json(language), sent, form);
    }

    /** Files what somebody asks, the same way. */
    Outcome inquire(Asked asked, List<FormWithFiles.File> sent, String form, String language) {
        return begin(Type.INQUIRE, asked.json(language), sent, form);
    }

    private synchronized Outcome begin(
            Type type, Json.Obj words, List<FormWithFiles.File> sent, String form) {
        var said = words.with("files", attachments(sent));
        var code = keys.code(form, CanonicalJson.bytes(said));
        var key = keys.returnKey(code);
        index.follow();
        var before = index.under(key);
        if (before.isPresent()) {
            var docket = before.get().docket();
            return registry.docket(docket).stream()
                    .findFirst()
                    .<Outcome>map(
                            first -> new Outcome.Kept(Optional.of(code), docket, first.digest()))
                    .orElseGet(() -> new Outcome.Refused(rejected("complaint.none")));
        }
        var docket = ActId.next(clock.instant(), random);
        files.keep(docket, sent);
        return file(
                Optional.of(code),
                docket,
                type,
                said.with("return", Base64Url.encode(key)),
                body().orElse(""),
                clock.instant());
    }

    /** Files what the same person adds, unless it is the last thing that the same form sent. */
    synchronized Outcome add(Found found, String text, List<FormWithFiles.File> sent, String form) {
        var docket = found.row().docket();
        var said = Json.object().with("text", text).with("files", attachments(sent));
        var once = Base64Url.encode(keys.once(form, CanonicalJson.bytes(said)));
        for (var act : registry.docket(docket))
            if (act.envelope()
                    .content(Complaint.MATTER)
                    .flatMap(matter -> matter.text("once"))
                    .filter(once::equals)
                    .isPresent()) return new Outcome.Kept(found.code(), docket, act.digest());
        files.keep(docket, sent);
        return file(
                found.code(),
                docket,
                Type.ADD,
                said.with("once", once),
                found.acts().getFirst().envelope().header().author().authority(),
                clock.instant());
    }

    /**
     * What the node tells a person who asked.
     *
     * @param at the hour at which it is told to all: it shows nothing of how long this one took
     */
    synchronized Outcome reply(UUID docket, Json.Obj matter, Instant at) {
        return registry.docket(docket).stream()
                .findFirst()
                .map(first -> first.envelope().header().author().authority())
                .map(authority -> file(Optional.empty(), docket, Type.REPLY, matter, authority, at))
                .orElseGet(() -> new Outcome.Refused(rejected("complaint.none")));
    }

    private static Json.Arr attachments(List<FormWithFiles.File> sent) {
        return new Json.Arr(
                sent.stream()
                        .<Json>map(
                                file ->
                                        new Attachment(
                                                        file.name(),
                                                        file.bytes().length,
                                                        Digest.of(file.bytes()))
                                                .json())
                        .toList());
    }

    /** When it was asked; empty if the docket is a complaint's. */
    Optional<Instant> asked(UUID docket) {
        return registry.docket(docket).stream()
                .findFirst()
                .map(first -> first.envelope())
                .filter(act -> Complaint.type(act).filter(Type.INQUIRE::equals).isPresent())
                .map(act -> act.header().at());
    }

    private Outcome file(
            Optional<ReturnCode> code,
            UUID docket,
            Type type,
            Json.Obj matter,
            String authority,
            Instant at) {
        for (var tries = 0; tries < MOST_TRIES; tries++) {
            switch (registry.file(
                    signed(
                            docket,
                            type,
                            matter,
                            new Author(signing.state(), authority, Complaint.NODE, anything()),
                            at))) {
                case Filing.Filed(var digest, _) -> {
                    return new Outcome.Kept(code, docket, digest);
                }
                case Filing.Rejected rejected -> {
                    return new Outcome.Refused(rejected);
                }
                case Filing.Overtaken _ -> {} // The body answered in between: composed over that.
                case Filing.Denied _, Filing.Parked _ ->
                        throw new IllegalStateException("no rule speaks of " + type.word());
            }
        }
        return new Outcome.Refused(rejected("overtaken"));
    }

    private static Filing.Rejected rejected(String code) {
        return Filing.Rejected.of(code, Map.of());
    }

    /** Signed by the oversight body's key; nobody's section looks like an inspector's. */
    private Envelope signed(UUID docket, Type type, Json.Obj matter, Author author, Instant now) {
        var said = Section.of(matter, random);
        var header =
                new Header(
                        ActId.next(now, random),
                        docket,
                        Complaint.KIND,
                        type.word(),
                        now,
                        author,
                        registry.seenFor(docket),
                        Digest.of(new byte[0]),
                        registry.foreignCheckpoint().orElse(""),
                        Map.of(Complaint.MATTER, said.digest(), Complaint.OFFICER, anything()));
        var signature = DetachedJws.sign(header.canonical(), signing.key(author.authority()));
        return new Envelope(
                header,
                Map.of(Complaint.MATTER, said),
                signature.compact(),
                Optional.empty(),
                List.of());
    }

    private Digest anything() {
        var bytes = new byte[Digest.BYTES];
        random.nextBytes(bytes);
        return Digest.ofHash(bytes);
    }

    /** A complaint as the body reads it. */
    Found found(Index.Row row) {
        return new Found(Optional.empty(), row, registry.docket(row.docket()));
    }

    /** The complaint to which a code leads. Its acts may be gone; that it was there is known. */
    Optional<Found> find(Optional<ReturnCode> code) {
        // A code that cannot be one takes the same way, so that the answers take the same time.
        var tried = code.orElseGet(() -> ReturnCode.of(new byte[ReturnCode.BYTES]));
        index.follow();
        return index.under(keys.returnKey(tried))
                .filter(_ -> code.isPresent())
                .map(row -> new Found(code, row, registry.docket(row.docket())));
    }
}
