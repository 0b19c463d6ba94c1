package comity.evidence.dossier;

import comity.record.act.Digest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Who held which exhibits, drawn for paper: a lane for each holder, the holders of one State
 * together, a numbered place for each act, and a line for each exhibit from hand to hand. Of boxes
 * and borders alone, so that its words stay words: a printer for archives has no other picture that
 * a screen reader can read. What is wide goes on below.
 */
final class CustodyChart {
    /** All lengths are in tenths of a millimetre. */
    private static final int WIDTH = 1_730;

    private static final int COLUMNS = 11;
    private static final int NAMES = 560;
    private static final int FIRST = NAMES + 50;
    private static final int COLUMN = 105;
    private static final int LANE = 110;
    private static final int GAP = 8;
    private static final int DOT = 46;

    /** More exhibits than these have no line of their own. */
    private static final int DRAWN = 6;

    private static final List<String> COLOURS =
            List.of("#1d70b8", "#d4351c", "#00703c", "#4c2c92", "#b58840", "#28a197");

    private final List<Trail.Step> steps;
    private final Wording words;
    private final boolean mirrored;
    private final Map<String, String> lanes;

    /**
     * @param steps those that touch an exhibit, in their order
     * @param mirrored whether time runs from right to left, as the language does
     */
    CustodyChart(List<Trail.Step> steps, Wording words, boolean mirrored) {
        this.steps = List.copyOf(steps);
        this.words = words;
        this.mirrored = mirrored;
        this.lanes = lanes();
    }

    /** The holders with their States, State by State in the order in which they come up. */
    private Map<String, String> lanes() {
        var byState = new LinkedHashMap<String, LinkedHashSet<String>>();
        for (var step : steps)
            byState.computeIfAbsent(step.state(), _ -> new LinkedHashSet<>()).add(step.authority());
        var found = new LinkedHashMap<String, String>();
        byState.forEach((state, holders) -> holders.forEach(one -> found.put(one, state)));
        return found;
    }

    /** An exhibit goes from one act to another, or is made there of another. */
    private record Way(int from, int to, int colour, boolean made) {}

    private List<Way> ways() {
        var last = new HashMap<Digest, Integer>();
        var colours = new LinkedHashMap<Digest, Integer>();
        var found = new ArrayList<Way>();
        for (var column = 0; column < steps.size(); column++) {
            for (var item : touched(steps.get(column)).toList()) {
                var kept = last.get(item.sha256());
                var made = kept == null ? item.from().map(last::get).orElse(null) : null;
                var colour = colours.computeIfAbsent(item.sha256(), _ -> colours.size());
                if (colour >= DRAWN) continue;
                var from = kept != null ? kept : made;
                if (from != null) found.add(new Way(from, column, colour, kept == null));
                last.put(item.sha256(), column);
            }
        }
        return found;
    }

    private static Stream<Trail.Item> touched(Trail.Step step) {
        return Stream.concat(step.brings().stream(), step.handles().stream());
    }

    String html() {
        var html = new StringBuilder();
        var ways = ways();
        for (var first = 0; first < steps.size(); first += COLUMNS) {
            html.append("<div style=\"position: relative; page-break-inside: avoid; margin: 4pt 0");
            html.append("; width: ").append(length(WIDTH)).append("; height: ");
            html.append(length(lanes.size() * LANE)).append("\">");
            rows(html);
            for (var way : ways) line(html, way, first);
            for (var column = first; column < Math.min(steps.size(), first + COLUMNS); column++)
                dot(html, column, first);
            html.append("</div>");
        }
        return html.toString();
    }

    private void rows(StringBuilder html) {
        var states = new ArrayList<>(new LinkedHashSet<>(lanes.values()));
        var top = 0;
        for (var lane : lanes.entrySet()) {
            box(
                    html,
                    0,
                    top,
                    WIDTH,
                    LANE - GAP,
                    states.indexOf(lane.getValue()) % 2 == 0
                            ? "background: #e8f1f8"
                            : "background: #f6efe0");
            html.append(
                    "<div style=\"position: absolute; font-size: 7pt; line-height: 3.2mm; left: ");
            html.append(length(mirrored ? WIDTH - NAMES : 20)).append("; width: ");
            html.append(length(NAMES - 20)).append("; top: ").append(length(top + 10));
            html.append("\">").append(name(lane.getKey())).append("<br/>");
            html.append(name(lane.getValue())).append("</div>");
            top += LANE;
        }
    }

    private String name(String id) {
        return ReportHtml.escaped(words.name(id));
    }

    /** Along the lane of whoever has it, then down or up to whoever takes it. */
    private void line(StringBuilder html, Way way, int first) {
        var last = first + COLUMNS - 1;
        if (way.to() < first || way.from() > last) return;
        var shift = 9 * (way.colour() - DRAWN / 2);
        var from = way.from() < first ? NAMES : x(way.from(), first) + shift;
        var to = way.to() > last ? WIDTH : x(way.to(), first) + shift;
        var border = " 0.6mm " + (way.made() ? "dashed " : "solid ") + COLOURS.get(way.colour());
        var here = y(way.from()) + shift;
        var start = mirrored ? WIDTH - to : from;
        box(html, start, here, to - from, 0, "border-top:" + border);
        if (way.to() > last) return;
        var there = y(way.to()) + shift;
        box(
                html,
                mirrored ? WIDTH - to : to,
                Math.min(here, there),
                0,
                Math.abs(there - here),
                "border-left:" + border);
    }

    private static void box(
            StringBuilder html, int left, int top, int width, int height, String style) {
        html.append("<div style=\"position: absolute; left: ")
                .append(length(left))
                .append("; top: ");
        html.append(length(top)).append("; width: ").append(length(width)).append("; height: ");
        html.append(length(height)).append("; ").append(style).append("\"></div>");
    }

    private void dot(StringBuilder html, int column, int first) {
        var x = x(column, first);
        html.append("<div style=\"position: absolute; text-align: center; font-size: 7pt; ");
        html.append("color: #ffffff; background: #0b0c0c; border-radius: ");
        html.append(length(DOT / 2)).append("; line-height: ").append(length(DOT));
        html.append("; left: ");
        html.append(length((mirrored ? WIDTH - x : x) - DOT / 2)).append("; top: ");
        html.append(length(y(column) - DOT / 2)).append("; width: ").append(length(DOT));
        html.append("; height: ").append(length(DOT)).append("\">").append(column + 1);
        html.append("</div>");
    }

    private static int x(int column, int first) {
        return FIRST + (column - first) * COLUMN;
    }

    private int y(int column) {
        var holders = List.copyOf(lanes.keySet());
        return holders.indexOf(steps.get(column).authority()) * LANE + (LANE - GAP) / 2;
    }

    private static String length(int tenths) {
        return tenths / 10 + "." + tenths % 10 + "mm";
    }
}
