package comity.node.frame;

import comity.node.identity.Serves;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** What fails before or after every handler comes here, and gets the same kind of answer. */
@Controller
@Serves(Serves.Whom.ANYONE)
class ErrorAnswers implements ErrorController {

    @RequestMapping("${server.error.path:/error}")
    void error(HttpServletRequest request) {
        var status =
                request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
                        ? code
                        : 404;
        throw Refused.with(
                status,
                switch (status) {
                    case 401 -> "session.missing";
                    case 403 -> "request.forbidden";
                    case 404 -> "unknown";
                    case 405 -> "method.not-allowed";
                    case 413 -> "body.too-large";
                    default -> status < 500 ? "request.malformed" : "node.failed";
                });
    }
}
