package comity.node.publication;

import comity.record.tlog.Tiles;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Tiles that are not written before somebody has compared their root. */
final class StagedTiles implements Tiles {
    private final Tiles under;
    private final Map<Address, byte[]> staged = new LinkedHashMap<>();

    StagedTiles(Tiles under) {
        this.under = under;
    }

    @Override
    public Optional<byte[]> read(Address tile) {
        for (var width = tile.width(); width <= WIDTH; width++) {
            var bytes = staged.get(new Address(tile.level(), tile.index(), width));
            if (bytes != null) return Optional.of(bytes);
        }
        return under.read(tile);
    }

    @Override
    public void write(Address tile, byte[] hashes) {
        staged.put(tile, hashes);
    }

    /** Nothing is durable before {@link #flush}. */
    @Override
    public void sync() {}

    void flush() {
        staged.forEach(under::write);
        under.sync();
        staged.clear();
    }
}
