package comity.node.notices;

import comity.node.frame.Languages;
import comity.node.frame.Refused;
import comity.node.identity.Person;
import comity.node.identity.Serves;
import comity.record.act.Digest;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What was signed with which passkey, for programs. */
@RestController
@RequestMapping(path = "/signed", produces = MediaType.APPLICATION_JSON_VALUE)
class SignedResource {
    private final Signatures signatures;
    private final Contesting contesting;
    private final Words words;

    SignedResource(Signatures signatures, Contesting contesting, Words words) {
        this.signatures = signatures;
        this.contesting = contesting;
        this.words = words;
    }

    record SignedList(List<SignedView> signed) {}

    /** Everything ever signed with the passkeys of whoever asks, the newest first. */
    @Serves
    @GetMapping
    SignedList mine(Person person) {
        signatures.follow();
        return new SignedList(SignedView.of(signatures.of(person.id())));
    }

    /**
     * Everything held at this node that was signed with one passkey, of whichever State: so that a
     * person can ask a partner's node instead of their own. It says which acts, and nothing of
     * them.
     */
    @Serves(Serves.Whom.ANYONE)
    @GetMapping("/credentials/{credential}")
    SignedList with(@PathVariable String credential) {
        signatures.follow();
        return new SignedList(SignedView.of(signatures.with(credential)));
    }

    /** Says that the person who asks did not take this act, which bears their signature. */
    @Serves
    @PostMapping("/{act}/contest")
    SignedView contest(@PathVariable String act, Person person) {
        if (!act.matches("[0-9a-f]{64}")) throw Refused.unknown();
        signatures.follow();
        var signature =
                signatures
                        .of(new Digest(act))
                        .filter(one -> one.person().equals(person.id()))
                        .orElseThrow(Refused::unknown);
        contesting.contest(signature, person, words.notice("not-mine", Languages.current()));
        return SignedView.of(signatures.of(signature.act()).orElseThrow());
    }
}
