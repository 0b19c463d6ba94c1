package comity.node.recourse;

import comity.node.identity.Keystore;
import comity.node.publication.LogAway;
import comity.node.publication.Publication;
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
import comity.record.complaint.Complaint;
import comity.record.complaint.Complaint.Attachment;
import comity.record.complaint.Complaint.Type;
import comity.record.complaint.ComplaintReceipt;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Files what a person writes as acts, finds it again by its code, and hands out receipts. A
 * complaint that is sent twice is one complaint: its code is made of what was sent and of the
 * form's own mark, so the same leads to the same.
 */
final class Complaints {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int MOST_TRIES = 5;

    private final Registry registry;
    private final Publication publication;
    private final Keystore keystore;
    private final ComplaintKeys keys;
    private final Index index;
    private final SealedFiles files;
    private final InstantSource clock;
    private final SecureRandom random;

    Complaints(
            Registry registry,
            Publication publication,
            Keystore keystore,
            ComplaintKeys keys,
            Index index,
            SealedFiles files,
            InstantSource clock,
            SecureRandom random) {
        this.registry = registry;
        this.publication = publication;
        this.keystore = keystore;
        this.keys = keys;
        this.index = index;
        this.files = files;
        this.clock = clock;
        this.random = random;
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
        return registry.directories().of(keystore.state()).stream()
                .flatMap(directory -> directory.authorities().stream())
                .filter(authority -> authority.offices().contains(Complaint.OVERSIGHT))
                .map(Directory.Authority::id)
                .findFirst();
    }

    /** Files a complaint, unless the same was filed with the same form before. */
    synchronized Outcome complain(
            Words words, List<FormWithFiles.File> sent, String form, String language) {
        var said = words.json(language).with("files", attachments(sent));
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
                Type.COMPLAIN,
                said.with("return", Base64Url.encode(key)),
                body().orElse(""));
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
                found.acts().getFirst().envelope().header().author().authority());
    }

    /** What an inspector says for the body, with their pseudonym and what discloses it. */
    synchronized Outcome say(
            Found found, Type type, Json.Obj matter, Author author, Json.Obj introduced) {
        var docket = found.row().docket();
        var act = signed(docket, type, matter, author, Optional.of(Section.of(introduced, random)));
        return switch (registry.file(act)) {
            case Filing.Filed(var digest, _) -> {
                index.follow();
                yield new Outcome.Kept(found.code(), docket, digest);
            }
            case Filing.Rejected rejected -> new Outcome.Refused(rejected);
            // The person wrote in between: whoever answers reads that first.
            case Filing.Overtaken _ -> new Outcome.Refused(rejected("overtaken"));
            case Filing.Denied _, Filing.Parked _ ->
                    throw new IllegalStateException("no rule speaks of " + type.word());
        };
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

    private Outcome file(
            Optional<ReturnCode> code, UUID docket, Type type, Json.Obj matter, String authority) {
        for (var tries = 0; tries < MOST_TRIES; tries++) {
            switch (registry.file(
                    signed(
                            docket,
                            type,
                            matter,
                            new Author(keystore.state(), authority, Complaint.NODE, anything()),
                            Optional.empty()))) {
                case Filing.Filed(var digest, _) -> {
                    index.follow();
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

    /**
     * Signed by the oversight body's key.
     *
     * @param officer who said it for the body; nobody's section looks like somebody's
     */
    private Envelope signed(
            UUID docket, Type type, Json.Obj matter, Author author, Optional<Section> officer) {
        var sections = new TreeMap<String, Section>();
        sections.put(Complaint.MATTER, Section.of(matter, random));
        officer.ifPresent(section -> sections.put(Complaint.OFFICER, section));
        var digests = new TreeMap<String, Digest>();
        digests.put(Complaint.OFFICER, anything());
        sections.forEach((name, section) -> digests.put(name, section.digest()));
        var now = clock.instant();
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
                        digests);
        var signature =
                DetachedJws.sign(
                        header.canonical(),
                        keystore.authority(
                                author.authority(),
                                registry.directories().of(keystore.state()),
                                clock.instant()));
        return new Envelope(header, sections, signature.compact(), Optional.empty(), List.of());
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

    /**
     * The receipt of an act, once the log holds it; waits a while for that.
     *
     * @throws IllegalStateException if this node's own receipt does not hold
     */
    Optional<ComplaintReceipt> receipt(Digest act) {
        var stored = registry.act(act);
        if (stored.isEmpty() || !publication.awaitPosition(stored.get().position(), PATIENCE))
            return Optional.empty();
        try {
            var held = publication.receipt(act);
            var envelope = stored.get().envelope();
            var receipt =
                    held.map(
                            one ->
                                    new ComplaintReceipt(
                                            keystore.state(),
                                            envelope,
                                            Optional.ofNullable(
                                                    envelope.sections().get(Complaint.MATTER)),
                                            one,
                                            directory()));
            receipt.ifPresent(this::check);
            return receipt;
        } catch (LogAway _) {
            return Optional.empty();
        }
    }

    /** Said once by making it, and once as whoever holds it will check it. */
    private void check(ComplaintReceipt receipt) {
        var root =
                registry.directories()
                        .of(keystore.state())
                        .map(known -> known.root().fingerprint());
        if (receipt.check(root).failed())
            throw new IllegalStateException("this node's own receipt does not hold");
    }

    /** The newest version of this State's directory and its approvals, and nobody's name. */
    private Envelope directory() {
        var docket = registry.docketOf(Directory.KIND, keystore.state()).orElseThrow();
        return registry.docket(docket).stream()
                .map(Stored::envelope)
                .filter(act -> act.header().type().equals(Directory.TYPE))
                .reduce((_, last) -> last)
                .map(act -> act.withholding(ComplaintReceipt.ofDirectory()).with(List.of()))
                .orElseThrow();
    }
}
