package comity.reader;

import comity.evidence.reading.Item;
import comity.record.act.CanonicalJson;
import comity.record.act.Json;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Items as lines of JSON. That an item is begun is said and flushed first, so that whoever listens
 * knows which one ended the process.
 */
final class Lines implements Sink {
    private final OutputStream out;
    private long found;

    Lines(OutputStream out) {
        this.out = out;
    }

    @Override
    public void begun(String path) throws IOException {
        line(Json.object().with("begun", path));
        out.flush();
    }

    @Override
    public void found(Item item) throws IOException {
        found++;
        line(Json.object().with("item", item.json()));
    }

    /** Only an answer that ends so is whole. */
    void end() throws IOException {
        line(Json.object().with("end", found));
        out.flush();
    }

    private void line(Json.Obj json) throws IOException {
        out.write(CanonicalJson.bytes(json));
        out.write('\n');
    }
}
