package comity.node.frame;

import com.fasterxml.jackson.annotation.JsonInclude;
import comity.node.registry.Filing;
import comity.record.act.Digest;
import comity.treaty.rules.Finding;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Why something was not done, as RFC 9457 writes it: for people in their language, for programs by
 * a code that stays. Where the Convention says no, every finding is in it with its citation.
 *
 * @param type {@code urn:comity:problem:} and the code
 * @param remedy what to do about it
 * @param facts what fills the sentences
 * @param heads for an act that was overtaken: what its author has to look at now
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        String remedy,
        List<FindingView> findings,
        Map<String, String> facts,
        List<String> heads) {
    private static final String TYPE = "urn:comity:problem:";
    private static final String BUNDLE = "comity.node.frame.problems";

    /** What the door rejects, in the group of sentences that fits. */
    private static final Map<String, String> GROUPS =
            Map.of(
                    "signature", "key",
                    "state", "filing",
                    "author", "filing",
                    "id", "filing",
                    "kind", "filing",
                    "rules", "filing",
                    "directory", "filing",
                    "after", "filing",
                    "seen", "filing",
                    "root", "filing");

    /** A problem that the bundles know by {@code code}. */
    public static Problem of(int status, String code, Map<String, String> facts, Locale language) {
        var said = new TreeMap<>(facts);
        said.put("code", code);
        var title = sentence(code, "", said, language);
        var remedy = sentence(code, ".remedy", said, language);
        return new Problem(
                TYPE + code,
                title,
                status,
                code,
                "",
                remedy,
                List.of(),
                new TreeMap<>(facts),
                List.of());
    }

    public static Problem of(int status, String code, Locale language) {
        return of(status, code, Map.of(), language);
    }

    /** The Convention does not permit it: 422, with everything that was found. */
    public static Problem denied(List<Finding> findings, Locale language) {
        return of(422, "denied", Map.of("count", Integer.toString(findings.size())), language)
                .with(FindingView.of(findings, language));
    }

    /** What became of a filing that did not succeed. */
    public static Problem of(Filing filing, Locale language) {
        return switch (filing) {
            case Filing.Denied(var ruling) -> denied(ruling.findings(), language);
            case Filing.Overtaken(var heads) ->
                    of(409, "overtaken", language)
                            .withHeads(heads.stream().map(Digest::hex).toList());
            case Filing.Parked(var missing) ->
                    of(409, "parked", language)
                            .withHeads(missing.stream().map(Digest::hex).toList());
            case Filing.Rejected(var code, _, var facts) ->
                    of(code.equals("node.behind") ? 503 : 400, code, facts, language);
            case Filing.Filed(var digest, _) ->
                    throw new IllegalStateException("filed, and no problem: " + digest);
        };
    }

    public Problem with(List<FindingView> all) {
        return new Problem(type, title, status, detail, instance, remedy, all, facts, heads);
    }

    public Problem at(String path) {
        return new Problem(type, title, status, detail, path, remedy, findings, facts, heads);
    }

    private Problem withHeads(List<String> all) {
        return new Problem(type, title, status, detail, instance, remedy, findings, facts, all);
    }

    /** The code alone, without the prefix of the type. */
    @com.fasterxml.jackson.annotation.JsonIgnore
    public String code() {
        return type.substring(TYPE.length());
    }

    /** The sentence for a code; where it has none of its own, that of its first word's group. */
    private static String sentence(
            String code, String suffix, Map<String, String> facts, Locale language) {
        var group = code.contains(".") ? code.substring(0, code.indexOf('.')) : code;
        var text =
                Languages.text(BUNDLE, code + suffix, language)
                        .or(
                                () ->
                                        Languages.text(
                                                BUNDLE,
                                                GROUPS.getOrDefault(group, group) + suffix,
                                                language))
                        .or(() -> Languages.text(BUNDLE, "other" + suffix, language))
                        .orElse(code);
        for (var fact : facts.entrySet())
            text = text.replace("{" + fact.getKey() + "}", fact.getValue());
        return text;
    }
}
