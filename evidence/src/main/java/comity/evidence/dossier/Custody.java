package comity.evidence.dossier;

import comity.record.act.Digest;
import comity.record.act.Directory;
import comity.record.act.Envelope;
import comity.record.act.Json;
import comity.treaty.docket.Cooperation;
import comity.treaty.docket.Docket;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Who held which exhibits, when, in which State: the same twice, as a picture and as a table, in
 * the reader's language. Drawn from the acts alone; a time is what its act's author says.
 */
public final class Custody {
    /** More exhibits than these are drawn as one line; the table names as many. */
    private static final int DRAWN = 6;

    private static final int STEP = 76;
    private static final int LANE = 66;
    private static final int TOP = 12;
    private static final List<String> COLOURS =
            List.of("#1d70b8", "#d4351c", "#00703c", "#4c2c92", "#b58840", "#28a197");

    private final List<Trail.Step> steps;
    private final Wording words;
    private final boolean mirrored;
    private final Collection<Envelope> all;

    private Custody(
            Collection<Envelope> all, List<Trail.Step> steps, Wording words, Locale language) {
        this.all = all;
        this.steps = steps;
        this.words = words;
        this.mirrored = language.getLanguage().equals("ar");
    }

    /**
     * As XHTML: a heading, the picture, and the table that says the same; empty if no act here
     * names an exhibit.
     *
     * @param names of States and authorities by language
     * @param picture false on paper, which draws it of boxes and says in a list what a table says
     */
    public static String html(
            Collection<Envelope> acts,
            Map<String, Map<String, String>> names,
            Locale language,
            boolean picture) {
        var touching =
                Trail.of(acts).steps().stream()
                        .filter(step -> touched(step).findAny().isPresent())
                        .toList();
        if (touching.isEmpty()) return "";
        return new Custody(acts, touching, Wording.in(language, names), language).section(picture);
    }

    /** What States and their authorities are called, by language, as their directories say. */
    public static Map<String, Map<String, String>> names(Collection<Directory> directories) {
        var names = new TreeMap<String, Map<String, String>>();
        for (var directory : directories) {
            names.put(directory.state(), directory.name());
            // An authority may not take the name of another State, or of another's authority.
            directory.authorities().stream()
                    .filter(named -> named.id().startsWith(directory.state() + "."))
                    .forEach(named -> names.put(named.id(), named.name()));
        }
        return names;
    }

    private static Stream<Trail.Item> touched(Trail.Step step) {
        return Stream.concat(step.brings().stream(), step.handles().stream());
    }

    private String said(String key) {
        return ReportHtml.escaped(words.sentence(key, Map.of()));
    }

    private String section(boolean picture) {
        return "<section class=\"custody\"><h2>"
                + said("custody.title")
                + "</h2><p>"
                + said("custody.text")
                + "</p>"
                + (picture ? scrolled("custody.title", svg()) : chart())
                + broken()
                + (picture ? scrolled("custody.exhibits", table()) : list())
                + "</section>";
    }

    /**
     * Where nobody held it, or two did, or nobody says of what and with what it was made; and which
     * exhibits were obtained under what a judge has quashed or suspended.
     */
    private String broken() {
        var acts = steps.stream().map(Trail.Step::act).toList();
        var docket = Docket.of(acts.getFirst().header().docket(), all);
        var html = new StringBuilder();
        var lines = new ArrayList<>(Chain.lines(docket));
        lines.addAll(Reviewed.marks(docket));
        for (var line : lines) {
            if (line.status() == Report.Status.PASSED) continue;
            html.append("<li>")
                    .append(ReportHtml.escaped(words.sentence(line.code(), line.facts())))
                    .append("</li>");
        }
        return html.isEmpty() ? "" : "<ul class=\"broken\">" + html + "</ul>";
    }

    /** Where, under which act, and to whom, where an act of custody says it. */
    private String told(Trail.Step step) {
        var terms = step.act().content(Cooperation.TERMS).orElse(Json.EMPTY);
        if (terms.texts("handled").isEmpty() && terms.text("giver").isEmpty()) return "";
        var html = new StringBuilder();
        for (var member : List.of("giver", "recipient", "place", "under"))
            terms.text(member)
                    .ifPresent(
                            text ->
                                    html.append("<br/>")
                                            .append(said("custody." + member))
                                            .append(" <bdi>")
                                            .append(
                                                    member.equals("recipient")
                                                            ? name(text)
                                                            : shown(shortened(member, text)))
                                            .append("</bdi>"));
        return html.toString();
    }

    private static String shortened(String member, String text) {
        return member.equals("under") && text.length() > 10 ? text.substring(0, 10) : text;
    }

    private String chart() {
        return new CustodyChart(steps, words, mirrored).html();
    }

    /** For paper: a table that a page's end cuts is more than its printer tags. */
    private String list() {
        var html = new StringBuilder("<ul>");
        var number = 0;
        for (var step : steps) {
            html.append("<li><b>").append(++number).append(". ").append(act(step));
            html.append("</b> <span dir=\"ltr\">").append(step.act().header().at());
            html.append("</span> · ").append(name(step.authority())).append(" · ");
            html.append(name(step.state())).append(told(step)).append("<br/>");
            touched(step).limit(DRAWN).forEach(item -> exhibit(html, item));
            var more = touched(step).count() - DRAWN;
            if (more > 0) html.append("+ ").append(more);
            html.append("</li>");
        }
        return html.append("</ul>").toString();
    }

    /** Wider than a telephone: whoever has no mouse moves it with the keyboard. */
    private String scrolled(String label, String what) {
        return "<div class=\"drawn\" tabindex=\"0\" role=\"region\" aria-label=\""
                + said(label)
                + "\">"
                + what
                + "</div>";
    }

    private String table() {
        var html = new StringBuilder("<table tabindex=\"0\"><thead><tr>");
        for (var key : List.of("number", "at", "act", "holder", "state", "exhibits"))
            html.append("<th scope=\"col\">").append(said("custody." + key)).append("</th>");
        html.append("</tr></thead><tbody>");
        var number = 0;
        for (var step : steps) {
            var header = step.act().header();
            html.append("<tr><td>").append(++number).append("</td><td dir=\"ltr\">");
            html.append(header.at()).append("</td><td>").append(act(step)).append(told(step));
            html.append("</td><td>");
            html.append(name(step.authority())).append("</td><td>").append(name(step.state()));
            html.append("</td><td>");
            touched(step).limit(DRAWN).forEach(item -> exhibit(html, item));
            var more = touched(step).count() - DRAWN;
            if (more > 0) html.append("<p>+ ").append(more).append("</p>");
            html.append("</td></tr>");
        }
        return html.append("</tbody></table>").toString();
    }

    /** Its hash stands on a line of its own, which no other script turns around. */
    private void exhibit(StringBuilder html, Trail.Item item) {
        html.append("<p><bdi>").append(shown(item.name())).append("</bdi>");
        item.from()
                .ifPresent(
                        from ->
                                html.append(' ')
                                        .append(said("custody.from"))
                                        .append(" <code dir=\"ltr\">")
                                        .append(from.brief())
                                        .append("</code>"));
        item.tool().ifPresent(tool -> html.append(" <bdi>(").append(shown(tool)).append(")</bdi>"));
        html.append("</p><p><code dir=\"ltr\">").append(item.sha256().hex());
        html.append("</code></p>");
    }

    /** What whoever made the file chose: it stays text, and draws nothing. */
    private static String shown(String name) {
        return ReportHtml.escaped(Wording.visible(name));
    }

    private String act(Trail.Step step) {
        return ReportHtml.escaped(words.sentence("type." + step.type(), Map.of()));
    }

    private String name(String id) {
        return ReportHtml.escaped(words.name(id));
    }

    /** One lane for each holder, the holders of one State together; one column for each act. */
    private String svg() {
        var lanes = lanes();
        var width = 60 + Math.max(6, steps.size()) * STEP;
        var height = TOP + lanes.size() * LANE + 6;
        var svg = new StringBuilder();
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 ")
                .append(width)
                .append(' ')
                .append(height)
                .append("\" width=\"")
                .append(width)
                .append("\" height=\"")
                .append(height)
                .append("\"><title>")
                .append(said("custody.title"))
                .append("</title>");
        var states = new ArrayList<>(new LinkedHashSet<>(lanes.values()));
        lanes.forEach((holder, state) -> lane(svg, lanes, holder, states.indexOf(state), width));
        lines(svg, lanes, width);
        var number = 0;
        for (var step : steps) {
            var x = x(number, width);
            var y = y(lanes, step.authority());
            number++;
            svg.append("<circle r=\"11\" fill=\"#0b0c0c\" cx=\"").append(x);
            svg.append("\" cy=\"").append(y).append("\"/>");
            svg.append("<text fill=\"#ffffff\" font-size=\"12\" text-anchor=\"middle\" x=\"");
            svg.append(x).append("\" y=\"").append(y + 4).append("\">").append(number);
            svg.append("</text>");
        }
        return svg.append("</svg>").toString();
    }

    /** The holders with their States, State by State in the order in which they come up. */
    private Map<String, String> lanes() {
        var byState = new LinkedHashMap<String, LinkedHashSet<String>>();
        for (var step : steps)
            byState.computeIfAbsent(step.state(), _ -> new LinkedHashSet<>()).add(step.authority());
        var lanes = new LinkedHashMap<String, String>();
        byState.forEach((state, holders) -> holders.forEach(one -> lanes.put(one, state)));
        return lanes;
    }

    private void lane(
            StringBuilder svg, Map<String, String> lanes, String holder, int state, int width) {
        var top = top(lanes, holder);
        svg.append("<rect x=\"0\" width=\"").append(width).append("\" y=\"").append(top);
        svg.append("\" height=\"").append(LANE - 4).append("\" fill=\"");
        svg.append(state % 2 == 0 ? "#e8f1f8" : "#f6efe0").append("\"/>");
        svg.append("<text font-size=\"13\" fill=\"#0b0c0c\"");
        if (mirrored) svg.append(" direction=\"rtl\"");
        svg.append(" x=\"").append(mirrored ? width - 8 : 8).append("\" y=\"").append(top + 17);
        svg.append("\">").append(name(holder)).append(" · ");
        svg.append(name(lanes.getOrDefault(holder, ""))).append("</text>");
    }

    private int x(int column, int width) {
        var x = 48 + column * STEP;
        return mirrored ? width - x : x;
    }

    private static int top(Map<String, String> lanes, String holder) {
        return TOP + List.copyOf(lanes.keySet()).indexOf(holder) * LANE;
    }

    private static int y(Map<String, String> lanes, String holder) {
        return top(lanes, holder) + 40;
    }

    /** From hand to hand: whole where an exhibit stays the same, broken where one is made of it. */
    private void lines(StringBuilder svg, Map<String, String> lanes, int width) {
        var last = new HashMap<Where, Integer>();
        var anywhere = new HashMap<Digest, Integer>();
        var colours = new LinkedHashMap<Digest, Integer>();
        for (var column = 0; column < steps.size(); column++) {
            var step = steps.get(column);
            for (var item : touched(step).toList()) {
                // Who transmits keeps its own: what is touched is what lay in this State before.
                Function<Digest, Optional<Integer>> before =
                        exhibit ->
                                Optional.ofNullable(last.get(new Where(step.state(), exhibit)))
                                        .or(() -> Optional.ofNullable(anywhere.get(exhibit)));
                var kept = before.apply(item.sha256());
                var from = kept.isPresent() ? kept : item.from().flatMap(before);
                var colour = colours.computeIfAbsent(item.sha256(), _ -> colours.size());
                if (colour >= DRAWN) continue;
                var to = column;
                from.ifPresent(
                        origin -> line(svg, lanes, width, origin, to, colour, kept.isEmpty()));
                last.put(new Where(step.state(), item.sha256()), column);
                anywhere.put(item.sha256(), column);
            }
        }
    }

    private record Where(String state, Digest exhibit) {}

    private void line(
            StringBuilder svg,
            Map<String, String> lanes,
            int width,
            int from,
            int to,
            int colour,
            boolean made) {
        svg.append("<line stroke-width=\"3\" stroke=\"").append(COLOURS.get(colour)).append('"');
        if (made) svg.append(" stroke-dasharray=\"6 5\"");
        var shift = 3 * (colour - DRAWN / 2);
        svg.append(" x1=\"").append(x(from, width)).append("\" y1=\"");
        svg.append(y(lanes, steps.get(from).authority()) + shift).append("\" x2=\"");
        svg.append(x(to, width)).append("\" y2=\"");
        svg.append(y(lanes, steps.get(to).authority()) + shift).append("\"/>");
    }
}
