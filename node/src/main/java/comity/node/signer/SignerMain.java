package comity.node.signer;

import comity.node.signer.SignerUnavailable.Why;
import comity.record.act.Base64Url;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.record.act.MalformedJson;
import comity.record.keys.Unlocking;
import comity.record.keys.WrongKey;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The signer's process. Its first line of input says where its files are and what opens them; it
 * answers {@code ready} on its output, serves its socket, and ends when its input does: that is,
 * with the node that started it.
 */
public final class SignerMain {
    static final String PURPOSE = "signing keys";

    /** Longer than any header of an act, and than the manifest of the largest container. */
    private static final int LONGEST = 12 << 20;

    private final RandomGenerator random;

    SignerMain(RandomGenerator random) {
        this.random = random;
    }

    public static void main(String... arguments) throws Exception {
        System.exit(new SignerMain(Randomness.strong()).run());
    }

    private int run() {
        try {
            var order = JsonReader.actObject(line(System.in));
            var desk = desk(order);
            var address = UnixDomainSocketAddress.of(Path.of(order.text("socket").orElseThrow()));
            var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(address);
            Thread.ofPlatform().daemon().start(() -> serve(server, desk));
            System.out.println("ready");
            // The parent's end of this pipe is the parent's life.
            System.in.transferTo(OutputStream.nullOutputStream());
            return 0;
        } catch (Token.Unusable e) {
            return ended(e.why(), e);
        } catch (Token.Failed e) {
            return ended(Why.TOKEN_GONE, e);
        } catch (IOException | WrongKey | MalformedJson e) {
            return ended(Why.DOWN, e);
        }
    }

    private static int ended(Why why, Exception e) {
        System.out.println(SignerUnavailable.line(why, String.valueOf(e.getMessage())));
        return 2;
    }

    private SignerDesk desk(Json.Obj order) throws IOException, WrongKey, Token.Unusable {
        var path = Path.of(order.text("file").orElseThrow());
        var file = new SignerFile(path, PURPOSE, unlocking(order), random);
        var hardware = order.object("token");
        var token =
                hardware.isPresent()
                        ? Optional.of(Token.open(hardware.get()))
                        : Optional.<Token>empty();
        if (!file.exists()) {
            var scopes =
                    order.items("scopes").stream().map(item -> Scope.of((Json.Obj) item)).toList();
            file.write(
                    SignerKeys.create(
                                    order.text("state").orElseThrow(),
                                    order.text("origin").orElseThrow(),
                                    scopes,
                                    token,
                                    random)
                            .json());
        }
        var keys = SignerKeys.of(file.read());
        if (!keys.state().equals(order.text("state").orElseThrow()))
            throw WrongKey.because("The keys in " + path + " are those of another State.");
        return new SignerDesk(
                keys,
                file,
                new LastSigned(path.resolveSibling("checkpoint.signed")),
                token,
                random);
    }

    private static Unlocking unlocking(Json.Obj order) {
        var passphrase = order.text("passphrase");
        return passphrase.isPresent()
                ? new Unlocking.Passphrase(Base64Url.decode(passphrase.get()))
                : new Unlocking.KeyBytes(Base64Url.decode(order.text("key").orElseThrow()));
    }

    private static void serve(ServerSocketChannel server, SignerDesk desk) {
        try {
            while (true) {
                var asking = server.accept();
                Thread.ofVirtual().start(() -> converse(asking, desk));
            }
        } catch (IOException e) {
            System.err.println("The signer's socket failed: " + e.getMessage());
            Runtime.getRuntime().halt(1);
        }
    }

    private static void converse(SocketChannel asking, SignerDesk desk) {
        try (asking) {
            var in = new BufferedInputStream(Channels.newInputStream(asking));
            for (var question = line(in); question.length > 0; question = line(in)) {
                write(asking, answer(desk, question));
            }
        } catch (IOException e) {
            System.err.println("The signer could not answer: " + e.getMessage());
        }
    }

    private static Json.Obj answer(SignerDesk desk, byte[] question) throws IOException {
        try {
            return desk.answer(question);
        } catch (Token.Failed e) {
            // A provider that lost its token does not find it again: the next process may.
            System.err.println(e.getMessage());
            Runtime.getRuntime().halt(3);
            throw e;
        }
    }

    private static void write(SocketChannel to, Json.Obj answer) throws IOException {
        var line = ByteBuffer.wrap(SignerDesk.line(answer));
        while (line.hasRemaining()) to.write(line);
    }

    /** One line; empty at the end of the stream. */
    static byte[] line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (var next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (line.size() >= LONGEST) throw new IOException("the line is too long");
            line.write(next);
        }
        return line.toByteArray();
    }
}
