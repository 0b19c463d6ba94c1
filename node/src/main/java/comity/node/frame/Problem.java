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

    /** A problem that the bundles know by {@code code}. */
    public static Problem of(int status, String code, Map<String, String> facts, Locale language) {
        var title = filled(code, facts, language, Languages.text(BUNDLE, "other", language, code));
        var remedy =
                filled(
                        code + ".remedy",
                        facts,
                        language,
                        Languages.text(BUNDLE, "other.remedy", language, ""));
        return new Problem(
                TYPE + code,
                title,
                status,
                filled(code + ".detail", facts, language, ""),
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
            case Filing.Rejected(var code, _, var facts) -> of(400, code, facts, language);
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

    private static String filled(
            String key, Map<String, String> facts, Locale language, String otherwise) {
        var text = Languages.text(BUNDLE, key, language, otherwise);
        for (var fact : facts.entrySet())
            text = text.replace("{" + fact.getKey() + "}", fact.getValue());
        return text;
    }
}
