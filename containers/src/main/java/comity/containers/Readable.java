package comity.containers;

import comity.record.act.Json;
import java.util.Map;
import java.util.Optional;

/** An answer for people: the verdict in a sentence, then what it rests on. */
final class Readable {
    private static final Map<String, String> VERDICTS =
            Map.of(
                    "valid",
                            "Valid: everything in it holds, and leads to a certificate that you gave.",
                    "sound",
                            "Sound: nothing in it is wrong. Whom to trust, or whether a certificate was revoked, cannot be told offline.",
                    "broken",
                            "Broken: a signature, timestamp, record or manifest does not fit what it speaks of.",
                    "unsigned", "Unsigned: nobody signed it.",
                    "refused", "Refused: whoever read on would be deceived or overwhelmed.");
    private static final Map<String, String> KINDS =
            Map.of(
                    "asic", "a container with signatures (ASiC)",
                    "json", "a signature in JSON (JAdES)",
                    "xml", "a signature or record in XML (XAdES, evidence record)",
                    "der", "a signature, timestamp or record in DER (CAdES, RFC 3161, RFC 4998)",
                    "bagit", "a bag (BagIt, RFC 8493)",
                    "case", "a graph of an investigation (CASE/UCO)",
                    "zip", "an archive (ZIP)");
    private static final int MOST = 200;

    private final StringBuilder text = new StringBuilder();
    private final Json.Obj answer;

    private Readable(Json.Obj answer) {
        this.answer = answer;
    }

    static String of(String file, Json.Obj answer) {
        var readable = new Readable(answer);
        readable.line(plain(file));
        readable.line(said(KINDS, "kind", answer) + ".");
        readable.line(said(VERDICTS, "verdict", answer));
        answer.text("why")
                .ifPresent(
                        why ->
                                readable.line(
                                        "Why: " + why + " " + answer.text("detail").orElse("")));
        readable.tokens();
        readable.problems();
        readable.counted("nodes", "Nodes of the graph");
        readable.files();
        readable.line(
                "Read by " + answer.text("tool").orElse("") + "; --json says it for programs.");
        return readable.text.toString();
    }

    private static String said(Map<String, String> words, String member, Json.Obj answer) {
        var word = answer.text(member).orElse("");
        var sentence = words.getOrDefault(word, word);
        return sentence.isEmpty()
                ? sentence
                : sentence.substring(0, 1).toUpperCase(java.util.Locale.ROOT)
                        + sentence.substring(1);
    }

    private void line(String line) {
        text.append(line.strip()).append('\n');
    }

    private void tokens() {
        for (var item : answer.items("tokens")) {
            if (!(item instanceof Json.Obj token)) continue;
            text.append("  ").append(word(token, "kind")).append(": ");
            text.append(word(token, "verdict"));
            for (var member : new String[] {"level", "subIndication"})
                token.text(member).ifPresent(said -> text.append(", ").append(plain(said)));
            token.text("by").ifPresent(by -> text.append(", by ").append(plain(by)));
            token.text("time").ifPresent(time -> text.append(", ").append(plain(time)));
            text.append('\n');
            token.texts("errors")
                    .forEach(error -> text.append("    ").append(plain(error)).append('\n'));
        }
    }

    private void problems() {
        for (var item : answer.items("problems"))
            if (item instanceof Json.Obj problem)
                text.append("  ")
                        .append(word(problem, "code"))
                        .append("  ")
                        .append(word(problem, "file"))
                        .append('\n');
    }

    private void counted(String member, String title) {
        answer.object(member)
                .ifPresent(
                        counts -> {
                            line(title + ":");
                            counts.members()
                                    .forEach(
                                            (name, count) ->
                                                    text.append("  ")
                                                            .append(plain(name))
                                                            .append("  ")
                                                            .append(number(count))
                                                            .append('\n'));
                        });
    }

    private static String number(Json value) {
        return value instanceof Json.Int(var number)
                ? Long.toString(number)
                : value instanceof Json.Real(var real) ? Long.toString((long) real) : "?";
    }

    private void files() {
        var files = answer.items("files");
        if (files.isEmpty()) return;
        line("Files in it: " + files.size());
        files.stream()
                .limit(MOST)
                .forEach(
                        item -> {
                            if (item instanceof Json.Obj file)
                                text.append("  ")
                                        .append(word(file, "sha256"))
                                        .append("  ")
                                        .append(word(file, "name"))
                                        .append('\n');
                        });
        if (files.size() > MOST) line("  and " + (files.size() - MOST) + " more: see --json");
    }

    private static String word(Json.Obj object, String member) {
        return plain(Optional.of(object).flatMap(it -> it.text(member)).orElse(""));
    }

    /** What others wrote moves no terminal's cursor and turns no line around. */
    private static String plain(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]", "?");
    }
}
