package comity.record.keys;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What opens a {@link LockedBox}. */
public sealed interface Unlocking {

    /** What a person remembers: stretched by Argon2id (RFC 9106) before it is used. */
    record Passphrase(byte[] utf8) implements Unlocking {
        public Passphrase {
            utf8 = utf8.clone();
        }

        @Override
        public byte[] utf8() {
            return utf8.clone();
        }

        /** A line's end after it belongs to the file that it was read from, not to it. */
        public static Passphrase of(String text) {
            return new Passphrase(text.stripTrailing().getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String toString() {
            return "a passphrase";
        }
    }

    /** 32 random bytes that lie in a file of their own, or in hardware: used as they are. */
    record KeyBytes(byte[] bytes) implements Unlocking {
        public KeyBytes {
            if (bytes.length != 32) throw new IllegalArgumentException("a key has 32 bytes");
            bytes = Arrays.copyOf(bytes, 32);
        }

        @Override
        public byte[] bytes() {
            return bytes.clone();
        }

        @Override
        public String toString() {
            return "a key";
        }
    }
}
