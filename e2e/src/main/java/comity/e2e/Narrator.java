package comity.e2e;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Tells what happens: a line for each step, with the article that it rests on. */
final class Narrator {
    private final PrintStream out;
    private final long began = System.nanoTime();
    private final List<String> failures = new ArrayList<>();

    Narrator(PrintStream out) {
        this.out = out;
    }

    void chapter(String title) {
        out.println();
        out.println(title);
    }

    /** A step that is done. */
    void step(String article, String who, String what) {
        line(article, who, what);
    }

    /** An attempt that had to be caught, and whether it was; {@code named} is how it was named. */
    void caught(boolean caught, String attempt, List<String> named) {
        out.println((caught ? "  caught  " : "  MISSED  ") + attempt);
        named.forEach(line -> out.println("            " + line));
        out.flush();
        if (!caught) failures.add(attempt);
    }

    /** A fact that had to hold. */
    void holds(boolean holds, String what) {
        out.println((holds ? "  holds   " : "  FAILED  ") + what);
        if (!holds) failures.add(what);
        out.flush();
    }

    void plain(String text) {
        out.println(text);
        out.flush();
    }

    private void line(String article, String who, String what) {
        var seconds = (System.nanoTime() - began) / 100_000_000 / 10.0;
        out.printf("  %5.1f s  %-9s %-24s %s%n", seconds, article, who, what);
        out.flush();
    }

    /** Seconds since the story began. */
    long seconds() {
        return (System.nanoTime() - began) / 1_000_000_000;
    }

    List<String> failures() {
        return List.copyOf(failures);
    }
}
