package comity.node.notices;

import comity.node.frame.Refused;
import comity.node.identity.Composer;
import comity.node.identity.Officer;
import comity.node.identity.Person;
import comity.node.registry.Filing;
import comity.node.registry.Registry;
import comity.record.act.Json;
import comity.treaty.docket.Cooperation;
import comity.treaty.docket.Type;
import java.util.Map;
import java.util.Optional;

/**
 * Files what the one click says: an act of the person's authority, through the same door as every
 * act, with no passkey, for whoever contests may have lost it. It only ever restricts.
 */
class Contesting {
    private static final int MOST_TRIES = 5;

    private final Registry registry;
    private final Composer composer;
    private final Signatures signatures;

    Contesting(Registry registry, Composer composer, Signatures signatures) {
        this.registry = registry;
        this.composer = composer;
        this.signatures = signatures;
    }

    /**
     * Contests {@code signature} in the name of {@code person}. Doing it again changes nothing.
     *
     * @param reasons in the person's words, or the sentence beside the button
     */
    synchronized void contest(Signature signature, Person person, String reasons) {
        signatures.follow();
        if (signatures.of(signature.act()).filter(Signature::contested).isPresent()) return;
        var officer = new Officer(person, signature.authority(), signature.office());
        for (var tries = 1; ; tries++) {
            var filing = file(signature, officer, reasons);
            // Somebody else filed meanwhile. What the person says does not depend on it.
            if (filing instanceof Filing.Overtaken && tries < MOST_TRIES) continue;
            if (!(filing instanceof Filing.Filed)) throw Refused.because(filing);
            signatures.follow();
            return;
        }
    }

    private Filing file(Signature signature, Officer officer, String reasons) {
        var proposal =
                composer.compose(
                        signature.docket(),
                        Type.CONTEST_SIGNATURE.word(),
                        Map.of(
                                Cooperation.TERMS,
                                Json.object().with("signed", signature.act().hex()),
                                Cooperation.REASONS,
                                Json.object().with("reasons", reasons)),
                        officer);
        return registry.file(composer.sign(proposal, Optional.empty()));
    }
}
