package comity.treaty.docket;

import static comity.treaty.docket.Type.Side.EITHER;
import static comity.treaty.docket.Type.Side.REQUESTED;
import static comity.treaty.docket.Type.Side.REQUESTING;

import comity.treaty.terms.Office;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The types of act of a cooperation docket, and who may take each: the table that pages, rules and
 * keys are made from.
 */
public enum Type {
    APPLY(
            "apply",
            Act.Apply.class,
            REQUESTING,
            true,
            true,
            EnumSet.of(Office.INV, Office.PRO, Office.CAO, Office.DEF)),
    AUTHORISE("authorise", Act.Authorise.class, REQUESTING, true, false, EnumSet.of(Office.JUD)),
    DECLINE("decline", Act.Decline.class, EITHER, true, true, EnumSet.of(Office.JUD)),
    REQUEST("request", Act.Request.class, REQUESTING, true, false, EnumSet.of(Office.CAO)),
    ACKNOWLEDGE(
            "acknowledge", Act.Acknowledge.class, REQUESTED, false, false, EnumSet.of(Office.CAO)),
    ASK_INFORMATION(
            "ask-information",
            Act.AskInformation.class,
            REQUESTED,
            false,
            false,
            EnumSet.of(Office.CAO)),
    SUPPLY_INFORMATION(
            "supply-information",
            Act.SupplyInformation.class,
            REQUESTING,
            false,
            false,
            EnumSet.of(Office.CAO)),
    FIND("find", Act.Find.class, REQUESTED, true, true, EnumSet.of(Office.CAO)),
    ASSESS("assess", Act.Assess.class, REQUESTED, true, true, EnumSet.of(Office.CAO)),
    CONTEST("contest", Act.Contest.class, REQUESTED, true, true, EnumSet.of(Office.CAO)),
    REFUSE("refuse", Act.Refuse.class, REQUESTED, true, false, EnumSet.of(Office.CAO)),
    POSTPONE("postpone", Act.Postpone.class, REQUESTED, false, false, EnumSet.of(Office.CAO)),
    CONSULT("consult", Act.Consult.class, EITHER, false, false, EnumSet.of(Office.CAO)),
    PRESERVE(
            "preserve",
            Act.Preserve.class,
            REQUESTED,
            false,
            false,
            EnumSet.of(Office.CAO, Office.DUT)),
    ASK_EXTENSION(
            "ask-extension",
            Act.AskExtension.class,
            REQUESTING,
            false,
            false,
            EnumSet.of(Office.CAO, Office.DUT)),
    RELEASE("release", Act.Release.class, REQUESTED, false, false, EnumSet.of(Office.CAO)),
    INFORM("inform", Act.Inform.class, REQUESTING, true, false, EnumSet.of(Office.CAO)),
    AUTHORISE_EXECUTION(
            "authorise-execution",
            Act.AuthoriseExecution.class,
            REQUESTED,
            true,
            true,
            EnumSet.of(Office.JUD)),
    CALL_BACK(
            "call-back",
            Act.CallBack.class,
            REQUESTED,
            true,
            false,
            EnumSet.of(Office.DUT, Office.CAO)),
    ORDER("order", Act.Order.class, REQUESTED, false, true, EnumSet.of(Office.CAO, Office.DUT)),
    OBJECT("object", Act.ObjectTo.class, REQUESTED, false, true, EnumSet.of(Office.PRV)),
    PRODUCE("produce", Act.Produce.class, REQUESTED, false, true, EnumSet.of(Office.PRV)),
    TRANSMIT(
            "transmit",
            Act.Transmit.class,
            REQUESTED,
            false,
            false,
            EnumSet.of(Office.CAO, Office.DUT)),
    CONFIRM_RECEIPT(
            "confirm-receipt",
            Act.ConfirmReceipt.class,
            REQUESTING,
            false,
            false,
            EnumSet.of(Office.CAO, Office.CUS)),
    ASK_CONSENT(
            "ask-consent", Act.AskConsent.class, REQUESTING, false, false, EnumSet.of(Office.CAO)),
    CONSENT("consent", Act.Consent.class, REQUESTED, true, false, EnumSet.of(Office.CAO)),
    TRANSFER_ONWARD(
            "transfer-onward",
            Act.TransferOnward.class,
            REQUESTING,
            true,
            false,
            EnumSet.of(Office.CAO)),
    REPORT_USE(
            "report-use",
            Act.ReportUse.class,
            REQUESTING,
            false,
            false,
            EnumSet.of(Office.CAO, Office.CUS)),
    USE(
            "use",
            Act.Use.class,
            REQUESTING,
            false,
            true,
            EnumSet.of(Office.INV, Office.PRO, Office.CAO, Office.JUD, Office.CUS)),
    NOTIFY_EXCULPATORY(
            "notify-exculpatory",
            Act.NotifyExculpatory.class,
            REQUESTING,
            false,
            false,
            EnumSet.of(Office.PRO, Office.CAO)),
    DISCLOSE_EXCULPATORY(
            "disclose-exculpatory",
            Act.DiscloseExculpatory.class,
            REQUESTING,
            false,
            false,
            EnumSet.of(Office.PRO, Office.CAO, Office.JUD)),
    PROPOSE_DISPOSAL(
            "propose-disposal",
            Act.ProposeDisposal.class,
            REQUESTING,
            false,
            true,
            EnumSet.of(Office.CAO, Office.CUS)),
    DISPOSE(
            "dispose",
            Act.Dispose.class,
            REQUESTING,
            false,
            false,
            EnumSet.of(Office.CAO, Office.CUS)),
    CONFIRM_RETURN(
            "confirm-return",
            Act.ConfirmReturn.class,
            REQUESTED,
            false,
            false,
            EnumSet.of(Office.CAO, Office.CUS)),
    CERTIFY_DISPOSAL(
            "certify-disposal",
            Act.CertifyDisposal.class,
            REQUESTING,
            false,
            false,
            EnumSet.of(Office.CAO, Office.CUS)),
    RECEIVE_CERTIFICATE(
            "receive-certificate",
            Act.ReceiveCertificate.class,
            REQUESTED,
            false,
            false,
            EnumSet.of(Office.CAO, Office.CUS)),
    CERTIFY_DESTRUCTION(
            "certify-destruction",
            Act.CertifyDestruction.class,
            REQUESTED,
            false,
            true,
            EnumSet.of(Office.CAO, Office.CUS)),
    WITHDRAW("withdraw", Act.Withdraw.class, REQUESTING, false, false, EnumSet.of(Office.CAO)),
    CONTEST_SIGNATURE(
            "contest-signature",
            Act.ContestSignature.class,
            EITHER,
            false,
            false,
            EnumSet.of(Office.CAO, Office.JUD)),
    RESOLVE_CONTEST(
            "resolve-contest",
            Act.ResolveContest.class,
            EITHER,
            true,
            false,
            EnumSet.of(Office.CAO, Office.JUD)),
    REMEDY("remedy", Act.Remedy.class, EITHER, true, false, EnumSet.of(Office.JUD)),
    LIFT_SUSPENSION(
            "lift-suspension",
            Act.LiftSuspension.class,
            EITHER,
            true,
            false,
            EnumSet.of(Office.JUD)),
    REMEDIED(
            "remedied",
            Act.Remedied.class,
            EITHER,
            false,
            false,
            EnumSet.of(Office.CAO, Office.CUS)),
    CLOSE("close", Act.Close.class, EITHER, false, false, EnumSet.of(Office.CAO)),
    HOLD("hold", Act.Hold.class, EITHER, true, false, EnumSet.of(Office.JUD)),
    LIFT_HOLD("lift-hold", Act.LiftHold.class, EITHER, true, false, EnumSet.of(Office.JUD)),
    PROPOSE_ERASURE(
            "propose-erasure",
            Act.ProposeErasure.class,
            EITHER,
            false,
            true,
            EnumSet.of(Office.CAO, Office.CUS)),
    ERASE("erase", Act.Erase.class, EITHER, false, false, EnumSet.of(Office.CAO, Office.CUS)),
    CERTIFY_DELETION(
            "certify-deletion",
            Act.CertifyDeletion.class,
            EITHER,
            false,
            false,
            EnumSet.of(Office.CAO, Office.CUS)),
    DISCLOSE(
            "disclose",
            Act.Disclose.class,
            EITHER,
            false,
            true,
            EnumSet.of(Office.CAO, Office.PRO, Office.JUD)),
    COMPARE(
            "compare",
            Act.Compare.class,
            REQUESTED,
            false,
            true,
            EnumSet.of(Office.CAO, Office.CUS)),
    DECLARE(
            "declare",
            Act.Declare.class,
            REQUESTED,
            true,
            true,
            EnumSet.of(Office.CUS, Office.PRV)),
    DECIDE_SET_ASIDE(
            "decide-set-aside",
            Act.DecideSetAside.class,
            REQUESTED,
            true,
            true,
            EnumSet.of(Office.JUD)),
    DESTROY(
            "destroy",
            Act.Destroy.class,
            REQUESTED,
            false,
            true,
            EnumSet.of(Office.CAO, Office.CUS)),
    MARK(
            "mark",
            Act.Mark.class,
            EITHER,
            false,
            false,
            EnumSet.of(
                    Office.INV,
                    Office.PRO,
                    Office.CAO,
                    Office.JUD,
                    Office.DUT,
                    Office.CUS,
                    Office.PRV,
                    Office.DEF)),
    REVIEW_MARK("review-mark", Act.ReviewMark.class, EITHER, true, false, EnumSet.of(Office.FIL)),
    RULE_ON_MARK("rule-on-mark", Act.RuleOnMark.class, EITHER, true, false, EnumSet.of(Office.JUD)),
    HAND_OVER("hand-over", Act.HandOver.class, EITHER, true, true, holders()),
    RECEIVE("receive", Act.Receive.class, EITHER, true, true, holders()),
    HANDLE(
            "handle",
            Act.Handle.class,
            EITHER,
            false,
            true,
            EnumSet.of(
                    Office.CAO,
                    Office.CUS,
                    Office.INV,
                    Office.PRO,
                    Office.JUD,
                    Office.FIL,
                    Office.DEF)),
    DERIVE("derive", Act.Derive.class, EITHER, false, true, holders()),
    IMPORT(
            "import-evidence",
            Act.Import.class,
            EITHER,
            false,
            true,
            EnumSet.of(Office.CAO, Office.CUS)),
    CERTIFY_HANDLER(
            "certify-handler",
            Act.CertifyHandler.class,
            EITHER,
            true,
            true,
            EnumSet.of(Office.TRN)),
    PROPOSE_OPENING(
            "propose-opening",
            Act.ProposeOpening.class,
            EITHER,
            true,
            true,
            EnumSet.of(Office.OVS)),
    ANSWER_OPENING(
            "answer-opening", Act.AnswerOpening.class, EITHER, true, true, EnumSet.of(Office.OVS)),
    TRANSLATE("translate", Act.Translate.class, EITHER, false, false, EnumSet.of(Office.TRA)),
    DELAY_NOTICE(
            "delay-notice", Act.DelayNotice.class, EITHER, true, false, EnumSet.of(Office.JUD)),
    LIFT_SECRECY(
            "lift-secrecy",
            Act.LiftSecrecy.class,
            EITHER,
            true,
            false,
            EnumSet.of(Office.JUD, Office.CAO)),
    NOTIFY("notify", Act.Notify.class, EITHER, false, true, EnumSet.of(Office.CAO, Office.PRO)),
    REPORT_NOT_FOUND(
            "report-not-found",
            Act.ReportNotFound.class,
            EITHER,
            false,
            true,
            EnumSet.of(Office.CAO, Office.PRO)),
    ADMIT("admit", Act.Admit.class, EITHER, true, true, EnumSet.of(Office.JUD)),
    EXTEND_ADMISSION(
            "extend-admission",
            Act.ExtendAdmission.class,
            EITHER,
            true,
            true,
            EnumSet.of(Office.JUD)),
    END_ADMISSION(
            "end-admission",
            Act.EndAdmission.class,
            EITHER,
            true,
            true,
            EnumSet.of(Office.JUD, Office.DEF)),
    COUNT_OUTAGE(
            "count-outage", Act.CountOutage.class, EITHER, false, true, EnumSet.of(Office.CAO)),
    REPORT_ERROR(
            "report-error",
            Act.ReportError.class,
            EITHER,
            false,
            false,
            EnumSet.of(
                    Office.INV,
                    Office.PRO,
                    Office.CAO,
                    Office.JUD,
                    Office.DUT,
                    Office.CUS,
                    Office.PRV)),
    CLASSIFY_ERROR(
            "classify-error", Act.ClassifyError.class, EITHER, true, false, EnumSet.of(Office.OVS)),
    SEAL_DOCKET("seal-docket", Act.SealDocket.class, EITHER, true, true, EnumSet.of(Office.JUD)),
    UNSEAL_DOCKET(
            "unseal-docket", Act.UnsealDocket.class, EITHER, true, true, EnumSet.of(Office.JUD)),
    BREAK_GLASS("break-glass", Act.BreakGlass.class, EITHER, true, true, operational()),
    CONFIRM_BREAK_GLASS(
            "confirm-break-glass", Act.ConfirmBreakGlass.class, EITHER, true, true, operational());

    /** Whose act it is. */
    public enum Side {
        REQUESTING,
        REQUESTED,
        EITHER
    }

    private final String word;
    private final Class<? extends Act> act;
    private final Side side;
    private final boolean personal;
    private final boolean internal;
    private final Set<Office> offices;

    Type(
            String word,
            Class<? extends Act> act,
            Side side,
            boolean personal,
            boolean internal,
            Set<Office> offices) {
        this.word = word;
        this.act = act;
        this.side = side;
        this.personal = personal;
        this.internal = internal;
        this.offices = offices;
    }

    /** Who conducts proceedings, reviews, decides, or is on duty. */
    private static Set<Office> operational() {
        return EnumSet.of(Office.INV, Office.PRO, Office.CAO, Office.JUD, Office.DUT);
    }

    /** Who may hold evidence. */
    private static Set<Office> holders() {
        return EnumSet.of(Office.CAO, Office.CUS, Office.INV, Office.PRO);
    }

    /** The word in the header. */
    public String word() {
        return word;
    }

    public Side side() {
        return side;
    }

    Class<? extends Act> act() {
        return act;
    }

    /** Whether only a person may take it, with a passkey (docs/decisions/0009). */
    public boolean personal() {
        return personal;
    }

    /** Whether the proceeding is over with it; only what ends or tidies up may follow. */
    public boolean isEnd() {
        return this == WITHDRAW || this == REFUSE || this == CLOSE;
    }

    /** Whether it stays in its State until a transmission discloses it. */
    public boolean internal() {
        return internal;
    }

    public Set<Office> offices() {
        return Set.copyOf(offices);
    }

    public static Optional<Type> of(String word) {
        return Stream.of(values()).filter(type -> type.word.equals(word)).findFirst();
    }

    /** The type whose acts are of this class. */
    public static Optional<Type> of(Class<? extends Act> act) {
        return Stream.of(values()).filter(type -> type.act.equals(act)).findFirst();
    }

    /** The type of an act; empty for what is unrecognised. */
    public static Optional<Type> of(Act act) {
        return act instanceof Act.Withheld(var word)
                ? of(word)
                : Stream.of(values()).filter(type -> type.act.isInstance(act)).findFirst();
    }
}
