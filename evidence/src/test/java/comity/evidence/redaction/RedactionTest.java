package comity.evidence.redaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import comity.record.act.Digest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A redacted copy is provably made from the original, and what was removed stays unknown. */
class RedactionTest {
    private static final Path VECTORS =
            Path.of(System.getProperty("comity.root", ".."), "docs", "formats", "redaction");
    private static final Digest SEED = digest("a seed for tests alone");
    private static final Digest NONCE = digest("a nonce for tests alone");
    private static final String ROWS = "time,account\n1,orlov\n2,the source\n3,orlov\n";

    private final ByteArrayOutputStream copy = new ByteArrayOutputStream();

    private static Digest digest(String text) {
        return Digest.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private Proof redacted(String original, Cuts.Unit unit, String what) throws IOException {
        return Redaction.make(
                new ByteArrayInputStream(original.getBytes(StandardCharsets.UTF_8)),
                Cuts.of(unit, what).orElseThrow(),
                SEED,
                NONCE,
                copy);
    }

    private String copied() {
        return copy.toString(StandardCharsets.UTF_8);
    }

    private static Optional<String> problem(Proof proof, byte[] copy) {
        var check = new CopyCheck(proof);
        check.take(copy, copy.length);
        return check.problem();
    }

    private static Optional<String> problem(Proof proof, String original) throws IOException {
        var bytes = original.getBytes(StandardCharsets.UTF_8);
        return new OriginalCheck(proof)
                .<RuntimeException>problem(sink -> sink.take(bytes, bytes.length));
    }

    @Nested
    class Removes {
        @Test
        void rows() throws IOException {
            redacted(ROWS, Cuts.Unit.ROWS, "3");

            assertThat(copied())
                    .isEqualTo("time,account\n1,orlov\n[removed 13 bytes at 21]\n3,orlov\n");
        }

        @Test
        void rows_that_follow_each_other_as_one_piece() throws IOException {
            var proof = redacted(ROWS, Cuts.Unit.ROWS, "2, 3");

            assertThat(proof.removed()).isEqualTo(1);
            assertThat(copied()).isEqualTo("time,account\n[removed 21 bytes at 13]\n3,orlov\n");
        }

        @Test
        void bytes_at_both_ends() throws IOException {
            redacted("secret in the middle secret", Cuts.Unit.BYTES, "0-5, 21-26");

            assertThat(copied())
                    .isEqualTo("[removed 6 bytes at 0] in the middle [removed 6 bytes at 21]");
        }

        @Test
        void messages_of_a_mailbox() throws IOException {
            redacted("From a\n\nFrom here on\n\nFrom b\n\nTwo.\n", Cuts.Unit.MESSAGES, "1");

            // A line in the text that begins as a message does, after an empty one, is one.
            assertThat(copied()).startsWith("[removed 8 bytes at 0]\nFrom here on\n");
        }

        @Test
        void nothing_that_is_not_there() {
            assertThatThrownBy(() -> redacted(ROWS, Cuts.Unit.ROWS, "9"))
                    .isInstanceOf(Redaction.NotPossible.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "5-2", "1,,2", "0", "1-", "-1", "99999999999999999"})
    void no_list_of_rows(String text) {
        assertThat(Cuts.of(Cuts.Unit.ROWS, text)).isEmpty();
    }

    @Nested
    class A_court_with_the_copy_alone {
        @Test
        void finds_every_kept_piece_bound_to_the_original() throws IOException {
            var proof = redacted(ROWS, Cuts.Unit.ROWS, "3");

            assertThat(problem(proof, copy.toByteArray())).isEmpty();
            assertThat(proof.original()).isEqualTo(digest(ROWS));
        }

        @Test
        void finds_any_byte_that_was_changed() throws IOException {
            var proof = redacted(ROWS, Cuts.Unit.ROWS, "3");
            for (var i = 0; i < copy.size(); i++) {
                var changed = copy.toByteArray();
                changed[i] ^= 1;

                assertThat(problem(proof, changed)).as("byte " + i).isPresent();
            }
        }

        @Test
        void finds_what_was_cut_off_or_added() throws IOException {
            var proof = redacted(ROWS, Cuts.Unit.ROWS, "3");
            var whole = copy.toByteArray();

            assertThat(problem(proof, java.util.Arrays.copyOf(whole, whole.length - 1)))
                    .contains("shorter");
            assertThat(problem(proof, java.util.Arrays.copyOf(whole, whole.length + 1)))
                    .contains("longer");
        }

        @Test
        void finds_a_removed_piece_of_another_length() throws IOException {
            var proof = redacted(ROWS, Cuts.Unit.ROWS, "3");
            var pieces = new java.util.ArrayList<>(proof.pieces());
            var removed = (Piece.Removed) pieces.get(1);
            pieces.set(1, new Piece.Removed(removed.length() - 1, removed.inner()));
            var shorter =
                    new Proof(
                            proof.unit(),
                            pieces,
                            proof.original(),
                            proof.originalSize() - 1,
                            proof.copy(),
                            proof.copySize(),
                            proof.commitment(),
                            proof.nonce(),
                            proof.opening());
            var forged = copied().replace("removed 13", "removed 12");

            assertThat(problem(shorter, forged.getBytes(StandardCharsets.UTF_8)))
                    .contains("pieces");
        }

        /** The salt of a removed piece is in neither file; without it a guess cannot be tried. */
        @Test
        void cannot_try_a_guess_at_one_of_two_removed_pieces() throws IOException {
            var proof = redacted(ROWS, Cuts.Unit.ROWS, "2,4");
            var guessed = "1,orlov\n".getBytes(StandardCharsets.UTF_8);
            var removed = (Piece.Removed) proof.pieces().get(1);
            for (var salt :
                    java.util.List.of(
                            proof.nonce(),
                            proof.opening(),
                            proof.commitment(),
                            ((Piece.Kept) proof.pieces().getFirst()).salt())) {
                var inner = Piece.inner(salt);
                inner.update(guessed);
                assertThat(Digest.ofHash(inner.digest())).isNotEqualTo(removed.inner());
            }
            // Whoever knows the seed can: that is what keeps it secret.
            var inner = Piece.inner(Opening.salt(SEED, 1));
            inner.update(guessed);
            assertThat(Digest.ofHash(inner.digest())).isEqualTo(removed.inner());
            assertThat(proof.toString()).doesNotContain(SEED.hex());
        }
    }

    @Nested
    class Whoever_holds_the_original {
        @Test
        void recomputes_every_piece() throws IOException {
            assertThat(problem(redacted(ROWS, Cuts.Unit.ROWS, "1,3"), ROWS)).isEmpty();
        }

        @Test
        void sees_that_it_is_another_original() throws IOException {
            assertThat(problem(redacted(ROWS, Cuts.Unit.ROWS, "3"), ROWS + "x"))
                    .contains("original");
        }

        @Test
        void sees_that_the_pieces_were_made_of_something_else() throws IOException {
            var honest = redacted(ROWS, Cuts.Unit.ROWS, "3");
            copy.reset();
            var lying = redacted(ROWS.replace("the source", "an insider"), Cuts.Unit.ROWS, "3");
            var claimed =
                    new Proof(
                            lying.unit(),
                            lying.pieces(),
                            honest.original(),
                            honest.originalSize(),
                            lying.copy(),
                            lying.copySize(),
                            honest.commitment(),
                            lying.nonce(),
                            honest.opening());

            assertThat(problem(claimed, ROWS)).contains("pieces");
        }
    }

    @Nested
    class The_proof {
        @Test
        void reads_as_it_was_written() throws Exception {
            var proof = redacted(ROWS, Cuts.Unit.ROWS, "3");

            assertThat(Proof.of(proof.bytes())).isEqualTo(proof);
        }

        @ParameterizedTest
        @CsvSource({"comity-redaction/1,comity-redaction/2", "keep,kept", "ROWS,LINES", "13,-13"})
        void is_refused_where_it_says_something_else(String was, String is) throws IOException {
            var text = redacted(ROWS, Cuts.Unit.ROWS, "3").toString().replace(was, is);

            assertThatThrownBy(() -> Proof.of(text.getBytes(StandardCharsets.US_ASCII)))
                    .isInstanceOf(MalformedProof.class);
        }

        /** docs/formats/redaction.md: others may implement it from these. */
        @Test
        void is_the_golden_vector() throws IOException {
            var proof = redacted(ROWS, Cuts.Unit.ROWS, "3");
            if (Boolean.getBoolean("comity.accept")) {
                Files.createDirectories(VECTORS);
                Files.writeString(VECTORS.resolve("rows.csv"), ROWS);
                Files.writeString(VECTORS.resolve("rows-redacted.csv"), copied());
                Files.write(VECTORS.resolve("rows-redacted.proof"), proof.bytes());
            }

            assertThat(VECTORS.resolve("rows.csv")).hasContent(ROWS);
            assertThat(VECTORS.resolve("rows-redacted.csv")).hasContent(copied());
            assertThat(VECTORS.resolve("rows-redacted.proof")).hasBinaryContent(proof.bytes());
        }
    }

    /** 64 MiB of zeros pass, and only its hashes are held. */
    @Test
    void streams() throws IOException {
        var size = 1L << 26;
        var proof =
                Redaction.make(
                        zeros(size),
                        Cuts.of(Cuts.Unit.BYTES, "5-6, 10000000-19999999").orElseThrow(),
                        SEED,
                        NONCE,
                        OutputStream.nullOutputStream());

        assertThat(proof.originalSize()).isEqualTo(size);
        assertThat(proof.removedBytes()).isEqualTo(10_000_002);
        assertThat(proof.pieces()).hasSizeLessThan(20);
    }

    private static InputStream zeros(long size) {
        return new InputStream() {
            private long left = size;

            @Override
            public int read() {
                return left-- > 0 ? 0 : -1;
            }

            @Override
            public int read(byte[] into, int from, int count) {
                if (left <= 0) return -1;
                var some = (int) Math.min(count, left);
                java.util.Arrays.fill(into, from, from + some, (byte) 0);
                left -= some;
                return some;
            }
        };
    }
}
