package comity.node.provider;

import comity.node.frame.Languages;
import comity.node.frame.Problem;
import comity.node.vault.VaultAway;
import comity.node.vault.VaultFull;
import java.io.UncheckedIOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What whoever uses the vault answers when it has no room, or its store is away. */
@RestControllerAdvice(basePackages = {"comity.node.provider", "comity.node.within"})
@Order(Ordered.HIGHEST_PRECEDENCE)
class VaultAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(VaultAnswers.class);

    @ExceptionHandler
    ResponseEntity<Problem> full(VaultFull full) {
        LOG.warn("the vault has no room: {}", full.getMessage());
        return problem(507, "upload.no-room");
    }

    @ExceptionHandler
    ResponseEntity<Problem> away(VaultAway away) {
        LOG.warn("{}", away.getMessage());
        return problem(503, "upload.store-away");
    }

    @ExceptionHandler
    ResponseEntity<Problem> unread(UncheckedIOException failed) {
        if (failed.getCause() instanceof VaultAway away) return away(away);
        if (failed.getCause() instanceof VaultFull full) return full(full);
        throw failed;
    }

    private static ResponseEntity<Problem> problem(int status, String code) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(Problem.of(status, code, Languages.current()));
    }
}
