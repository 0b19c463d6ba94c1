package comity.node.recourse;

import comity.node.frame.Admission;
import comity.node.frame.Languages;
import comity.record.act.Base64Url;
import comity.record.act.Digest;
import comity.record.complaint.Complaint;
import comity.record.complaint.ComplaintReceipt;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the portal does, for its pages and for programs alike: both answers of one resource. What is
 * wrong with what was sent is a word of the pages' bundle, {@code complaint.wrong.<word>}, and of
 * the problems', {@code complaint.<word>}.
 */
final class Portal {
    static final int MOST_FILE = 5 << 20;

    private final Complaints complaints;
    private final Receipts receipts;
    private final ReplyDays days;
    private final ComplaintKeys keys;
    private final Admission filing;
    private final Admission returning;
    private final TalkView.Times times;
    private final InstantSource clock;

    /**
     * @param returning how many codes may be tried that lead nowhere
     */
    Portal(
            Complaints complaints,
            Receipts receipts,
            ReplyDays days,
            ComplaintKeys keys,
            Admission filing,
            Admission returning,
            TalkView.Times times,
            InstantSource clock) {
        this.complaints = complaints;
        this.receipts = receipts;
        this.days = days;
        this.keys = keys;
        this.filing = filing;
        this.returning = returning;
        this.times = times;
        this.clock = clock;
    }

    /** Why nothing was done. */
    static final class NotTaken extends Exception {
        private static final long serialVersionUID = 1L;
        private final int status;
        private final String word;
        private final transient Map<String, String> facts;
        private final transient Optional<Admission.Entry.Later> later;

        private NotTaken(
                int status,
                String word,
                Map<String, String> facts,
                Optional<Admission.Entry.Later> later) {
            super(word, null, false, false);
            this.status = status;
            this.word = word;
            this.facts = facts;
            this.later = later;
        }

        static NotTaken because(int status, String word) {
            return new NotTaken(status, word, Map.of(), Optional.empty());
        }

        static NotTaken most(String word, long most) {
            return new NotTaken(422, word, Map.of("most", Long.toString(most)), Optional.empty());
        }

        static NotTaken later(Admission.Entry.Later later, Instant now) {
            return new NotTaken(
                    429,
                    "later",
                    Map.of("most", Long.toString(later.minutes(now))),
                    Optional.of(later));
        }

        int status() {
            return status;
        }

        String word() {
            return word;
        }

        Map<String, String> facts() {
            return facts;
        }

        /** When to come again, and with which ticket. */
        Optional<Admission.Entry.Later> later() {
            return later;
        }
    }

    String newForm() {
        return keys.newForm();
    }

    boolean hasBody() {
        return complaints.body().isPresent();
    }

    KeptView complain(Complaints.Words words, FormWithFiles form, String address) throws NotTaken {
        if (!hasBody()) throw NotTaken.because(503, "no-body");
        checkText(words.text());
        for (var line : new String[] {words.about(), words.answer()})
            if (line.length() > Complaint.MOST_LINE)
                throw NotTaken.most("line-long", Complaint.MOST_LINE);
        checkFiles(form);
        var mark = mark(form);
        enter(filing, address, mark, form.text("ticket"));
        return kept(
                complaints.complain(words, form.files(), mark, Languages.current().getLanguage()));
    }

    KeptView inquire(
            List<String> accounts,
            String text,
            String name,
            String answer,
            FormWithFiles form,
            String address)
            throws NotTaken {
        if (!hasBody()) throw NotTaken.because(503, "no-body");
        var named = accounts.stream().map(String::strip).filter(one -> !one.isEmpty()).toList();
        if (named.isEmpty()) throw NotTaken.because(422, "account-missing");
        if (named.size() > Complaint.MOST_ACCOUNTS)
            throw NotTaken.most("accounts-many", Complaint.MOST_ACCOUNTS);
        if (!named.stream().allMatch(Complaint::isAccount))
            throw NotTaken.most("account-long", Complaint.MOST_ACCOUNT);
        if (text.isBlank()) throw NotTaken.because(422, "proof-missing");
        checkText(text);
        for (var line : new String[] {name, answer})
            if (line.length() > Complaint.MOST_LINE)
                throw NotTaken.most("line-long", Complaint.MOST_LINE);
        checkFiles(form);
        var mark = mark(form);
        enter(filing, address, mark, form.text("ticket"));
        return kept(
                complaints.inquire(
                        new Complaints.Asked(
                                named.stream().distinct().toList(), text, name, answer),
                        form.files(),
                        mark,
                        Languages.current().getLanguage()));
    }

    KeptView add(Complaints.Found found, String text, FormWithFiles form, String address)
            throws NotTaken {
        if (found.acts().isEmpty()) throw NotTaken.because(409, "lost");
        checkText(text);
        checkFiles(form);
        var mark = mark(form);
        enter(filing, address, mark, form.text("ticket"));
        return kept(complaints.add(found, text, form.files(), mark));
    }

    private static void checkText(String text) throws NotTaken {
        if (text.isBlank()) throw NotTaken.because(422, "text-missing");
        if (!Complaint.isText(text)) throw NotTaken.most("text-long", Complaint.MOST_TEXT);
    }

    private static void checkFiles(FormWithFiles form) throws NotTaken {
        if (!form.whole()) throw NotTaken.because(413, "too-large");
        if (form.files().size() > Complaint.MOST_FILES)
            throw NotTaken.most("files-many", Complaint.MOST_FILES);
        for (var file : form.files())
            if (file.bytes().length > MOST_FILE) throw NotTaken.most("file-large", MOST_FILE >> 20);
    }

    /** The form's own mark; a form without a sound one is a new one. */
    private String mark(FormWithFiles form) {
        try {
            if (Base64Url.decode(form.text("form")).length == 32) return form.text("form");
        } catch (IllegalArgumentException _) {
            // As if there were none.
        }
        return keys.newForm();
    }

    private void enter(Admission admission, String address, String about, String ticket)
            throws NotTaken {
        if (admission.ask(address, about, ticket) instanceof Admission.Entry.Later later)
            throw NotTaken.later(later, clock.instant());
    }

    private KeptView kept(Complaints.Outcome outcome) throws NotTaken {
        return switch (outcome) {
            case Complaints.Outcome.Kept(var code, var docket, var act) ->
                    new KeptView(
                            code.map(ReturnCode::text).orElse(""),
                            act.hex(),
                            receipts.of(act).isPresent(),
                            complaints.asked(docket).map(at -> days.of(docket, at)).orElse(null));
            case Complaints.Outcome.Refused _ -> throw NotTaken.because(503, "not-now");
        };
    }

    /** Every code that leads nowhere has one answer, whatever is wrong with it. */
    Complaints.Found find(String typed, String ticket, String address) throws NotTaken {
        var code = ReturnCode.typed(typed);
        var about = Digest.of(typed.strip().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        // Whoever has the code of a complaint is let in without being counted.
        var found = complaints.find(code);
        if (found.isPresent()) return found.get();
        enter(returning, address, about.hex(), ticket);
        throw NotTaken.because(404, "unknown-code");
    }

    TalkView view(Complaints.Found found) {
        return TalkView.of(found, times, clock.instant());
    }

    /** The receipt of one act of a complaint, with its words or without. */
    ComplaintReceipt receipt(Complaints.Found found, String act, boolean words) throws NotTaken {
        var named =
                found.acts().stream()
                        .filter(stored -> stored.digest().hex().equals(act))
                        .findFirst()
                        .orElseThrow(() -> NotTaken.because(404, "unknown-act"));
        var receipt =
                receipts.of(named.digest())
                        .orElseThrow(() -> NotTaken.because(503, "receipt-not-yet"));
        return words ? receipt : receipt.withoutWords();
    }
}
