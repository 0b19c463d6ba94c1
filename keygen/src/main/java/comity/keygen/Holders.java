package comity.keygen;

import comity.record.act.HolderKey;
import comity.record.act.MalformedAct;
import comity.record.keys.LockedBox;
import comity.record.keys.Unlocking;
import comity.record.keys.WrongKey;
import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A holder's key file, and the passphrase that opens it. */
final class Holders {
    private static final String PURPOSE = "root holder";
    private static final int SHORTEST = 12;
    private final @Nullable Console console;

    /**
     * @param console where passphrases are typed; none if there is no terminal
     */
    Holders(@Nullable Console console) {
        this.console = console;
    }

    void write(String file, HolderKey key, Optional<String> passphraseFile, RandomGenerator random)
            throws WrongQuestion {
        var passphrase = passphraseFile.isPresent() ? from(passphraseFile.get()) : typedTwice();
        if (passphrase.length() < SHORTEST)
            throw new WrongQuestion(
                    "the passphrase has fewer than " + SHORTEST + " characters; use a sentence");
        Documents.write(
                file,
                LockedBox.lock(key.json(), PURPOSE, Unlocking.Passphrase.of(passphrase), random));
        Documents.write(file + ".public.json", key.holder().json());
    }

    HolderKey open(String file, Optional<String> passphraseFile) throws WrongQuestion {
        var box = Documents.read(file);
        var passphrase =
                passphraseFile.isPresent()
                        ? from(passphraseFile.get())
                        : typed("Passphrase of " + file + ": ");
        try {
            return HolderKey.of(LockedBox.open(box, PURPOSE, Unlocking.Passphrase.of(passphrase)));
        } catch (WrongKey e) {
            throw new WrongQuestion(file + ": " + e.getMessage());
        } catch (MalformedAct e) {
            throw new WrongQuestion(file + " holds no holder's key: " + e.getMessage());
        }
    }

    private static String from(String file) throws WrongQuestion {
        try {
            return Files.readString(Path.of(file)).stripTrailing();
        } catch (IOException | InvalidPathException _) {
            throw new WrongQuestion("cannot read the passphrase in " + file);
        }
    }

    private String typedTwice() throws WrongQuestion {
        var first = typed("A passphrase, at least " + SHORTEST + " characters: ");
        if (!first.equals(typed("Once more: ")))
            throw new WrongQuestion("the two passphrases differ");
        return first;
    }

    private String typed(String prompt) throws WrongQuestion {
        if (console == null)
            throw new WrongQuestion("there is no terminal to ask at: give --passphrase-file");
        var typed = console.readPassword("%s", prompt);
        if (typed == null) throw new WrongQuestion("no passphrase was typed");
        return new String(typed);
    }

    /** Whether the person at the terminal says yes. */
    boolean agrees(String question) throws WrongQuestion {
        if (console == null)
            throw new WrongQuestion(
                    "there is nobody to ask: read what it changes, then give --yes");
        var said = console.readLine("%s", question + " Type yes: ");
        return said != null && said.strip().equals("yes");
    }
}
