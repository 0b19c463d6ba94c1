package comity.reader;

import comity.evidence.exhibit.MailDate;
import comity.evidence.reading.Item;
import comity.evidence.reading.Kind;
import comity.evidence.reading.Moment;
import comity.record.act.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.dom.address.AddressList;
import org.apache.james.mime4j.field.address.LenientAddressParser;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.ParserCursor;
import org.apache.james.mime4j.util.ContentUtil;
import org.apache.james.mime4j.util.MimeUtil;

/** One message (RFC 5322): its date, whom it names, and the hashes of what is attached. */
final class Messages {
    private static final Set<String> PARTIES =
            Set.of("from", "sender", "to", "cc", "bcc", "resent-from", "resent-to");
    private static final Set<String> DELIVERED =
            Set.of("delivered-to", "x-original-to", "envelope-to");
    private static final int MOST_ACCOUNTS = 1000;

    private final Set<String> parties = new TreeSet<>();
    private final Set<String> owners = new TreeSet<>();
    private final List<Optional<Instant>> dates = new ArrayList<>();
    private final Set<Digest> parts = new TreeSet<>();
    private int fields;

    private Messages() {}

    static Item read(String path, InputStream in, long size, Optional<Digest> sha256)
            throws IOException, MimeException {
        var message = new Messages();
        message.walk(in);
        // Without a single field of a message's it is a text that was called one.
        if (message.fields == 0) throw new MimeException("no header");
        return message.item(path, size, sha256);
    }

    /** The same of a header alone, such as a mailbox's own format keeps. */
    static Messages header(InputStream in) throws IOException, MimeException {
        var message = new Messages();
        message.walk(in);
        return message;
    }

    List<Optional<Instant>> dates() {
        return dates;
    }

    Set<String> parties() {
        return parties;
    }

    Set<String> owners() {
        return owners;
    }

    private void walk(InputStream in) throws IOException, MimeException {
        var stream = new MimeTokenStream(MimeConfig.PERMISSIVE);
        stream.parse(in);
        var depth = 0;
        for (var state = stream.getState();
                state != EntityState.T_END_OF_STREAM;
                state = stream.next()) {
            switch (state) {
                case T_START_BODYPART, T_START_MESSAGE -> depth++;
                case T_END_BODYPART, T_END_MESSAGE -> depth--;
                case T_FIELD -> {
                    if (depth <= 1) field(stream.getField().getName(), stream.getField().getBody());
                }
                case T_BODY -> attached(stream.getDecodedInputStream());
                default -> {}
            }
        }
    }

    private void attached(InputStream body) throws IOException {
        var hash = Spool.hash();
        try (var in = new DigestInputStream(body, hash)) {
            if (in.transferTo(java.io.OutputStream.nullOutputStream()) > 0)
                parts.add(Spool.digest(hash));
        }
    }

    private void field(String given, String body) {
        var name = given.toLowerCase(Locale.ROOT);
        if (name.equals("date")) {
            fields++;
            dates.add(MailDate.instant(MimeUtil.unfold(body).strip()));
        } else if (PARTIES.contains(name)) {
            fields++;
            addresses(body, parties);
        } else if (DELIVERED.contains(name)) {
            addresses(body, owners);
        } else if (name.equals("subject")
                || name.equals("message-id")
                || name.equals("received")
                || name.equals("mime-version")
                || name.equals("content-type")) {
            fields++;
        }
    }

    private static void addresses(String body, Set<String> into) {
        AddressList list;
        try {
            // From bytes: given characters, the parser counts them as if each were one byte.
            var bytes = ContentUtil.encode(StandardCharsets.UTF_8, MimeUtil.unfold(body));
            list =
                    LenientAddressParser.DEFAULT.parseAddressList(
                            bytes, new ParserCursor(0, bytes.length()));
        } catch (RuntimeException _) {
            return;
        }
        for (var mailbox : list.flatten()) {
            if (into.size() >= MOST_ACCOUNTS) return;
            if (mailbox.getAddress().contains("@"))
                into.add(Names.shown(mailbox.getAddress().toLowerCase(Locale.ROOT)));
        }
    }

    private Item item(String path, long size, Optional<Digest> sha256) {
        return new Item(
                path,
                Kind.MESSAGE,
                "message/rfc822",
                parties,
                owners,
                moments(dates),
                size,
                sha256,
                parts,
                List.of(),
                Optional.empty());
    }

    /** Two dates contradict each other, and one that cannot be read says nothing. */
    static List<Moment> moments(List<Optional<Instant>> dates) {
        var certain = dates.size() == 1;
        return dates.stream().flatMap(Optional::stream).map(at -> new Moment(at, certain)).toList();
    }
}
