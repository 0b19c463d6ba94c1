package comity.evidence.dossier;

import comity.record.act.Digest;
import comity.record.act.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a verification found, line by line. A line's {@code code} and {@code facts} are the truth;
 * its wording comes from the message bundles, so that six languages and a program read the same
 * report.
 */
public record Report(List<Line> lines) {
    /** The JSON form's name. */
    public static final String FORMAT = "comity-report/1";

    public Report {
        lines = List.copyOf(lines);
    }

    /** What a check came to. What could not be checked is never counted as passed. */
    public enum Status {
        PASSED,
        FAILED,
        UNCHECKED
    }

    /**
     * @param id the check, such as {@code signature}
     * @param code what it found, such as {@code signature.wrong}; names the sentence
     * @param act the act that the line is about, if it is about one
     */
    public record Line(
            String id,
            Status status,
            String code,
            Map<String, String> facts,
            Optional<Digest> act) {
        public Line {
            facts = java.util.Collections.unmodifiableMap(new TreeMap<>(facts));
        }
    }

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
        if (lines.stream().anyMatch(line -> line.status() == Status.FAILED)) return Status.FAILED;
        return lines.stream().anyMatch(line -> line.status() == Status.UNCHECKED)
                ? Status.UNCHECKED
                : Status.PASSED;
    }

    /** For people, in their language. */
    public String text(Locale language) {
        var words = Wording.in(language);
        var text = new ArrayList<String>();
        for (var line : lines) {
            var status =
                    words.sentence(
                            "status." + line.status().name().toLowerCase(Locale.ROOT), Map.of());
            var act = line.act().map(digest -> " [" + digest.brief() + "]").orElse("");
            text.add(pad(status) + "  " + words.sentence(line.code(), line.facts()) + act);
        }
        text.add("");
        text.add(words.sentence("result." + exit(), Map.of()));
        return String.join("\n", text) + "\n";
    }

    private static String pad(String status) {
        return status + " ".repeat(Math.max(0, 9 - status.length()));
    }

    /**
     * For programs: {@code {format, exit, result, lines: [{id, status, code, facts, act?}]}}, as
     * docs/formats/case.md says. A member is never renamed or taken out without another format.
     */
    public Json.Obj json() {
        var all = new ArrayList<Json>();
        for (var line : lines) {
            var facts = Json.object();
            for (var fact : line.facts().entrySet())
                facts = facts.with(fact.getKey(), fact.getValue());
            var json =
                    Json.object()
                            .with("id", line.id())
                            .with("status", line.status().name())
                            .with("code", line.code())
                            .with("facts", facts);
            all.add(line.act().map(act -> json.with("act", act.hex())).orElse(json));
        }
        return Json.object()
                .with("format", FORMAT)
                .with("exit", exit())
                .with("result", result().name())
                .with("lines", new Json.Arr(all));
    }
}
