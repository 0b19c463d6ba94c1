package comity.record.tlog;

import java.util.Optional;

/**
 * Where a log's hash tiles lie (C2SP tlog-tiles): a tile of level L holds up to 256 hashes of tree
 * level 8L. A full tile never changes; a partial tile of width W is a file of its own.
 */
public interface Tiles {
    /** Hashes in a full tile. */
    int WIDTH = 256;

    /**
     * @param width 1 to 256; 256 is a full tile
     */
    record Address(int level, long index, int width) {
        public Address {
            if (level < 0 || level > 7 || index < 0 || width < 1 || width > WIDTH)
                throw new IllegalArgumentException("no tile: " + level + "/" + index + "/" + width);
        }

        /**
         * The path under which tlog-tiles serves this tile, such as {@code tile/0/x001/067.p/12}.
         */
        public String path() {
            var name = new StringBuilder("%03d".formatted(index % 1_000));
            for (var rest = index / 1_000; rest > 0; rest /= 1_000)
                name.insert(0, "x%03d/".formatted(rest % 1_000));
            return "tile/" + level + "/" + name + (width == WIDTH ? "" : ".p/" + width);
        }
    }

    /**
     * The tile's hashes, {@code 32 * width} bytes; empty if it is not there. A wider tile at the
     * same place will do.
     */
    Optional<byte[]> read(Address tile);

    /** Keeps a tile. Durable when {@link #sync} returns. */
    void write(Address tile, byte[] hashes);

    /** Makes durable what was written. */
    void sync();
}
