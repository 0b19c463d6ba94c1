package comity.reader;

import comity.evidence.reading.Unread;
import java.io.IOException;
import java.nio.file.FileSystemException;
import org.apache.tika.exception.EncryptedDocumentException;

/** What the exception of a parser says about the item that it read. */
final class Failures {
    private Failures() {}

    static Unread why(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof EncryptedDocumentException) return Unread.ENCRYPTED;
            if (cause instanceof Allowance.Exceeded exceeded) return exceeded.why();
            if (cause instanceof FileSystemException) return Unread.TOO_LARGE;
        }
        var said = failure.getMessage();
        // Tika's own guard against bombs says it in words alone.
        if (said != null && (said.contains("Zip bomb") || said.contains("zip bomb")))
            return Unread.TOO_LARGE;
        return failure instanceof IOException && said != null && said.contains("encrypted")
                ? Unread.ENCRYPTED
                : Unread.DAMAGED;
    }
}
