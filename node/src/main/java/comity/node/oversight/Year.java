package comity.node.oversight;

import comity.node.frame.Refused;
import comity.node.identity.Officer;
import comity.node.registry.Registry;
import comity.record.act.Digest;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.record.act.MalformedJson;
import comity.record.complaint.Complaint;
import comity.record.draw.Draw;
import comity.record.finding.Finding;
import comity.treaty.rules.Openings;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The body's annual report: what it did in a year, counted from its own acts and from nothing else
 * (Article 24(2)). Whoever holds the log counts the same.
 */
public final class Year {
    /** Before this nobody cooperated by this software. */
    static final int FIRST = 2025;

    private final Registry registry;
    private final JdbcClient sql;
    private final ReportedErrors errors;
    private final long least;
    private final InstantSource clock;

    /**
     * @param least numbers of errors below it are withheld: the threshold of the public statistics
     */
    Year(
            Registry registry,
            JdbcClient sql,
            ReportedErrors errors,
            long least,
            InstantSource clock) {
        this.errors = errors;
        this.least = least;
        this.registry = registry;
        this.sql = sql;
        this.clock = clock;
    }

    /** What is reported on, in the order of the report. */
    public enum Part {
        COMPLAINTS(
                "complain",
                "acknowledge",
                "decide.UPHELD",
                "decide.PARTLY",
                "decide.DISMISSED",
                "decide.ERASED",
                "undecided"),
        OPENINGS("proposed", "agreed", "declined", "unanswered"),
        DRAWS("commit", "settle", "abandon"),
        FINDINGS(
                "raise-finding",
                "answer-finding",
                "repeat-finding",
                "close-finding.REMEDIED",
                "close-finding.UNREMEDIED",
                "close-finding.UNFOUNDED",
                "close-finding.ERASED",
                "open");

        private final List<String> words;

        Part(String... words) {
            this.words = List.of(words);
        }

        List<String> words() {
            return words;
        }
    }

    /**
     * A report.
     *
     * @param body the oversight authority that it is of
     * @param over false while the year runs: then it counts what has happened so far
     * @param acts so many acts the State's log held when it was counted
     * @param counts by part, each with all its words, in order
     * @param errors what was reported to the body as a mistake
     */
    public record View(
            int year,
            String body,
            boolean over,
            long acts,
            Instant at,
            Map<Part, Map<String, Long>> counts,
            ErrorCounts errors) {}

    int now() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).getYear();
    }

    /**
     * @param year four digits; empty for the one that runs
     */
    View of(Officer inspector, String year) {
        return of(inspector, year.isEmpty() ? now() : read(year));
    }

    private int read(String year) {
        var known = year.matches("[0-9]{4}") ? Integer.parseInt(year) : 0;
        if (known < FIRST || known > now())
            throw Refused.with(400, "field.misshapen", Map.of("field", "year"));
        return known;
    }

    private View of(Officer inspector, int year) {
        var body = inspector.authority();
        var acts = registry.size();
        var counts = new TreeMap<Part, Map<String, Long>>();
        counts.put(Part.COMPLAINTS, counted(Part.COMPLAINTS, complaints(body, year)));
        counts.put(Part.OPENINGS, counted(Part.OPENINGS, openings(body, year)));
        counts.put(Part.DRAWS, counted(Part.DRAWS, draws(body, year)));
        counts.put(Part.FINDINGS, counted(Part.FINDINGS, findings(body, year)));
        return new View(
                year,
                body,
                year < now(),
                acts,
                clock.instant(),
                counts,
                ErrorCounts.of(
                        errors.reported(
                                        inspector.state(),
                                        start(year).toInstant(),
                                        start(year + 1).toInstant())
                                .toList(),
                        least));
    }

    private static Map<String, Long> counted(Part part, List<String> words) {
        var all = new LinkedHashMap<String, Long>();
        part.words().forEach(word -> all.put(word, 0L));
        words.forEach(word -> all.merge(word, 1L, Long::sum));
        return all;
    }

    /** An act of the year, by what its header says. */
    private record Done(UUID docket, Digest digest, String type, String authority) {}

    private List<Done> done(String kind, int year) {
        return sql.sql(
                        """
                        SELECT docket, digest, header FROM act
                         WHERE kind = :kind AND filed_at >= :from AND filed_at < :until ORDER BY position
                        """)
                .param("kind", kind)
                .param("from", start(year))
                .param("until", start(year + 1))
                .query(
                        (row, _) ->
                                done(
                                        row.getObject("docket", UUID.class),
                                        Digest.ofHash(row.getBytes("digest")),
                                        row.getBytes("header")))
                .list();
    }

    private static Done done(UUID docket, Digest digest, byte[] header) {
        try {
            var said = JsonReader.actObject(header);
            var author = said.object("author").orElse(Json.EMPTY);
            return new Done(
                    docket,
                    digest,
                    said.text("type").orElse(""),
                    author.text("authority").orElse(""));
        } catch (MalformedJson e) {
            throw new IllegalStateException("act " + digest.hex() + " has no header", e);
        }
    }

    private static Timestamp start(int year) {
        return Timestamp.from(LocalDate.of(year, 1, 1).atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    private List<String> complaints(String body, int year) {
        return standing(
                own(done(Complaint.KIND, year), body),
                "complain",
                "decide",
                "undecided",
                outcome(Complaint.MATTER));
    }

    /** An authority answers a finding of the body: what it says counts with that finding. */
    private List<String> findings(String body, int year) {
        return standing(
                done(Finding.KIND, year).stream()
                        .filter(act -> act.authority().equals(body) || isRaisedBy(body, act))
                        .toList(),
                "raise-finding",
                "close-finding",
                "open",
                outcome(Finding.MATTER));
    }

    private boolean isRaisedBy(String body, Done answer) {
        return registry.docket(answer.docket())
                .getFirst()
                .envelope()
                .header()
                .author()
                .authority()
                .equals(body);
    }

    private List<String> draws(String body, int year) {
        return own(done(Draw.KIND, year), body).stream().map(Done::type).toList();
    }

    private static List<Done> own(List<Done> acts, String body) {
        return acts.stream().filter(act -> act.authority().equals(body)).toList();
    }

    /**
     * The type of each act, with its outcome where it ends something, and {@code open} for each
     * that began within the year and did not end within it.
     */
    private static List<String> standing(
            List<Done> acts, String begins, String ends, String open, Function<Done, String> how) {
        var words = new ArrayList<String>();
        var ended = new HashSet<UUID>();
        for (var act : acts) {
            if (act.type().equals(ends)) ended.add(act.docket());
            words.add(act.type().equals(ends) ? ends + "." + how.apply(act) : act.type());
        }
        acts.stream()
                .filter(act -> act.type().equals(begins) && !ended.contains(act.docket()))
                .forEach(_ -> words.add(open));
        return words;
    }

    /** What was decided; once that has been erased, that something was. */
    private Function<Done, String> outcome(String section) {
        return act ->
                registry.act(act.digest())
                        .flatMap(stored -> stored.envelope().content(section))
                        .flatMap(said -> said.text("outcome"))
                        .orElse("ERASED");
    }

    private List<String> openings(String body, int year) {
        Set<UUID> dockets =
                Set.copyOf(
                        sql.sql(
                                        """
                                        SELECT DISTINCT docket FROM act
                                         WHERE kind = 'cooperation'
                                           AND (position('"type":"propose-opening"'::bytea IN header) > 0
                                             OR position('"type":"answer-opening"'::bytea IN header) > 0)
                                           AND filed_at >= :from AND filed_at < :until
                                        """)
                                .param("from", start(year))
                                .param("until", start(year + 1))
                                .query(UUID.class)
                                .list());
        return dockets.stream()
                .flatMap(docket -> Openings.on(registry.read(docket)).stream())
                .filter(opening -> opening.proposal().header().author().authority().equals(body))
                .filter(opening -> isOf(opening.proposal().digest(), year))
                .flatMap(opening -> List.of("proposed", answered(opening)).stream())
                .toList();
    }

    private boolean isOf(Digest act, int year) {
        return registry.act(act)
                .filter(
                        stored ->
                                LocalDate.ofInstant(stored.filedAt(), ZoneOffset.UTC).getYear()
                                        == year)
                .isPresent();
    }

    private static String answered(Openings.Opening opening) {
        return opening.answered()
                .flatMap(answer -> answer.answer())
                .map(
                        answer ->
                                switch (answer) {
                                    case AGREED -> "agreed";
                                    case DECLINED -> "declined";
                                })
                .orElse("unanswered");
    }
}
