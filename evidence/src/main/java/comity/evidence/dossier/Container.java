package comity.evidence.dossier;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/**
 * A ZIP file (APPNOTE 6.3) of which every byte is accounted for, and which any two programs read
 * alike. Whatever a case file has no use for is refused: encryption, comments, gaps, entries that
 * overlap, two descriptions of one entry that disagree. The table of contents is held in memory, to
 * a limit; contents are streamed.
 */
final class Container implements AutoCloseable {
    static final int MOST_ENTRIES = 45_000;

    /** Of the table of contents, in bytes. */
    private static final int LARGEST_TABLE = 16 << 20;

    /** Deflate never makes more of one byte (RFC 1951); what claims more lies. */
    private static final long MOST_FROM_ONE_BYTE = 1_032;

    private static final int END = 22;
    private static final int END_64 = 56;
    private static final int LOCATOR_64 = 20;
    private static final int ENTRY = 46;
    private static final int LOCAL = 30;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;
    private static final int ENCRYPTED = 0x2041; // bits 0, 6 and 13: each a way of encryption
    private static final int DESCRIPTOR_FOLLOWS = 0x8;
    private static final int MOST_16 = 0xffff;
    private static final long MOST_32 = 0xffff_ffffL;

    /**
     * @param start of its local header, as an offset into the file
     * @param data of its packed bytes
     */
    private record Entry(
            String name,
            byte[] nameBytes,
            int flags,
            int method,
            long crc,
            long packed,
            long size,
            long start,
            long data) {}

    /** Takes the clear bytes of an entry as they come. */
    @FunctionalInterface
    interface Sink {
        void take(byte[] bytes, int count);
    }

    private final CaseBytes file;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private Container(CaseBytes file) throws IOException, MalformedDossier {
        this.file = file;
        if (file.size() == 0) throw new MalformedDossier("ZIP", "zip.empty");
        var table = table();
        var found = new ArrayList<Entry>();
        var bytes = read(table.start, (int) table.size);
        for (var i = 0L; i < table.entries; i++) found.add(located(entry(bytes)));
        if (bytes.hasRemaining()) throw new MalformedDossier("ZIP", "zip.table");
        for (var entry : found) {
            if (entries.put(entry.name, entry) != null)
                throw new MalformedDossier(entry.name, "zip.twice");
        }
        accountForEveryByte(found, table.start);
    }

    /**
     * @throws MalformedDossier if it is no such ZIP file
     * @throws IOException if the file cannot be read
     */
    static Container open(CaseBytes file) throws IOException, MalformedDossier {
        try {
            return new Container(file);
        } catch (IOException | MalformedDossier | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private record Table(long start, long size, long entries) {}

    /** Where the table of contents lies: the last 22 bytes say so, or the ZIP64 record before. */
    private Table table() throws IOException, MalformedDossier {
        var end = file.size() - END;
        if (end < 0) throw new MalformedDossier("ZIP", "zip.not");
        var record = read(end, END);
        if (record.getInt(0) != 0x06054b50 || u16(record, 20) != 0)
            throw new MalformedDossier("ZIP", "zip.not");
        var table = new Table(u32(record, 16), u32(record, 12), u16(record, 10));
        if (record.getInt(4) != 0 || u16(record, 8) != table.entries)
            throw new MalformedDossier("ZIP", "zip.table");
        if (table.start == MOST_32 || table.size == MOST_32 || table.entries == MOST_16) {
            end -= LOCATOR_64 + END_64;
            table = table64(end);
        }
        if (table.entries > MOST_ENTRIES || table.size > LARGEST_TABLE)
            throw new MalformedDossier("ZIP", "zip.too-many");
        if (table.start < 0 || table.size < 0 || table.start + table.size != end)
            throw new MalformedDossier("ZIP", "zip.table");
        return table;
    }

    private Table table64(long end) throws IOException, MalformedDossier {
        if (end < 0) throw new MalformedDossier("ZIP", "zip.table");
        var record = read(end, END_64 + LOCATOR_64);
        if (record.getInt(0) != 0x06064b50
                || record.getLong(4) != END_64 - 12
                || record.getInt(END_64) != 0x07064b50
                || record.getLong(END_64 + 8) != end
                || record.getLong(24) != record.getLong(32))
            throw new MalformedDossier("ZIP", "zip.table");
        return new Table(record.getLong(48), record.getLong(40), record.getLong(32));
    }

    private static Entry entry(ByteBuffer table) throws MalformedDossier {
        if (table.remaining() < ENTRY || table.getInt(table.position()) != 0x02014b50)
            throw new MalformedDossier("ZIP", "zip.table");
        var header = table.slice(table.position(), ENTRY).order(ByteOrder.LITTLE_ENDIAN);
        table.position(table.position() + ENTRY);
        if (table.remaining() < u16(header, 28) + u16(header, 30) + u16(header, 32))
            throw new MalformedDossier("ZIP", "zip.table");
        var name = new byte[u16(header, 28)];
        table.get(name);
        var extra = table.slice(table.position(), u16(header, 30)).order(ByteOrder.LITTLE_ENDIAN);
        table.position(table.position() + u16(header, 30) + u16(header, 32));
        var large = large(extra);
        var size = wide(u32(header, 24), large);
        var packed = wide(u32(header, 20), large);
        return new Entry(
                name(name),
                name,
                u16(header, 8),
                u16(header, 10),
                u32(header, 16),
                packed,
                size,
                wide(u32(header, 42), large),
                0);
    }

    /** The fields of the ZIP64 extra, where there is one: numbers that did not fit into 32 bits. */
    private static ByteBuffer large(ByteBuffer extra) throws MalformedDossier {
        while (extra.remaining() >= 4) {
            var id = extra.getShort() & MOST_16;
            var length = extra.getShort() & MOST_16;
            if (length > extra.remaining()) break;
            if (id == 1)
                return extra.slice(extra.position(), length).order(ByteOrder.LITTLE_ENDIAN);
            extra.position(extra.position() + length);
        }
        if (extra.hasRemaining()) throw new MalformedDossier("ZIP", "zip.table");
        return ByteBuffer.allocate(0);
    }

    private static long wide(long number, ByteBuffer large) throws MalformedDossier {
        if (number != MOST_32) return number;
        if (large.remaining() < 8) throw new MalformedDossier("ZIP", "zip.table");
        var wide = large.getLong();
        if (wide < 0 || wide > Long.MAX_VALUE >> 16) throw new MalformedDossier("ZIP", "zip.table");
        return wide;
    }

    /** A name that stays below the folder into which somebody unpacks it, on every system. */
    private static String name(byte[] bytes) throws MalformedDossier {
        try {
            var name =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            var escapes =
                    name.length() > 300
                            || name.chars().anyMatch(c -> c < 0x20 || c == '\\' || c == ':')
                            || List.of(name.split("/", -1)).stream()
                                    .anyMatch(part -> part.isBlank() || part.matches("\\.+"));
            if (escapes) throw new MalformedDossier(name, "zip.name");
            return name;
        } catch (CharacterCodingException _) {
            throw new MalformedDossier("ZIP", "zip.name");
        }
    }

    /** The same entry, once the header before its bytes has been seen to say the same. */
    private Entry located(Entry entry) throws IOException, MalformedDossier {
        if ((entry.flags & ENCRYPTED) != 0) throw new MalformedDossier(entry.name, "zip.encrypted");
        if (entry.method != STORED && entry.method != DEFLATED)
            throw new MalformedDossier(entry.name, "zip.method");
        if (entry.size > entry.packed * MOST_FROM_ONE_BYTE
                || entry.method == STORED && entry.size != entry.packed)
            throw new MalformedDossier(entry.name, "entry.size");
        var local = read(entry.start, LOCAL);
        var name = read(entry.start + LOCAL, u16(local, 26));
        var sizesFollow = (entry.flags & DESCRIPTOR_FOLLOWS) != 0;
        if (local.getInt(0) != 0x04034b50
                || u16(local, 6) != entry.flags
                || u16(local, 8) != entry.method
                || !name.equals(ByteBuffer.wrap(entry.nameBytes))
                || !sizesFollow
                        && (u32(local, 14) != entry.crc
                                || !same(u32(local, 18), entry.packed)
                                || !same(u32(local, 22), entry.size)))
            throw new MalformedDossier(entry.name, "zip.header");
        return new Entry(
                entry.name,
                entry.nameBytes,
                entry.flags,
                entry.method,
                entry.crc,
                entry.packed,
                entry.size,
                entry.start,
                entry.start + LOCAL + u16(local, 26) + u16(local, 28));
    }

    private static boolean same(long narrow, long wide) {
        return narrow == wide || narrow == MOST_32;
    }

    /**
     * One entry after the other from the first byte to the table; between two of them at most the
     * descriptor of the former.
     */
    private void accountForEveryByte(List<Entry> found, long table)
            throws IOException, MalformedDossier {
        found.sort(Comparator.comparingLong(Entry::start));
        var at = 0L;
        for (var i = 0; i <= found.size(); i++) {
            var next = i < found.size() ? found.get(i).start : table;
            var name = i < found.size() ? found.get(i).name : "ZIP";
            if (next < at) throw new MalformedDossier(name, "zip.overlap");
            if (i == 0 && next > 0) throw new MalformedDossier(name, "zip.gap");
            if (i > 0) describes(at, next - at, found.get(i - 1));
            if (i < found.size()) at = found.get(i).data + found.get(i).packed;
        }
    }

    /** A descriptor: perhaps a mark, then checksum and sizes, of 32 bits or (ZIP64) of 64. */
    private void describes(long start, long length, Entry entry)
            throws IOException, MalformedDossier {
        if ((entry.flags & DESCRIPTOR_FOLLOWS) == 0 && length == 0) return;
        if ((entry.flags & DESCRIPTOR_FOLLOWS) == 0
                || length != 12 && length != 16 && length != 20 && length != 24)
            throw new MalformedDossier(entry.name, "zip.gap");
        var bytes = read(start, (int) length);
        var marked = length % 8 == 0;
        if (marked && bytes.getInt() != 0x08074b50)
            throw new MalformedDossier(entry.name, "zip.header");
        var wide = length >= 20;
        if ((bytes.getInt() & MOST_32) != entry.crc
                || (wide ? bytes.getLong() : bytes.getInt() & MOST_32) != entry.packed
                || (wide ? bytes.getLong() : bytes.getInt() & MOST_32) != entry.size)
            throw new MalformedDossier(entry.name, "zip.header");
    }

    Set<String> names() {
        return java.util.Collections.unmodifiableSet(entries.keySet());
    }

    /** Whether it is what {@code file} and others look at first: stored, at the very beginning. */
    boolean isFirstAndStored(String name) {
        var entry = entries.get(name);
        return entry != null
                && entry.start == 0
                && entry.method == STORED
                && entry.data == LOCAL + entry.nameBytes.length;
    }

    /** How many bytes an entry has when it is unpacked. */
    long size(String name) throws MalformedDossier {
        var entry = entries.get(name);
        if (entry == null) throw new MalformedDossier(name, "entry.missing");
        return entry.size;
    }

    /**
     * Hands the bytes of an entry to {@code sink}, and checks that they are as many as it says and
     * have the checksum that it says.
     *
     * @param most no more than this is unpacked: the entry is refused if it says that it is larger
     */
    void read(String name, long most, Sink sink) throws IOException, MalformedDossier {
        var entry = entries.get(name);
        if (entry == null) throw new MalformedDossier(name, "entry.missing");
        if (entry.size > most) throw new MalformedDossier(name, "entry.too-large");
        var crc = new CRC32();
        var total = 0L;
        var inflater = new Inflater(true);
        try (var in = clear(entry, inflater)) {
            var buffer = new byte[1 << 16];
            for (var count = in.read(buffer); count > 0; count = in.read(buffer)) {
                total += count;
                if (total > entry.size) throw new MalformedDossier(name, "entry.size");
                crc.update(buffer, 0, count);
                sink.take(buffer, count);
            }
            if (entry.method == DEFLATED && inflater.getBytesRead() != entry.packed)
                throw new MalformedDossier(name, "entry.size");
        } catch (ZipException | EOFException _) {
            throw new MalformedDossier(name, "entry.damaged");
        } finally {
            inflater.end();
        }
        if (total != entry.size) throw new MalformedDossier(name, "entry.size");
        if (crc.getValue() != entry.crc) throw new MalformedDossier(name, "entry.damaged");
    }

    private InputStream clear(Entry entry, Inflater inflater) {
        var packed = new BufferedInputStream(new Part(entry), 1 << 16);
        return entry.method == STORED ? packed : new InflaterInputStream(packed, inflater, 1 << 16);
    }

    /**
     * The stretch of the file where an entry lies. A stream of Deflate may end within its last
     * byte, where some inflaters want one more before they say that it ended ({@link
     * Inflater#Inflater(boolean)}): they get a zero, which they do not count as read.
     */
    private final class Part extends InputStream {
        private long at;
        private final long end;
        private boolean oneMore;

        Part(Entry entry) {
            this.at = entry.data;
            this.end = entry.data + entry.packed;
            this.oneMore = entry.method == DEFLATED;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (at >= end) {
                if (!oneMore || length == 0) return -1;
                oneMore = false;
                bytes[offset] = 0;
                return 1;
            }
            var most = (int) Math.min(length, end - at);
            var count = file.read(ByteBuffer.wrap(bytes, offset, most), at);
            if (count > 0) at += count;
            return count;
        }
    }

    /** Bytes at a place; a place outside of the file is a table that lies. */
    private ByteBuffer read(long start, int length) throws IOException, MalformedDossier {
        if (start < 0 || start + length > file.size())
            throw new MalformedDossier("ZIP", "zip.table");
        var bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (file.read(bytes, start + bytes.position()) < 0)
                throw new MalformedDossier("ZIP", "zip.table");
        }
        return bytes.flip().order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int u16(ByteBuffer bytes, int at) {
        return bytes.getShort(at) & MOST_16;
    }

    private static long u32(ByteBuffer bytes, int at) {
        return bytes.getInt(at) & MOST_32;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
