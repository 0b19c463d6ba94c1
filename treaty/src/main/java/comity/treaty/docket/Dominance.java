package comity.treaty.docket;

import comity.record.act.Digest;
import comity.record.act.Fold;
import comity.treaty.terms.Truth;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which acts restrict, and what they take away from concurrent acts. A withdrawal, a refusal, a
 * closing and a postponement stop what would execute the request; a concern about a safeguard stops
 * what would execute it in spite of it; so does an assessment that sees harm to a person, and the
 * contest of an assessment or of a signature, and a call back in which nobody knew of the request;
 * an objection stops the production that it objects to; a judge's hold stops an erasure, a return
 * and a destruction; a mark stops the transmission of what is marked, and a reported error that of
 * what it puts in quarantine; of two answers to one request for consent, a refusal stops the other.
 */
final class Dominance {
    private Dominance() {}

    static boolean overrides(Act restriction, Act permission) {
        return switch (restriction) {
            case Act.Withdraw _, Act.Refuse _, Act.Close _, Act.Postpone _ -> executes(permission);
            case Act.Find find ->
                    find.outcome().filter(Act.Outcome.CONCERN::equals).isPresent()
                            && executes(permission);
            case Act.Assess assessment -> assessment.seesHarm() && executes(permission);
            case Act.CallBack called -> isDenied(called) && executes(permission);
            case Act.Contest _, Act.ContestSignature _ -> executes(permission);
            case Act.ObjectTo objection ->
                    permission instanceof Act.Produce produce
                            && produce.order().equals(objection.order());
            case Act.Hold _ ->
                    permission instanceof Act.Erase
                            || permission instanceof Act.Destroy
                            || permission instanceof Act.Dispose;
            // 40(19): of two answers that did not know of each other the stricter one holds.
            case Act.Consent refused ->
                    !isGranted(refused)
                            && permission instanceof Act.Consent granted
                            && isGranted(granted)
                            && granted.consentSought().equals(refused.consentSought());
            case Act.Mark mark ->
                    permission instanceof Act.Transmit sent
                            && names(sent, mark.exhibit().stream().collect(Collectors.toSet()));
            case Act.ReportError report ->
                    permission instanceof Act.Transmit sent && names(sent, report.exhibits());
            case Act.Apply _,
                    Act.Authorise _,
                    Act.Decline _,
                    Act.Request _,
                    Act.Acknowledge _,
                    Act.AskInformation _,
                    Act.SupplyInformation _,
                    Act.Consult _,
                    Act.Preserve _,
                    Act.AskExtension _,
                    Act.Release _,
                    Act.Inform _,
                    Act.AskConsent _,
                    Act.TransferOnward _,
                    Act.ReportUse _,
                    Act.Use _,
                    Act.NotifyExculpatory _,
                    Act.DiscloseExculpatory _,
                    Act.ProposeDisposal _,
                    Act.Dispose _,
                    Act.ConfirmReturn _,
                    Act.CertifyDisposal _,
                    Act.ReceiveCertificate _,
                    Act.CertifyDestruction _,
                    Act.AuthoriseExecution _,
                    Act.Order _,
                    Act.Produce _,
                    Act.Transmit _,
                    Act.ConfirmReceipt _,
                    Act.ResolveContest _,
                    // What a remedy strikes falls with what rests on it, concurrent or not.
                    Act.Remedy _,
                    Act.LiftSuspension _,
                    Act.Remedied _,
                    Act.LiftHold _,
                    Act.ProposeErasure _,
                    Act.Erase _,
                    Act.CertifyDeletion _,
                    Act.Disclose _,
                    Act.Compare _,
                    Act.Declare _,
                    Act.DecideSetAside _,
                    Act.Destroy _,
                    Act.ReviewMark _,
                    Act.RuleOnMark _,
                    Act.HandOver _,
                    Act.Receive _,
                    Act.Handle _,
                    Act.Derive _,
                    Act.Import _,
                    Act.CertifyHandler _,
                    Act.ProposeOpening _,
                    Act.AnswerOpening _,
                    Act.Translate _,
                    Act.DelayNotice _,
                    Act.LiftSecrecy _,
                    Act.Notify _,
                    Act.ReportNotFound _,
                    Act.Admit _,
                    Act.EndAdmission _,
                    Act.ExtendAdmission _,
                    Act.CountOutage _,
                    Act.ClassifyError _,
                    Act.BreakGlass _,
                    Act.ConfirmBreakGlass _,
                    Act.SealDocket _,
                    Act.UnsealDocket _,
                    Act.Withheld _,
                    Act.Unrecognised _ ->
                    false;
        };
    }

    /** The same as one rule over a docket, which asks first whether an act restricts at all. */
    static final Fold.Dominance<Act> RESTRICTIONS =
            new Fold.Dominance<>() {
                @Override
                public boolean overrides(Act restriction, Act permission) {
                    return Dominance.overrides(restriction, permission);
                }

                @Override
                public boolean restricts(Act act) {
                    return Dominance.restricts(act);
                }
            };

    /** Whether {@link #overrides} knows this act as a restriction of any other. */
    static boolean restricts(Act act) {
        return switch (act) {
            case Act.Withdraw _,
                    Act.Refuse _,
                    Act.Close _,
                    Act.Postpone _,
                    Act.Contest _,
                    Act.ContestSignature _,
                    Act.ObjectTo _,
                    Act.Hold _,
                    Act.Mark _,
                    Act.ReportError _ ->
                    true;
            case Act.Find find -> find.outcome().filter(Act.Outcome.CONCERN::equals).isPresent();
            case Act.Assess assessment -> assessment.seesHarm();
            case Act.CallBack called -> isDenied(called);
            case Act.Consent consent -> !isGranted(consent);
            case Act.Apply _,
                    Act.Authorise _,
                    Act.Decline _,
                    Act.Request _,
                    Act.Acknowledge _,
                    Act.AskInformation _,
                    Act.SupplyInformation _,
                    Act.Consult _,
                    Act.Preserve _,
                    Act.AskExtension _,
                    Act.Release _,
                    Act.Inform _,
                    Act.AskConsent _,
                    Act.TransferOnward _,
                    Act.ReportUse _,
                    Act.Use _,
                    Act.NotifyExculpatory _,
                    Act.DiscloseExculpatory _,
                    Act.ProposeDisposal _,
                    Act.Dispose _,
                    Act.ConfirmReturn _,
                    Act.CertifyDisposal _,
                    Act.ReceiveCertificate _,
                    Act.CertifyDestruction _,
                    Act.AuthoriseExecution _,
                    Act.Order _,
                    Act.Produce _,
                    Act.Transmit _,
                    Act.ConfirmReceipt _,
                    Act.ResolveContest _,
                    Act.Remedy _,
                    Act.LiftSuspension _,
                    Act.Remedied _,
                    Act.LiftHold _,
                    Act.ProposeErasure _,
                    Act.Erase _,
                    Act.CertifyDeletion _,
                    Act.Disclose _,
                    Act.Compare _,
                    Act.Declare _,
                    Act.DecideSetAside _,
                    Act.Destroy _,
                    Act.ReviewMark _,
                    Act.RuleOnMark _,
                    Act.HandOver _,
                    Act.Receive _,
                    Act.Handle _,
                    Act.Derive _,
                    Act.Import _,
                    Act.CertifyHandler _,
                    Act.ProposeOpening _,
                    Act.AnswerOpening _,
                    Act.Translate _,
                    Act.DelayNotice _,
                    Act.LiftSecrecy _,
                    Act.Notify _,
                    Act.ReportNotFound _,
                    Act.Admit _,
                    Act.EndAdmission _,
                    Act.ExtendAdmission _,
                    Act.CountOutage _,
                    Act.ClassifyError _,
                    Act.BreakGlass _,
                    Act.ConfirmBreakGlass _,
                    Act.SealDocket _,
                    Act.UnsealDocket _,
                    Act.Withheld _,
                    Act.Unrecognised _ ->
                    false;
        };
    }

    /** What is marked or in quarantine, or was made of it. */
    private static boolean names(Act.Transmit sent, Set<Digest> frozen) {
        return sent.exhibits().stream()
                .flatMap(List::stream)
                .anyMatch(
                        exhibit ->
                                frozen.contains(exhibit.sha256())
                                        || exhibit.derivation()
                                                .map(Act.Derivation::from)
                                                .filter(frozen::contains)
                                                .isPresent());
    }

    /** The State that is said to ask knew nothing of it. */
    private static boolean isDenied(Act.CallBack called) {
        return called.result().filter(Act.CallResult.DENIED::equals).isPresent();
    }

    private static boolean isGranted(Act.Consent consent) {
        return consent.granted().filter(Truth.TRUE::equals).isPresent();
    }

    private static boolean executes(Act act) {
        return act instanceof Act.AuthoriseExecution
                || act instanceof Act.Order
                || act instanceof Act.Produce
                || act instanceof Act.Transmit;
    }
}
