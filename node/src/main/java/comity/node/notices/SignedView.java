package comity.node.notices;

import comity.node.frame.Languages;
import comity.record.act.CheckWords;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An act that bears a person's signature, as its person or anybody is told of it.
 *
 * @param checkWords six words for the digest, in the reader's language
 * @param credential of the passkey, in base64url
 * @param contested whether somebody said that the person did not take it
 */
public record SignedView(
        String act,
        UUID docket,
        String type,
        Instant at,
        String authority,
        List<String> checkWords,
        String credential,
        boolean contested) {

    static SignedView of(Signature signature) {
        return new SignedView(
                signature.act().hex(),
                signature.docket(),
                signature.type(),
                signature.at(),
                signature.authority(),
                CheckWords.of(signature.act()).in(Languages.current()),
                signature.credential(),
                signature.contested());
    }

    static List<SignedView> of(List<Signature> signatures) {
        return signatures.stream().map(SignedView::of).toList();
    }
}
