package comity.node.transparency.weekly;

import comity.node.frame.Languages;
import comity.node.mail.Letter;
import comity.node.transparency.Bulletin;
import comity.node.transparency.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What letters say, in their reader's language, as plain text. */
class Wording {
    /** Where the room's pages are. */
    static final String PATH = "/transparency/weekly";

    private final String origin;
    private final String state;

    Wording(String origin, String state) {
        this.origin = origin;
        this.state = state;
    }

    /** Asks whoever has the address whether they want the digest. */
    Letter confirmation(
            Editions.Taken taken, String to, String confirm, String off, Instant until) {
        var in = taken.language();
        return letter(
                taken,
                to,
                say("subject.confirm", in),
                List.of(
                        say("confirm", in).replace("{0}", Languages.stateName(state, in)),
                        say("confirm.link", in).replace("{0}", moment(until, in))
                                + "\n"
                                + link("confirm", confirm, in),
                        say("confirm.else", in),
                        say("confirm.off", in) + "\n" + link("off", off, in)),
                off);
    }

    /** What was published, or one line that says that nothing was. */
    Letter digest(Editions.Taken taken, String to, List<Statement> news, String off) {
        var in = taken.language();
        var bulletin = new Bulletin(origin, state, in);
        var parts = new ArrayList<String>();
        if (news.isEmpty()) parts.add(say("nothing", in));
        else parts.add(say("news", in));
        for (var quarter : news)
            parts.add(
                    String.join(
                            "\n",
                            bulletin.title(quarter),
                            bulletin.summary(quarter),
                            bulletin.at(quarter)));
        if (taken.doubtful() && !news.isEmpty()) parts.add(say("again", in));
        parts.add(say("all", in) + "\n" + bulletin.all());
        parts.add(say("why", in));
        parts.add(say("off", in) + "\n" + link("off", off, in));
        return letter(
                taken,
                to,
                say("subject", in).replace("{0}", Languages.stateName(state, in)),
                parts,
                off);
    }

    private Letter letter(
            Editions.Taken taken, String to, String subject, List<String> parts, String off) {
        return new Letter(
                taken.id(),
                to,
                subject,
                String.join("\n\n", parts) + "\n",
                Optional.empty(),
                taken.language().getLanguage(),
                Optional.of(link("off", off, taken.language())));
    }

    private String link(String what, String secret, Locale in) {
        return origin + PATH + "/" + what + "/" + secret + "?language=" + in.getLanguage();
    }

    private static String moment(Instant at, Locale in) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                        .withLocale(in)
                        .format(at.atOffset(ZoneOffset.UTC))
                + " UTC";
    }

    private static String say(String key, Locale in) {
        return Languages.text("messages.weekly", "weekly.letter." + key, in).orElseThrow();
    }
}
