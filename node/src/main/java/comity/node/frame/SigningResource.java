package comity.node.frame;

import comity.node.identity.Serves;
import comity.node.identity.SigningPage;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.ModelAndView;

/** Which signing page this node serves, and whether that is the one that its State published. */
@RestController
class SigningResource {
    private final SigningPage page;

    SigningResource(SigningPage page) {
        this.page = page;
    }

    /**
     * @param path where the page is served
     * @param sha256 of the page that this release carries
     * @param published of the page that this State published last; empty if it published none
     */
    record SigningView(String path, String sha256, String published) {
        static SigningView of(SigningPage page) {
            return new SigningView(
                    SigningPage.PATH,
                    page.sha256().hex(),
                    page.published().map(comity.record.act.Digest::hex).orElse(""));
        }

        public boolean same() {
            return sha256.equals(published);
        }
    }

    @Serves(Serves.Whom.ANYONE)
    @GetMapping(path = "/signing", produces = MediaType.APPLICATION_JSON_VALUE)
    SigningView published() {
        return SigningView.of(page);
    }

    /** The same, for people. */
    @Controller
    static class ForPeople {
        private final Pages pages;
        private final SigningPage page;

        ForPeople(Pages pages, SigningPage page) {
            this.pages = pages;
            this.page = page;
        }

        @Serves(Serves.Whom.ANYONE)
        @GetMapping(path = "/signing", produces = MediaType.TEXT_HTML_VALUE)
        ModelAndView about() {
            var view = SigningView.of(page);
            return pages.of(
                    "signing",
                    Map.of("sha256", view.sha256(), "published", view.same(), "path", view.path()));
        }
    }
}
