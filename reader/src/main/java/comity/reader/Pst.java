package comity.reader;

import com.pff.PSTAttachment;
import com.pff.PSTException;
import com.pff.PSTFile;
import com.pff.PSTFolder;
import com.pff.PSTMessage;
import com.pff.PSTRecipient;
import comity.evidence.reading.Item;
import comity.evidence.reading.Kind;
import comity.evidence.reading.Moment;
import comity.evidence.reading.Unread;
import comity.record.act.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.james.mime4j.MimeException;
import org.jspecify.annotations.Nullable;

/**
 * An Outlook mailbox (PST, OST) as its messages. The header as it came is believed before what
 * Outlook made of it; where there is none, its own times are in UTC.
 */
final class Pst {
    static final String MEDIA = "application/vnd.ms-outlook-pst";

    /** By what a message is converted, as the record names it. */
    static final String CONVERTER = "comity-reader/1 (java-libpst 0.9.3)";

    /** The library has no name for it (MS-OXPROPS, PidTagRecipientType). */
    private static final int RECIPIENT_TYPE_BCC = 3;

    /** A search that was kept (MS-PST, NID_TYPE_SEARCH_FOLDER): what it shows lies elsewhere. */
    private static final int SEARCH_FOLDER = 3;

    private static final int DEEPEST = 64;
    private static final int DEEPEST_LETTER = 8;

    private final Each each;
    private final Allowance allowance;
    private int number;

    private Pst(Each each, Allowance allowance) {
        this.each = each;
        this.allowance = allowance;
    }

    /** Who is told of each message, in the order in which they lie there, from 1; empty if lost. */
    @FunctionalInterface
    interface Each {
        void message(int number, Optional<PSTMessage> message) throws IOException;
    }

    static void each(Path file, Allowance allowance, Each each) throws IOException, PSTException {
        var pst = new PSTFile(file.toFile());
        try (var _ = pst.getFileHandle()) {
            new Pst(each, allowance).folder(pst.getRootFolder(), 0);
        }
    }

    private void folder(PSTFolder folder, int depth) throws IOException, PSTException {
        if (depth > DEEPEST) throw new Allowance.Exceeded(Unread.TOO_DEEP);
        for (var entry = 0; entry < folder.getContentCount(); entry++) {
            if (!allowance.anotherMessage()) throw new Allowance.Exceeded(Unread.TOO_MANY);
            each.message(++number, child(folder, entry));
        }
        for (var below : folder.getSubFolders())
            if (below.getNodeType() != SEARCH_FOLDER) folder(below, depth + 1);
    }

    /** An entry that leads nowhere hides none of the others. */
    private static Optional<PSTMessage> child(PSTFolder folder, int entry) throws IOException {
        try {
            folder.moveChildCursorTo(entry);
            return folder.getNextChild() instanceof PSTMessage message
                    ? Optional.of(message)
                    : Optional.empty();
        } catch (PSTException | RuntimeException _) {
            return Optional.empty();
        }
    }

    /**
     * Lists them.
     *
     * @param skipped what a reader ended at before
     */
    static void read(String path, Path file, Sink sink, Allowance allowance, Set<String> skipped)
            throws IOException, PSTException {
        each(
                file,
                allowance,
                (number, message) -> {
                    var place = place(path, number);
                    sink.begun(place);
                    sink.found(
                            skipped.contains(place)
                                    ? unread(place, Unread.TOO_MUCH_MEMORY)
                                    : item(place, message, allowance.bounds().each()));
                });
    }

    private static Item item(String place, Optional<PSTMessage> message, Duration each)
            throws IOException {
        if (message.isEmpty()) return unread(place, Unread.DAMAGED);
        return Timed.run(each, () -> item(place, message.get()), why -> unread(place, why));
    }

    static String place(String path, int number) {
        return path + "!/" + number;
    }

    static Item unread(String place, Unread why) {
        return Item.unread(place, "application/vnd.ms-outlook", 0, Optional.empty(), why);
    }

    static Item item(String place, PSTMessage message)
            throws IOException, PSTException, MimeException {
        var accounts = new TreeSet<String>();
        add(message.getSenderEmailAddress(), accounts);
        for (var i = 0; i < message.getNumberOfRecipients(); i++) {
            var recipient = message.getRecipient(i);
            add(recipient.getSmtpAddress(), accounts);
            add(recipient.getEmailAddress(), accounts);
        }
        var header = message.getTransportMessageHeaders();
        var owners = new TreeSet<String>();
        List<Moment> moments = List.of();
        if (header != null && !header.isBlank()) {
            var read = header(header);
            accounts.addAll(read.parties());
            owners.addAll(read.owners());
            moments = Messages.moments(read.dates());
        }
        if (moments.isEmpty())
            moments = sent(message).map(at -> List.of(new Moment(at, true))).orElse(List.of());
        return new Item(
                place,
                Kind.MESSAGE,
                "application/vnd.ms-outlook",
                accounts,
                owners,
                moments,
                0,
                Optional.empty(),
                attached(message),
                List.of(),
                Optional.empty());
    }

    private static Optional<Instant> sent(PSTMessage message) {
        return Optional.ofNullable(message.getClientSubmitTime())
                .or(() -> Optional.ofNullable(message.getMessageDeliveryTime()))
                .map(Date::toInstant);
    }

    private static Set<Digest> attached(PSTMessage message) throws IOException, PSTException {
        var parts = new TreeSet<Digest>();
        for (var i = 0; i < message.getNumberOfAttachments(); i++) {
            var in = message.getAttachment(i).getFileInputStream();
            if (in == null) continue;
            var hash = Spool.hash();
            try (var hashed = new DigestInputStream(in, hash)) {
                hashed.transferTo(java.io.OutputStream.nullOutputStream());
            }
            parts.add(Spool.digest(hash));
        }
        return parts;
    }

    /** Whether it is mail; appointments, contacts and notes have no faithful form as a message. */
    static boolean isMail(PSTMessage message) {
        var said = text(message.getMessageClass()).orElse("").toUpperCase(Locale.ROOT);
        return said.equals("IPM.NOTE")
                || said.startsWith("IPM.NOTE.")
                || said.startsWith("REPORT.");
    }

    /**
     * A message with everything of it that a message of its own can hold.
     *
     * @throws IOException if something in it cannot be converted: it then stays where it is
     */
    static Letter letter(PSTMessage message, int depth) throws IOException, PSTException {
        if (depth > DEEPEST_LETTER) throw new IOException("letters within letters without end");
        var html = text(message.getBodyHTML());
        var plain = text(message.getBody());
        var attachments = new ArrayList<Letter.Attachment>();
        if (html.isEmpty() && plain.isEmpty())
            text(message.getRTFBody())
                    .ifPresent(
                            rtf ->
                                    attachments.add(
                                            new Letter.Attachment(
                                                    "body.rtf",
                                                    "application/rtf",
                                                    new Letter.Content.Bytes(
                                                            () ->
                                                                    new ByteArrayInputStream(
                                                                            rtf.getBytes(
                                                                                    StandardCharsets
                                                                                            .UTF_8))))));
        for (var i = 0; i < message.getNumberOfAttachments(); i++)
            attachments.add(attachment(message.getAttachment(i), depth));
        var header = text(message.getTransportMessageHeaders()).orElse("");
        return new Letter(
                "application/vnd.ms-outlook-pst; node="
                        + message.getDescriptorNodeId()
                        + "; by=\""
                        + CONVERTER
                        + "\"",
                header,
                isDated(header) ? Optional.empty() : sent(message),
                people(message),
                text(message.getSubject()).orElse(""),
                text(message.getInternetMessageId()).orElse(""),
                plain,
                html,
                attachments);
    }

    private static boolean isDated(String header) throws IOException {
        try {
            return !Messages.moments(header(header).dates()).isEmpty();
        } catch (MimeException _) {
            return false;
        }
    }

    private static Messages header(String header) throws IOException, MimeException {
        return Messages.header(
                new ByteArrayInputStream((header + "\r\n\r\n").getBytes(StandardCharsets.UTF_8)));
    }

    private static Letter.Attachment attachment(PSTAttachment attachment, int depth)
            throws IOException, PSTException {
        var name =
                text(attachment.getLongFilename())
                        .or(() -> text(attachment.getFilename()))
                        .or(() -> text(attachment.getDisplayName()))
                        .orElse("attachment");
        var media = text(attachment.getMimeTag()).orElse("application/octet-stream");
        var enclosed = attachment.getEmbeddedPSTMessage();
        if (enclosed != null)
            return new Letter.Attachment(
                    name,
                    "message/rfc822",
                    new Letter.Content.Enclosed(letter(enclosed, depth + 1)));
        if (attachment.getFileInputStream() == null)
            throw new IOException("an attachment that is a link cannot be taken along");
        return new Letter.Attachment(
                name,
                media,
                new Letter.Content.Bytes(
                        () -> {
                            try {
                                return attachment.getFileInputStream();
                            } catch (PSTException e) {
                                throw new IOException("an attachment cannot be read", e);
                            }
                        }));
    }

    private static List<Letter.Party> people(PSTMessage message) throws IOException, PSTException {
        var people = new ArrayList<Letter.Party>();
        text(message.getSenderEmailAddress())
                .ifPresent(
                        address ->
                                people.add(
                                        new Letter.Party(
                                                "From",
                                                text(message.getSenderName()).orElse(""),
                                                address)));
        for (var i = 0; i < message.getNumberOfRecipients(); i++) {
            var recipient = message.getRecipient(i);
            var address =
                    text(recipient.getSmtpAddress()).or(() -> text(recipient.getEmailAddress()));
            address.ifPresent(
                    to ->
                            people.add(
                                    new Letter.Party(
                                            field(recipient),
                                            text(recipient.getDisplayName()).orElse(""),
                                            to)));
        }
        return people;
    }

    private static String field(PSTRecipient recipient) {
        return switch (recipient.getRecipientType()) {
            case PSTMessage.RECIPIENT_TYPE_CC -> "Cc";
            case RECIPIENT_TYPE_BCC -> "Bcc";
            default -> "To";
        };
    }

    private static Optional<String> text(@Nullable String said) {
        // Some that wrote such mailboxes end their strings as C does.
        return Optional.ofNullable(said)
                .map(text -> text.replace("\0", "").strip())
                .filter(text -> !text.isEmpty());
    }

    private static void add(@Nullable String address, Set<String> into) {
        if (address != null && address.contains("@"))
            into.add(Names.shown(address.strip().toLowerCase(Locale.ROOT)));
    }
}
