package comity.node.notices;

import comity.node.frame.Languages;
import comity.node.frame.Pages;
import comity.node.frame.Refused;
import comity.node.identity.Losses;
import comity.node.identity.People;
import comity.node.identity.Person;
import comity.node.identity.Serves;
import comity.node.registry.Filing;
import comity.record.act.Digest;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** What I signed, and "I did not": for people, signed in or with the link of a letter. */
@Controller
class SignedPages {
    private static final String FORM = MediaType.APPLICATION_FORM_URLENCODED_VALUE;

    private final Pages pages;
    private final Signatures signatures;
    private final PasskeyNotices passkeys;
    private final Losses losses;
    private final Contesting contesting;
    private final People people;
    private final Words words;

    SignedPages(
            Pages pages,
            Signatures signatures,
            PasskeyNotices passkeys,
            Losses losses,
            Contesting contesting,
            People people,
            Words words) {
        this.pages = pages;
        this.signatures = signatures;
        this.passkeys = passkeys;
        this.losses = losses;
        this.contesting = contesting;
        this.people = people;
        this.words = words;
    }

    @Serves
    @GetMapping(path = "/signed", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView signed(Person person) {
        signatures.follow();
        return pages.of(
                "signed",
                Map.of("signed", SignedView.of(signatures.of(person.id())), "mine", true));
    }

    @Serves(Serves.Whom.ANYONE)
    @GetMapping(path = "/signed/credentials/{credential}", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView with(@PathVariable String credential) {
        signatures.follow();
        return pages.of(
                "signed",
                Map.of("signed", SignedView.of(signatures.with(credential)), "mine", false));
    }

    /** Asks once more before anything is done. */
    @Serves
    @GetMapping(path = "/signed/{act}/contest", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView ask(@PathVariable String act, Person person) {
        return question(mine(act, person), "/signed/" + act + "/contest");
    }

    @Serves
    @PostMapping(path = "/signed/{act}/contest", consumes = FORM)
    ModelAndView contest(@PathVariable String act, Person person) {
        contesting.contest(mine(act, person), person, said());
        return Pages.seeOther("/signed");
    }

    private Signature mine(String act, Person person) {
        if (!act.matches("[0-9a-f]{64}")) throw Refused.unknown();
        signatures.follow();
        return signatures
                .of(new Digest(act))
                .filter(signature -> signature.person().equals(person.id()))
                .orElseThrow(Refused::unknown);
    }

    /**
     * The link of a letter. It shows and asks: what follows links on its own changes nothing here.
     */
    @Serves(Serves.Whom.ANYONE)
    @GetMapping(path = "/notices/{token}", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView notice(@PathVariable String token) {
        return question(
                signatures.byToken(token).orElseThrow(Refused::unknown), "/notices/" + token);
    }

    @Serves(Serves.Whom.ANYONE)
    @PostMapping(path = "/notices/{token}", consumes = FORM)
    ModelAndView contest(@PathVariable String token) {
        var signature = signatures.byToken(token).orElseThrow(Refused::unknown);
        var person = people.person(signature.person()).orElseThrow(Refused::unknown);
        if (signatures.spend(token)) {
            try {
                contesting.contest(signature, person, said());
            } catch (RuntimeException e) {
                signatures.restore(token);
                throw e;
            }
        }
        return Pages.seeOther("/notices/" + token);
    }

    /** Calls off a replacement that its person never asked for. */
    @Serves(Serves.Whom.ANYONE)
    @GetMapping(path = "/notices/passkeys/{token}", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView passkey(@PathVariable String token) {
        var notice = passkeys.byToken(token).orElseThrow(Refused::unknown);
        return pages.of(
                "passkeyNotice",
                Map.of(
                        "off",
                        losses.isOff(notice.credential()),
                        "action",
                        "/notices/passkeys/" + token));
    }

    @Serves(Serves.Whom.ANYONE)
    @PostMapping(path = "/notices/passkeys/{token}", consumes = FORM)
    ModelAndView cancel(@PathVariable String token) {
        var notice = passkeys.byToken(token).orElseThrow(Refused::unknown);
        if (passkeys.spend(token) && !losses.isOff(notice.credential())) {
            var filing =
                    losses.cancel(
                            notice.credential(), words.notice("not-asked", Languages.current()));
            if (!(filing instanceof Filing.Filed)) throw Refused.because(filing);
        }
        return Pages.seeOther("/notices/passkeys/" + token);
    }

    private String said() {
        return words.notice("not-mine", Languages.current());
    }

    private ModelAndView question(Signature signature, String action) {
        return pages.of("contest", Map.of("one", SignedView.of(signature), "action", action));
    }
}
