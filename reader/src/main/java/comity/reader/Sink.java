package comity.reader;

import comity.evidence.reading.Item;
import java.io.IOException;

/** Who hears of items: first that one is begun, then what it is. */
interface Sink {
    void begun(String path) throws IOException;

    void found(Item item) throws IOException;
}
