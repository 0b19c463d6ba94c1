package comity.treaty.rules;

import comity.record.act.Assertion;
import comity.record.act.Author;
import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.treaty.docket.Act;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Entry;
import comity.treaty.terms.Truth;
import java.util.Arrays;
import java.util.Optional;

/**
 * What it takes that a second person answers what a first one filed: who they are, and with what.
 */
final class TwoPersons {
    private TwoPersons() {}

    /** Two persons of one State. */
    static boolean isAnother(Author first, Author second) {
        return first.state().equals(second.state()) && !first.officer().equals(second.officer());
    }

    /** Unknown where the act that a second person names is not here to be read; otherwise not. */
    static Truth isUnheld(Docket docket, Optional<Digest> named) {
        return named.filter(act -> docket.unknown().contains(act) || isWithheld(docket, act))
                        .isPresent()
                ? Truth.UNKNOWN
                : Truth.FALSE;
    }

    private static boolean isWithheld(Docket docket, Digest act) {
        return docket.entry(act).map(Entry::act).filter(Act.Withheld.class::isInstance).isPresent();
    }

    /**
     * Two pseudonyms may be one human who was enrolled twice; one passkey is one device in one
     * hand.
     */
    static boolean isWithAnotherPasskey(Docket docket, Optional<Digest> first, Envelope second) {
        var one = first.flatMap(docket::act).flatMap(Envelope::personal).map(Assertion::credential);
        var other = second.personal().map(Assertion::credential);
        return one.isEmpty() || other.isEmpty() || !Arrays.equals(one.get(), other.get());
    }
}
