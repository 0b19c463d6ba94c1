package comity.evidence.reading;

import java.util.Optional;
import java.util.stream.Stream;

/** Why an item could not be read. Its custodian may declare what it is, under their name. */
public enum Unread {
    /** It asks for a password or a key. */
    ENCRYPTED,
    /** It is not what it begins as. */
    DAMAGED,
    /** No reader knows this form. */
    UNKNOWN_FORM,
    /** Its name leads out of where it lies, or means something else on another system. */
    UNSAFE_NAME,
    /** It is a link or a device and holds nothing itself. */
    NO_FILE,
    /** It lies deeper than is read. */
    TOO_DEEP,
    /** There are more beside it than are read. */
    TOO_MANY,
    /** It is, or unpacks to, more than is read. */
    TOO_LARGE,
    /** Reading it took too long. */
    TOO_SLOW,
    /** Reading it took more memory than there is, or ended the reader. */
    TOO_MUCH_MEMORY,
    /** The reader ended before it came to this. */
    NOT_REACHED,
    /** No reader is installed where it was to be read. */
    NO_READER,
    /** Rows, of which nobody has said which column is the time. */
    NO_COLUMNS;

    static Optional<Unread> of(String word) {
        return Stream.of(values()).filter(known -> known.name().equals(word)).findFirst();
    }
}
