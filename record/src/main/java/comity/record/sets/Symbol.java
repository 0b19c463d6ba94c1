package comity.record.sets;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * One coded symbol: of some of a set's elements the exclusive or of their 32 bytes (four words),
 * that of their checksums, and how many they are.
 */
public record Symbol(long first, long second, long third, long fourth, long check, int count) {
    /** Of one symbol as it is sent: big-endian words in the order of the components. */
    public static final int BYTES = 5 * Long.BYTES + Integer.BYTES;

    static final Symbol NOTHING = new Symbol(0, 0, 0, 0, 0, 0);

    Symbol with(Element element, int times) {
        return new Symbol(
                first ^ element.first(),
                second ^ element.second(),
                third ^ element.third(),
                fourth ^ element.fourth(),
                check ^ element.check(),
                count + times);
    }

    Symbol minus(Symbol other) {
        return new Symbol(
                first ^ other.first,
                second ^ other.second,
                third ^ other.third,
                fourth ^ other.fourth,
                check ^ other.check,
                count - other.count);
    }

    boolean isNothing() {
        return equals(NOTHING);
    }

    /** Symbols one after the other. */
    public static byte[] bytes(List<Symbol> symbols) {
        var out = ByteBuffer.allocate(symbols.size() * BYTES);
        for (var symbol : symbols)
            out.putLong(symbol.first)
                    .putLong(symbol.second)
                    .putLong(symbol.third)
                    .putLong(symbol.fourth)
                    .putLong(symbol.check)
                    .putInt(symbol.count);
        return out.array();
    }

    /**
     * @throws IllegalArgumentException if {@code bytes} are no whole number of symbols
     */
    public static List<Symbol> of(byte[] bytes) {
        if (bytes.length % BYTES != 0)
            throw new IllegalArgumentException("a symbol has " + BYTES + " bytes");
        var in = ByteBuffer.wrap(bytes);
        var symbols = new ArrayList<Symbol>();
        while (in.hasRemaining())
            symbols.add(
                    new Symbol(
                            in.getLong(),
                            in.getLong(),
                            in.getLong(),
                            in.getLong(),
                            in.getLong(),
                            in.getInt()));
        return symbols;
    }
}
