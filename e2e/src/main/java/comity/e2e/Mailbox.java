package comity.e2e;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * The mailbox that the provider delivers when the demo's user brings none: some hundred messages in
 * the form that mail really has (mbox, several charsets, encoded words, attachments, a message
 * without a date), most of them inside the ordered ten days and some outside.
 *
 * <p>The same bytes on every run, so that its SHA-256 can be compared between machines: the seed
 * and the calendar are fixed, and no line depends on the platform.
 */
final class Mailbox {
    static final String ACCOUNT = "k.orlov@harbourmail.example";

    private static final int MESSAGES = 240;
    private static final long SEED = 20261001;
    private static final LocalDate EARLIEST = LocalDate.of(2026, 9, 21);
    private static final int DAYS = 30;
    private static final DateTimeFormatter MAIL_DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH);
    private static final DateTimeFormatter ENVELOPE_DATE =
            DateTimeFormatter.ofPattern("EEE MMM d HH:mm:ss yyyy", Locale.ENGLISH);

    /** A correspondent and how that person's program writes: each charset as mail meets it. */
    private record Writer(String name, String address, Charset charset, List<String> lines) {}

    private static final List<Writer> WRITERS =
            List.of(
                    new Writer(
                            "Kirill Orlov",
                            ACCOUNT,
                            StandardCharsets.UTF_8,
                            List.of(
                                    "The list of machines is attached.",
                                    "They have until Friday, then the price doubles.",
                                    "From now on only over this address.",
                                    "The hospital has answered. Wait.")),
                    new Writer(
                            "Пётр Лазарев",
                            "lazarev@quayside.example",
                            Charset.forName("KOI8-R"),
                            List.of(
                                    "Ключ лежит там же.",
                                    "Больница ещё не заплатила.",
                                    "Жду ответа.")),
                    new Writer(
                            "Müller Lagerhaus GmbH",
                            "lager@kontor.example",
                            StandardCharsets.ISO_8859_1,
                            List.of("Die Lieferung verzögert sich.", "Grüße aus dem Büro.")),
                    new Writer(
                            "港口商店",
                            "shop@harbour-store.example",
                            Charset.forName("GB18030"),
                            List.of("您的订单已发货。", "感谢您的惠顾。")),
                    new Writer(
                            "ليلى حداد",
                            "layla@cedar.example",
                            StandardCharsets.UTF_8,
                            List.of("شكرا على رسالتك.", "نلتقي يوم الاثنين.")),
                    new Writer(
                            "鈴木",
                            "suzuki@minato.example",
                            Charset.forName("ISO-2022-JP"),
                            List.of("資料を添付します。", "よろしくお願いします。")),
                    new Writer(
                            "Łukasz Żak",
                            "zak@poczta.example",
                            Charset.forName("windows-1250"),
                            List.of("Dziękuję, dotarło.", "Proszę o potwierdzenie.")));

    private static final List<String> SUBJECTS =
            List.of(
                    "St Brandan's",
                    "list",
                    "Re: payment",
                    "Rechnung",
                    "Привет",
                    "订单",
                    "موعد",
                    "資料",
                    "Żądanie");

    private Mailbox() {}

    static void write(Path file) throws IOException {
        try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
            write(out);
        }
    }

    static void write(OutputStream out) throws IOException {
        var random = new Random(SEED);
        for (var number = 0; number < MESSAGES; number++) message(out, number, random);
    }

    /**
     * Three letters between the account's holder and counsel, which the provider keeps in a folder
     * of their own: within the ordered days, and none of the State's business.
     */
    static void writeCounsel(OutputStream out) throws IOException {
        var counsel = "weber@weber-partners.example";
        for (var day = 5; day <= 7; day++) {
            var at = LocalDate.of(2026, 10, day).atTime(9, 30).atZone(ZoneOffset.UTC);
            line(out, "From " + counsel + " " + ENVELOPE_DATE.format(at));
            line(out, "Message-ID: <counsel-" + day + "@harbourmail.example>");
            line(out, "Date: " + MAIL_DATE.format(at));
            line(out, "From: <" + (day == 6 ? ACCOUNT : counsel) + ">");
            line(out, "To: <" + (day == 6 ? counsel : ACCOUNT) + ">");
            line(out, "Subject: Your defence");
            line(out, "");
            line(out, "Between client and counsel.");
            line(out, "");
        }
    }

    private static void message(OutputStream out, int number, Random random) throws IOException {
        var incoming = random.nextInt(3) > 0;
        var writer =
                incoming ? WRITERS.get(1 + random.nextInt(WRITERS.size() - 1)) : WRITERS.get(0);
        var at =
                EARLIEST.plusDays((long) number * DAYS / MESSAGES)
                        .atTime(random.nextInt(24), random.nextInt(60), random.nextInt(60))
                        .atZone(ZoneOffset.ofHours(random.nextInt(-5, 10)));
        line(
                out,
                "From "
                        + writer.address()
                        + " "
                        + ENVELOPE_DATE.format(at.withZoneSameInstant(ZoneOffset.UTC)));
        headers(out, number, writer, at, random);
        if (number % 5 == 2) withAttachment(out, number, writer, random);
        else plain(out, writer, random);
        line(out, "");
    }

    private static void headers(
            OutputStream out, int number, Writer writer, ZonedDateTime at, Random random)
            throws IOException {
        var outgoing = writer.address().equals(ACCOUNT);
        line(
                out,
                "Message-ID: <"
                        + Integer.toHexString(0x5eed + number * 7919)
                        + "@harbourmail.example>");
        // One message in eighty has no date, and one a date that no calendar knows: real mail does.
        if (number % 80 == 41) line(out, "Date: Thu, 31 Sep 2026 25:61:00 +0000");
        else if (number % 80 != 79) line(out, "Date: " + MAIL_DATE.format(at));
        line(out, "From: " + word(writer.name(), writer.charset()) + " <" + writer.address() + ">");
        line(out, "To: <" + (outgoing ? WRITERS.get(1).address() : ACCOUNT) + ">");
        var subject = SUBJECTS.get(random.nextInt(SUBJECTS.size()));
        line(out, "Subject: " + word(subject, StandardCharsets.UTF_8));
        line(out, "MIME-Version: 1.0");
    }

    private static void plain(OutputStream out, Writer writer, Random random) throws IOException {
        line(out, "Content-Type: text/plain; charset=" + writer.charset().name());
        line(out, "Content-Transfer-Encoding: 8bit");
        line(out, "");
        body(out, writer, random);
    }

    private static void withAttachment(OutputStream out, int number, Writer writer, Random random)
            throws IOException {
        var boundary = "=_part_" + number;
        line(out, "Content-Type: multipart/mixed; boundary=\"" + boundary + "\"");
        line(out, "");
        line(out, "--" + boundary);
        plain(out, writer, random);
        line(out, "--" + boundary);
        line(out, "Content-Type: application/octet-stream");
        line(out, "Content-Transfer-Encoding: base64");
        line(
                out,
                "Content-Disposition: attachment; filename*=UTF-8''%D1%81%D0%BF%D0%B8%D1%81%D0%BE%D0%BA-"
                        + number
                        + ".bin");
        line(out, "");
        var bytes = new byte[2_000 + random.nextInt(30_000)];
        random.nextBytes(bytes);
        out.write(Base64.getMimeEncoder(76, new byte[] {'\n'}).encode(bytes));
        line(out, "");
        line(out, "--" + boundary + "--");
    }

    /** Lines in the writer's own charset; one that begins with "From " is quoted, as mbox asks. */
    private static void body(OutputStream out, Writer writer, Random random) throws IOException {
        for (var lines = 1 + random.nextInt(6); lines > 0; lines--) {
            var text = writer.lines().get(random.nextInt(writer.lines().size()));
            out.write((text.startsWith("From ") ? ">" + text : text).getBytes(writer.charset()));
            out.write('\n');
        }
    }

    /** An encoded word (RFC 2047) where the text is not plain ASCII. */
    private static String word(String text, Charset charset) {
        if (text.chars().allMatch(character -> character < 128)) return text;
        return "=?"
                + charset.name()
                + "?B?"
                + Base64.getEncoder().encodeToString(text.getBytes(charset))
                + "?=";
    }

    private static void line(OutputStream out, String ascii) throws IOException {
        out.write(ascii.getBytes(StandardCharsets.US_ASCII));
        out.write('\n');
    }
}
