package comity.reader;

import com.pff.PSTException;
import com.pff.PSTFile;
import com.pff.PSTFolder;
import com.pff.PSTMessage;
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
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.james.mime4j.MimeException;

/**
 * An Outlook mailbox (PST, OST) as its messages. The header as it came is believed before what
 * Outlook made of it; where there is none, its own times are in UTC.
 */
final class Pst {
    private static final int DEEPEST = 64;

    private final String path;
    private final Sink sink;
    private final Allowance allowance;
    private int number;

    private Pst(String path, Sink sink, Allowance allowance) {
        this.path = path;
        this.sink = sink;
        this.allowance = allowance;
    }

    static void read(String path, Path file, Sink sink, Allowance allowance)
            throws IOException, PSTException {
        var pst = new PSTFile(file.toFile());
        try (var _ = pst.getFileHandle()) {
            new Pst(path, sink, allowance).folder(pst.getRootFolder(), 0);
        }
    }

    private void folder(PSTFolder folder, int depth) throws IOException, PSTException {
        if (depth > DEEPEST) throw new Allowance.Exceeded(Unread.TOO_DEEP);
        for (var child = folder.getNextChild(); child != null; child = folder.getNextChild()) {
            if (!allowance.anotherMessage()) throw new Allowance.Exceeded(Unread.TOO_MANY);
            if (child instanceof PSTMessage message) message(message, allowance.bounds().each());
        }
        for (var below : folder.getSubFolders()) folder(below, depth + 1);
    }

    private void message(PSTMessage message, Duration each) throws IOException {
        var place = path + "!/" + ++number;
        sink.begun(place);
        sink.found(
                Timed.run(
                        each,
                        () -> item(place, message),
                        why ->
                                Item.unread(
                                        place,
                                        "application/vnd.ms-outlook",
                                        0,
                                        Optional.empty(),
                                        why)));
    }

    private static Item item(String place, PSTMessage message)
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
            var read =
                    Messages.header(
                            new ByteArrayInputStream(
                                    (header + "\r\n\r\n").getBytes(StandardCharsets.UTF_8)));
            accounts.addAll(read.parties());
            owners.addAll(read.owners());
            moments = Messages.moments(read.dates());
        }
        var submitted = message.getClientSubmitTime();
        var delivered = message.getMessageDeliveryTime();
        if (moments.isEmpty() && submitted != null)
            moments = List.of(new Moment(submitted.toInstant(), true));
        else if (moments.isEmpty() && delivered != null)
            moments = List.of(new Moment(delivered.toInstant(), true));
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

    private static void add(String address, Set<String> into) {
        if (address != null && address.contains("@"))
            into.add(Names.shown(address.strip().toLowerCase(Locale.ROOT)));
    }
}
