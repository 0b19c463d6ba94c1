package comity.node.reading;

import comity.evidence.reading.Item;
import comity.record.act.JsonReader;
import comity.record.act.MalformedJson;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a confined process says, believed no further than it goes: a parser that was taken over may
 * say anything, and at most it says wrong things about the exhibit that took it over.
 */
final class Hearing implements ConfinedReader.Listener {
    private static final int LONGEST_LINE = 1 << 20;

    private final long most;
    private final Watch watch;
    private final List<Item> items = new ArrayList<>();
    private final Set<String> open = new LinkedHashSet<>();
    private long heard;
    private boolean whole;

    Hearing(long most, Watch watch) {
        this.most = most;
        this.watch = watch;
    }

    /** It says more than anybody has to hear. */
    static final class TooMuch extends IOException {
        private static final long serialVersionUID = 1L;

        TooMuch() {
            super("a reader of evidence said too much");
        }
    }

    @Override
    public void hear(InputStream given) throws IOException {
        var in = new BufferedInputStream(given, 1 << 16);
        var line = new ByteArrayOutputStream();
        for (var next = in.read(); next >= 0; next = in.read()) {
            if (++heard > most || line.size() > LONGEST_LINE) throw new TooMuch();
            if (next != '\n') {
                line.write(next);
                continue;
            }
            take(line.toByteArray());
            line.reset();
        }
    }

    private void take(byte[] line) throws TooMuch {
        try {
            var said = JsonReader.actObject(line);
            if (whole) throw new TooMuch();
            said.text("begun").ifPresent(open::add);
            said.object("item").flatMap(Item::of).ifPresent(this::found);
            whole =
                    said.integer("end").filter(count -> count == items.size()).isPresent()
                            && open.isEmpty();
        } catch (MalformedJson _) {
            throw new TooMuch();
        }
    }

    private void found(Item item) {
        open.remove(item.path());
        items.add(item);
        watch.found(item);
    }

    List<Item> items() {
        return items;
    }

    /** What was begun last and did not come to an end. */
    Optional<String> open() {
        return open.stream().reduce((_, later) -> later);
    }

    boolean isWhole() {
        return whole;
    }
}
