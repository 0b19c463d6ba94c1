package comity.reader;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A message as a mailbox of another form keeps it, written as a message of its own (RFC 5322, with
 * MIME). It is a converted copy and says so in its header; the fields with which it came over the
 * network stand in it as they are kept, but for those that describe its own make-up. The same
 * letter gives the same bytes.
 *
 * @param origin what it was converted from, and by what
 * @param header as it came over the network; blank if it never did
 * @param sent when it was sent, where its header does not say so readably; what that says instead
 *     stands under another name
 * @param people their field and address, used where there is no header
 */
record Letter(
        String origin,
        String header,
        Optional<Instant> sent,
        List<Party> people,
        String subject,
        String id,
        Optional<String> plain,
        Optional<String> html,
        List<Attachment> attachments) {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH);

    Letter {
        people = List.copyOf(people);
        attachments = List.copyOf(attachments);
    }

    /** From, To, Cc or Bcc, and who. */
    record Party(String field, String name, String address) {}

    /**
     * What is attached.
     *
     * @param content its bytes, or the letter that it is
     */
    record Attachment(String name, String media, Content content) {}

    /** What is attached to a letter. */
    sealed interface Content {
        /** Bytes, opened when they are written. */
        record Bytes(Source source) implements Content {}

        record Enclosed(Letter letter) implements Content {}
    }

    /** Where bytes come from. */
    @FunctionalInterface
    interface Source {
        InputStream open() throws IOException;
    }

    /**
     * As a message of an mbox, with the line that begins it; nothing in it begins like that line.
     */
    void appendTo(OutputStream mbox) throws IOException {
        line(mbox, "From comity-reader Thu Jan  1 00:00:00 1970");
        writeTo(mbox, "0");
        line(mbox, "");
    }

    /**
     * @param place of this letter within another: no two boundaries are the same
     */
    private void writeTo(OutputStream out, String place) throws IOException {
        var kept = kept();
        for (var field : kept) line(out, field);
        if (sent.isPresent())
            line(out, "Date: " + DATE.format(sent.get().atOffset(ZoneOffset.UTC)));
        if (kept.isEmpty()) addressed(out);
        line(out, "X-Converted-From: " + plainly(origin));
        line(out, "MIME-Version: 1.0");
        var boundary = "=_comity-" + place;
        line(out, "Content-Type: multipart/mixed; boundary=\"" + boundary + "\"");
        line(out, "");
        if (html.isPresent()) text(out, boundary, "text/html", html.get());
        if (plain.isPresent() || html.isEmpty())
            text(out, boundary, "text/plain", plain.orElse(""));
        for (var number = 0; number < attachments.size(); number++) {
            line(out, "--" + boundary);
            attach(out, attachments.get(number), place + "-" + number);
        }
        line(out, "--" + boundary + "--");
    }

    /** The fields that came with it, unfolded; what describes its make-up then does not now. */
    private List<String> kept() {
        var fields = new ArrayList<String>();
        var body = false;
        for (var line : header.lines().toList()) {
            if (line.isBlank()) body = true;
            if (body) break;
            var folded = line.startsWith(" ") || line.startsWith("\t");
            if (folded && !fields.isEmpty())
                fields.set(fields.size() - 1, fields.getLast() + "\r\n" + line);
            else if (!folded && line.matches("[!-9;-~]+:.*")) fields.add(line);
        }
        return fields.stream()
                .filter(field -> !isNamed(field, "mime-version"))
                .filter(field -> !field.toLowerCase(Locale.ROOT).startsWith("content-"))
                .filter(field -> !isNamed(field, "x-converted-from"))
                .map(
                        field ->
                                sent.isPresent() && isNamed(field, "date")
                                        ? "X-Unread-" + field
                                        : field)
                .toList();
    }

    private static boolean isNamed(String field, String name) {
        return field.regionMatches(true, 0, name + ":", 0, name.length() + 1);
    }

    private void addressed(OutputStream out) throws IOException {
        for (var field : List.of("From", "To", "Cc", "Bcc")) {
            var named =
                    people.stream()
                            .filter(party -> party.field().equals(field))
                            .map(Letter::address)
                            .collect(Collectors.joining(",\r\n "));
            if (!named.isEmpty()) line(out, field + ": " + named);
        }
        line(out, "Subject: " + word(subject));
        if (!id.isBlank()) line(out, "Message-ID: " + plainly(id));
    }

    private static String address(Party party) {
        var address = plainly(party.address()).replaceAll("[\\s<>,;\"]", "");
        return party.name().isBlank() || party.name().equals(party.address())
                ? "<" + address + ">"
                : word(party.name()) + " <" + address + ">";
    }

    private static void text(OutputStream out, String boundary, String media, String text)
            throws IOException {
        line(out, "--" + boundary);
        line(out, "Content-Type: " + media + "; charset=UTF-8");
        line(out, "Content-Transfer-Encoding: base64");
        line(out, "");
        try (var encoded = encoding(out)) {
            encoded.write(text.getBytes(StandardCharsets.UTF_8));
        }
        line(out, "");
    }

    private static void attach(OutputStream out, Attachment attachment, String place)
            throws IOException {
        switch (attachment.content()) {
            case Content.Enclosed(var letter) -> {
                line(out, "Content-Type: message/rfc822");
                line(out, "Content-Disposition: attachment; " + named(attachment.name()));
                line(out, "");
                letter.writeTo(out, place);
            }
            case Content.Bytes(var source) -> {
                var media =
                        attachment.media().matches("[\\w.+-]+/[\\w.+-]+")
                                ? attachment.media()
                                : "application/octet-stream";
                line(out, "Content-Type: " + media);
                line(out, "Content-Disposition: attachment; " + named(attachment.name()));
                line(out, "Content-Transfer-Encoding: base64");
                line(out, "");
                try (var in = source.open();
                        var encoded = encoding(out)) {
                    in.transferTo(encoded);
                }
                line(out, "");
            }
        }
    }

    /** A name in any letters (RFC 2231). */
    private static String named(String name) {
        var encoded = new StringBuilder("filename*=UTF-8''");
        for (var octet : name.getBytes(StandardCharsets.UTF_8)) {
            var character = (char) (octet & 0xff);
            if (Character.toString(character).matches("[A-Za-z0-9._-]")) encoded.append(character);
            else encoded.append(String.format(Locale.ROOT, "%%%02X", octet & 0xff));
        }
        return encoded.toString();
    }

    /** A word in any letters (RFC 2047), in pieces no longer than a line may be. */
    private static String word(String text) {
        if (text.matches("[ -~]*") && text.length() < 900 && !text.contains("=?"))
            return text.replaceAll("[\"<>]", "");
        var words = new ArrayList<String>();
        var points = text.codePoints().toArray();
        for (var from = 0; from < points.length; from += 10) {
            var piece = new String(points, from, Math.min(10, points.length - from));
            words.add(
                    "=?UTF-8?B?"
                            + Base64.getEncoder()
                                    .encodeToString(piece.getBytes(StandardCharsets.UTF_8))
                            + "?=");
        }
        return String.join("\r\n ", words);
    }

    private static String plainly(String text) {
        return text.replaceAll("[^ -~]", "?");
    }

    private static OutputStream encoding(OutputStream out) {
        return Base64.getMimeEncoder(76, new byte[] {'\r', '\n'})
                .wrap(
                        new FilterOutputStream(out) {
                            @Override
                            public void write(byte[] bytes, int from, int length)
                                    throws IOException {
                                out.write(bytes, from, length);
                            }

                            /** The end of what is encoded is not the end of the letter. */
                            @Override
                            public void close() {}
                        });
    }

    private static void line(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.write('\r');
        out.write('\n');
    }
}
