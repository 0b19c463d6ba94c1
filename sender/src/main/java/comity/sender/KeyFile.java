package comity.sender;

import comity.record.act.Base64Url;
import comity.record.act.CanonicalJson;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.record.act.MalformedJson;
import comity.record.act.SignatureAlgorithm;
import comity.record.act.SigningKey;
import comity.record.keys.LockedBox;
import comity.record.keys.Unlocking;
import comity.record.keys.WrongKey;
import java.io.Console;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The source's key in its file, locked by a passphrase (docs/formats/keys.md): Ed25519, made on the
 * machine that delivers.
 */
record KeyFile(byte[] secret) {
    private static final String PURPOSE = "source key";
    private static final int SHORTEST = 12;

    SigningKey signing() {
        return SigningKey.of("source", SignatureAlgorithm.EdDSA, secret);
    }

    byte[] publicKey() {
        return SignatureAlgorithm.EdDSA.publicKey(secret);
    }

    /** What the provider's agent enters at the node. */
    String line() {
        return SignatureAlgorithm.EdDSA + " " + Base64Url.encode(publicKey());
    }

    static KeyFile make(
            Path file,
            Optional<String> passphraseFile,
            @Nullable Console console,
            RandomGenerator random)
            throws Stopped {
        var passphrase =
                passphraseFile.isPresent() ? from(passphraseFile.get()) : typedTwice(console);
        if (passphrase.length() < SHORTEST)
            throw Stopped.wrong("passphrase-short", Integer.toString(SHORTEST));
        var secret = SignatureAlgorithm.EdDSA.newPrivateKey(random);
        var box =
                LockedBox.lock(
                        Json.object().with("secret", Base64Url.encode(secret)),
                        PURPOSE,
                        Unlocking.Passphrase.of(passphrase),
                        random);
        try {
            // Never over a key that is there: it may be the only one.
            Files.write(file, CanonicalJson.bytes(box), StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException _) {
            throw Stopped.wrong("key-exists", file.toString());
        } catch (IOException _) {
            throw Stopped.wrong("file-unwritable", file.toString());
        }
        return new KeyFile(secret);
    }

    static KeyFile open(Path file, Optional<String> passphraseFile, @Nullable Console console)
            throws Stopped {
        try {
            if (Files.size(file) > 10_000) throw Stopped.wrong("key-misshapen", file.toString());
            var box = JsonReader.actObject(Files.readAllBytes(file));
            var passphrase =
                    passphraseFile.isPresent()
                            ? from(passphraseFile.get())
                            : typed(console, file.getFileName() + ": ");
            var opened = LockedBox.open(box, PURPOSE, Unlocking.Passphrase.of(passphrase));
            var secret = Base64Url.decode(opened.text("secret").orElse(""));
            if (secret.length != 32) throw Stopped.wrong("key-misshapen", file.toString());
            return new KeyFile(secret);
        } catch (IOException _) {
            throw Stopped.wrong("file-unreadable", file.toString());
        } catch (MalformedJson | IllegalArgumentException _) {
            throw Stopped.wrong("key-misshapen", file.toString());
        } catch (WrongKey _) {
            throw Stopped.wrong("key-locked", file.toString());
        }
    }

    private static String from(String file) throws Stopped {
        try {
            return Files.readString(Asked.path(file)).stripTrailing();
        } catch (IOException _) {
            throw Stopped.wrong("file-unreadable", file);
        }
    }

    private static String typedTwice(@Nullable Console console) throws Stopped {
        var first = typed(console, "1: ");
        if (!first.equals(typed(console, "2: "))) throw Stopped.wrong("passphrases-differ");
        return first;
    }

    private static String typed(@Nullable Console console, String prompt) throws Stopped {
        if (console == null) throw Stopped.wrong("no-terminal");
        var typed = console.readPassword("%s", prompt);
        if (typed == null) throw Stopped.wrong("no-terminal");
        return new String(typed);
    }
}
