package comity.sender;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/**
 * What a person sees while it runs: on a terminal one line that is written over, elsewhere a line
 * now and then.
 */
final class Progress {
    private static final long REDRAW = 200_000_000L;
    private static final long RETELL = 15_000_000_000L;
    private static final int BAR = 24;

    private final PrintStream out;
    private final boolean terminal;
    private final Words words;
    private String step = "";
    private String file = "";
    private long total;
    private long done;
    private long before;
    private long begun = System.nanoTime();
    private long told;
    private boolean waiting;
    private boolean open;

    /**
     * @param terminal whether a line can be written over
     */
    Progress(PrintStream out, boolean terminal, Words words) {
        this.out = out;
        this.terminal = terminal;
        this.words = words;
    }

    String language() {
        return words.language().getLanguage();
    }

    /** A step begins: so many bytes, of which some are done already. */
    synchronized void begins(String named, long bytes, long already) {
        ends();
        step = words.say(named);
        total = bytes;
        done = already;
        before = already;
        begun = System.nanoTime();
        told = 0;
    }

    synchronized void file(String name) {
        file = name;
    }

    /** The node has so much of it: what was sent and is not there does not count. */
    synchronized void stands(long bytes) {
        done = bytes;
        shows();
    }

    synchronized void moves(long bytes) {
        done += bytes;
        shows();
    }

    long done() {
        return done;
    }

    private void shows() {
        var now = System.nanoTime();
        if (told != 0 && now - told < (terminal ? REDRAW : RETELL)) return;
        told = now;
        draw();
    }

    private void draw() {
        var part = total == 0 ? 1.0 : Math.min(1.0, (double) done / total);
        var seconds = Math.max(1e-3, (System.nanoTime() - begun) / 1e9);
        var rate = Math.max(0, done - before) / seconds;
        var left = rate < 1 ? "" : time((long) Math.ceil((total - done) / rate));
        var filled = (int) (part * BAR);
        var line =
                String.format(
                        Locale.ROOT,
                        "%s [%s%s] %3.0f %%  %s",
                        step,
                        "#".repeat(filled),
                        "-".repeat(BAR - filled),
                        part * 100,
                        words.say("rate", size(done), size(total), size((long) rate), left));
        if (terminal) {
            out.print("\r\u001b[2K" + line + (file.isEmpty() ? "" : "  " + shortened(file)));
            open = true;
        } else out.println(line);
        out.flush();
    }

    private static String shortened(String name) {
        return name.length() <= 32 ? name : "…" + name.substring(name.length() - 31);
    }

    /** A line of its own, between what is written over. */
    synchronized void says(String key, List<String> facts) {
        closeLine();
        out.println(words.say(key, facts));
        out.flush();
    }

    synchronized void waits(String node, String why) {
        if (!waiting) says("waits", List.of(node, why));
        waiting = true;
    }

    synchronized void isThere() {
        if (waiting) says("goes-on", List.of());
        waiting = false;
    }

    /** The step is over, or everything is. */
    synchronized void ends() {
        if (!step.isEmpty() && told != 0) draw();
        closeLine();
        step = "";
        file = "";
    }

    private void closeLine() {
        if (open) out.println();
        open = false;
    }

    static String size(long bytes) {
        if (bytes < 1_000) return bytes + " B";
        var units = List.of("kB", "MB", "GB", "TB", "PB");
        var value = bytes / 1_000.0;
        var unit = 0;
        while (value >= 1_000 && unit < units.size() - 1) {
            value /= 1_000;
            unit++;
        }
        return String.format(
                Locale.ROOT, value < 10 ? "%.1f %s" : "%.0f %s", value, units.get(unit));
    }

    static String time(long seconds) {
        return seconds < 3_600
                ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
                : String.format(
                        Locale.ROOT,
                        "%d:%02d:%02d",
                        seconds / 3_600,
                        seconds / 60 % 60,
                        seconds % 60);
    }
}
