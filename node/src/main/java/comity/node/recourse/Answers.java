package comity.node.recourse;

import comity.node.frame.Languages;
import comity.node.frame.Telling;
import comity.record.act.Json;
import comity.record.complaint.Complaint;
import comity.record.complaint.Complaint.Told;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * Tells what was done where nothing keeps it secret, and to everybody else one and the same. What
 * is secret counts as not there: so no answer depends on it, and neither does one to somebody who
 * is told of another measure (docs/decisions/0123).
 */
final class Answers implements Answering {
    static final String BUNDLE = "messages.inquiry";

    /** Letters beyond this are told on the next night. */
    private static final int MOST = Complaint.MOST_TEXT - 10_000;

    private final Telling telling;

    Answers(Telling telling) {
        this.telling = telling;
    }

    @Override
    public Map<UUID, Json.Obj> replies(LocalDate night, List<Asker> askers) {
        var asked = new LinkedHashSet<Telling.Asked>();
        for (var asker : askers)
            for (var account : asker.accounts())
                asked.add(new Telling.Asked(account, asker.language()));
        var letters = telling.letters(asked, night);
        var replies = new HashMap<UUID, Json.Obj>();
        for (var asker : askers) {
            var fresh = fresh(asker, letters);
            if (!fresh.isEmpty()) replies.put(asker.docket(), measures(fresh, asker.language()));
            else if (asker.first()) replies.put(asker.docket(), neutral(asker.language()));
        }
        return replies;
    }

    private static Map<UUID, String> fresh(
            Asker asker, Map<Telling.Asked, List<Telling.Letter>> letters) {
        var fresh = new LinkedHashMap<UUID, String>();
        var length = 0;
        for (var account : asker.accounts())
            for (var letter :
                    letters.getOrDefault(new Telling.Asked(account, asker.language()), List.of())) {
                if (asker.told().contains(letter.docket()) || fresh.containsKey(letter.docket()))
                    continue;
                length += letter.text().length();
                if (length > MOST && !fresh.isEmpty()) return fresh;
                fresh.put(letter.docket(), letter.text());
            }
        return fresh;
    }

    private static Json.Obj neutral(Locale language) {
        return Complaint.reply(text("inquiry.neutral", language), Told.NEUTRAL, List.of());
    }

    private static Json.Obj measures(Map<UUID, String> letters, Locale language) {
        var parts = new ArrayList<String>();
        parts.add(text("inquiry.measures", language));
        parts.addAll(letters.values());
        parts.add(text("inquiry.measures.others", language));
        return Complaint.reply(
                String.join("\n\n", parts),
                Told.MEASURES,
                letters.keySet().stream().map(UUID::toString).toList());
    }

    private static String text(String key, Locale language) {
        return Languages.text(BUNDLE, key, language).orElseThrow();
    }
}
