package comity.treaty.register;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** A file's text, if it is UTF-8 as it says it is. */
final class Utf8 {
    private Utf8() {}

    /** Empty, with the line of the first byte that is not UTF-8. */
    static Optional<String> read(byte[] bytes, List<Problem> problems) {
        var decoder =
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
        var input = ByteBuffer.wrap(bytes);
        var output = CharBuffer.allocate(bytes.length + 1);
        var result = decoder.decode(input, output, true);
        if (result.isError()) {
            var line = 1;
            for (var i = 0; i < input.position(); i++) if (bytes[i] == '\n') line++;
            problems.add(
                    Problem.at(
                            line,
                            "file",
                            "encoding",
                            String.format("0x%02X", bytes[input.position()])));
            return Optional.empty();
        }
        return Optional.of(output.flip().toString());
    }
}
