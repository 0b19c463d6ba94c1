package comity.page.browser;

import comity.evidence.dossier.CaseBytes;
import java.nio.ByteBuffer;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.typedarrays.ArrayBuffer;
import org.teavm.jso.typedarrays.Int8Array;

/**
 * A file that was dropped on the page: read piece by piece, by a worker, which may wait for it, so
 * that an exhibit of any size needs no memory.
 */
final class BlobBytes implements CaseBytes {
    /** A ZIP's headers are read a few bytes at a time; this many come along. */
    private static final int PIECE = 1 << 20;

    private final JSObject blob;
    private final long size;
    private byte[] piece = new byte[0];
    private long start;

    BlobBytes(JSObject blob) {
        this.blob = blob;
        this.size = (long) length(blob);
    }

    @JSBody(params = "blob", script = "return blob.size;")
    private static native double length(JSObject blob);

    @JSBody(
            params = {"blob", "from", "to"},
            script = "return new FileReaderSync().readAsArrayBuffer(blob.slice(from, to));")
    private static native ArrayBuffer slice(JSObject blob, double from, double to);

    @Override
    public long size() {
        return size;
    }

    @Override
    public int read(ByteBuffer into, long at) {
        if (at < 0 || at >= size) return -1;
        if (at < start || at >= start + piece.length) {
            start = at;
            piece = new Int8Array(slice(blob, at, Math.min(size, at + PIECE))).copyToJavaArray();
        }
        var offset = (int) (at - start);
        var count = Math.min(into.remaining(), piece.length - offset);
        into.put(piece, offset, count);
        return count;
    }

    @Override
    public void close() {
        piece = new byte[0];
    }
}
