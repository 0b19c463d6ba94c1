package comity.node.mail;

import comity.node.frame.Languages;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.web.util.HtmlUtils;

/**
 * What letters say, in their reader's language: as plain text, and the same as HTML without
 * pictures, styles or anything that a mail program would have to fetch.
 */
class Wording {
    private final String origin;

    Wording(String origin) {
        this.origin = origin;
    }

    /** A code that shows whose address it is. */
    Letter code(Queue.Claimed taken, String code) {
        var in = new In(taken.language());
        return letter(
                taken,
                in.say("subject.CODE"),
                List.of(
                        Part.line(in.say("lead.CODE")),
                        Part.line(in.say("code").replace("{0}", code)),
                        Part.link(in.say("code.where"), origin + "/mail"),
                        Part.line(in.say("code.else"))),
                Optional.empty());
    }

    /** How many, of which kind, by when; and where to look. */
    Letter news(Queue.Claimed taken, Optional<String> token) {
        var in = new In(taken.language());
        var counts = taken.counts();
        var items = new ArrayList<String>();
        for (var kind : Matter.Kind.values())
            if (counts.of(kind) > 0)
                items.add(in.say("count." + kind).replace("{0}", in.number(counts.of(kind))));
        counts.by().ifPresent(day -> items.add(in.say("by").replace("{0}", in.day(day))));
        var off = token.map(secret -> origin + "/mail/off/" + secret);
        var parts = new ArrayList<Part>();
        parts.add(Part.line(in.say("lead." + taken.kind())));
        parts.add(new Part("", items, ""));
        var onlyNode = counts.node() > 0 && counts.turns() + counts.near() + counts.passed() == 0;
        parts.add(Part.link(in.say("where"), origin + (onlyNode ? "/admin" : "/worklist")));
        if (counts.signed() > 0) parts.add(Part.link(in.say("where.SIGNED"), origin + "/signed"));
        parts.add(Part.line(in.say("says-nothing")));
        off.ifPresent(link -> parts.add(Part.link(in.say("off"), link)));
        return letter(taken, in.say("subject." + taken.kind()), parts, off);
    }

    /** A paragraph: a sentence, a list, or an address with what is there. */
    private record Part(String text, List<String> items, String link) {
        static Part line(String text) {
            return new Part(text, List.of(), "");
        }

        static Part link(String text, String link) {
            return new Part(text, List.of(), link);
        }

        String plain() {
            if (!items.isEmpty()) return "- " + String.join("\n- ", items);
            return link.isEmpty() ? text : text + "\n" + link;
        }

        String rich() {
            if (!items.isEmpty())
                return "<ul><li>"
                        + String.join(
                                "</li><li>", items.stream().map(HtmlUtils::htmlEscape).toList())
                        + "</li></ul>";
            var said = HtmlUtils.htmlEscape(text);
            if (link.isEmpty()) return "<p>" + said + "</p>";
            var to = HtmlUtils.htmlEscape(link);
            return "<p>%s<br><a dir=\"ltr\" href=\"%s\">%s</a></p>".formatted(said, to, to);
        }
    }

    private static Letter letter(
            Queue.Claimed taken, String subject, List<Part> parts, Optional<String> off) {
        var language = taken.language().getLanguage();
        var html =
                "<!doctype html>\n<html lang=\"%s\" dir=\"%s\"><head><meta charset=\"utf-8\"><title>%s</title></head>\n<body>\n%s\n</body></html>\n"
                        .formatted(
                                language,
                                language.equals("ar") ? "rtl" : "ltr",
                                HtmlUtils.htmlEscape(subject),
                                String.join("\n", parts.stream().map(Part::rich).toList()));
        return new Letter(
                taken.id(),
                taken.address(),
                subject,
                String.join("\n\n", parts.stream().map(Part::plain).toList()) + "\n",
                Optional.of(html),
                language,
                off);
    }

    /** One language. */
    private record In(Locale language) {
        String say(String key) {
            return Languages.text("messages.mail", "mail.letter." + key, language).orElseThrow();
        }

        String day(LocalDate day) {
            return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                    .withLocale(language)
                    .format(day);
        }

        String number(int count) {
            var number = NumberFormat.getIntegerInstance(language).format(count);
            return count >= Awaiting.MOST ? number + "+" : number;
        }
    }
}
