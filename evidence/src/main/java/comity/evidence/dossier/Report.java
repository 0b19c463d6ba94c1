package comity.evidence.dossier;

import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.record.act.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a verification found, line by line. A line's {@code code} and {@code facts} are the truth;
 * its wording comes from the message bundles, so that six languages and a program read the same
 * report.
 *
 * @param subject what the report is about; empty if the file could not be read as a case file
 */
public record Report(Optional<Subject> subject, List<Line> lines) {
    /** The JSON form's name. */
    public static final String FORMAT = "comity-report/1";

    /**
     * The checks, most important to a court first: was it lawful, who signed it, is it the evidence
     * that was collected, and then what shows that nothing was changed or left out.
     */
    static final List<String> BY_IMPORTANCE =
            List.of(
                    "authorised",
                    "remedy",
                    "scope",
                    "ruling",
                    "personal",
                    "contest",
                    "signature",
                    "certificate",
                    "root",
                    "persons",
                    "file",
                    "container",
                    "custody",
                    "conditions",
                    "sections",
                    "seen",
                    "order",
                    "log",
                    "time",
                    "stamp",
                    "witnessed",
                    "loss",
                    "page",
                    "profile",
                    "upto");

    public Report {
        lines = List.copyOf(lines);
    }

    public Report(List<Line> lines) {
        this(Optional.empty(), lines);
    }

    /** What a check came to. What could not be checked is never counted as passed. */
    public enum Status {
        FAILED,
        UNCHECKED,
        PASSED
    }

    /**
     * @param id the check, such as {@code signature}
     * @param code what it found, such as {@code signature.wrong}; names the sentence
     * @param act the act that the line is about, if it is about one
     * @param byHand the same question, asked again with standard tools
     */
    public record Line(
            String id,
            Status status,
            String code,
            Map<String, String> facts,
            Optional<Digest> act,
            List<Step> byHand) {
        public Line {
            facts = java.util.Collections.unmodifiableMap(new TreeMap<>(facts));
            byHand = List.copyOf(byHand);
        }

        public Line(
                String id,
                Status status,
                String code,
                Map<String, String> facts,
                Optional<Digest> act) {
            this(id, status, code, facts, act, List.of());
        }

        Line with(List<Step> steps) {
            return new Line(id, status, code, facts, act, steps);
        }
    }

    /**
     * What a report is about.
     *
     * @param name of the file
     * @param contents SHA-256 of the canonical manifest, which lists every act and exhibit by hash
     * @param names of States and authorities by language, as their trusted directories give them
     * @param trail the acts, for the picture of who held what
     */
    public record Subject(
            String name,
            String docket,
            String exporter,
            int acts,
            int exhibits,
            Digest contents,
            Map<String, Map<String, String>> names,
            List<Envelope> trail) {
        public Subject {
            trail = List.copyOf(trail);
            names = Map.copyOf(names);
        }
    }

    /** Lines of one check that came to the same. */
    record Group(String id, Status status, List<Line> lines) {}

    /** 0 if everything passed, 1 if anything failed, 2 if anything could not be checked. */
    public int exit() {
        return switch (result()) {
            case PASSED -> 0;
            case FAILED -> 1;
            case UNCHECKED -> 2;
        };
    }

    /** The whole is as good as its worst line. */
    public Status result() {
        return lines.stream()
                .map(Line::status)
                .min(Comparator.naturalOrder())
                .orElse(Status.PASSED);
    }

    List<Line> lines(Status status) {
        return lines.stream().filter(line -> line.status() == status).toList();
    }

    /** The lines of one status, by check, the most important first. */
    List<Group> groups(Status status) {
        var byId = new LinkedHashMap<String, List<Line>>();
        for (var line : lines(status))
            byId.computeIfAbsent(line.id(), _ -> new ArrayList<>()).add(line);
        return byId.entrySet().stream()
                .sorted(Comparator.comparingInt(entry -> importance(entry.getKey())))
                .map(entry -> new Group(entry.getKey(), status, List.copyOf(entry.getValue())))
                .toList();
    }

    private static int importance(String id) {
        var place = BY_IMPORTANCE.indexOf(id);
        return place < 0 ? BY_IMPORTANCE.size() : place;
    }

    Wording words(Locale language) {
        return Wording.in(language, subject.map(Subject::names).orElse(Map.of()));
    }

    /** For people, in their language. */
    public String text(Locale language) {
        return new ReportText(this, words(language)).whole(false);
    }

    /** For people who ask again by hand: the commands below each line. */
    public String textByHand(Locale language) {
        return new ReportText(this, words(language)).whole(true);
    }

    /** For people in a hurry: what does not hold, and the result. */
    public String textInShort(Locale language) {
        return new ReportText(this, words(language)).inShort();
    }

    /** What stands above it, escaped as {@link #html} is. */
    public String title(Locale language) {
        return ReportHtml.escaped(words(language).sentence("title.report", java.util.Map.of()));
    }

    /** For browsers: what stands between the tags of a page's body, as XHTML. */
    public String html(Locale language) {
        return new ReportHtml(this, words(language)).body(custody(language, true));
    }

    /** The same for paper. */
    public String paper(Locale language) {
        return new ReportHtml(this, words(language)).body(custody(language, false));
    }

    private String custody(Locale language, boolean picture) {
        return subject.map(it -> Custody.html(it.trail(), it.names(), language, picture))
                .orElse("");
    }

    /** For programs, as docs/formats/report.schema.json says; its sentences in {@code language}. */
    public Json.Obj json(Locale language) {
        return ReportJson.of(this, words(language));
    }
}
