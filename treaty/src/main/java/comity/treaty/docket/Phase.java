package comity.treaty.docket;

import java.util.Optional;

/** How far a proceeding has come, for worklists. No rule asks for it. */
public enum Phase {
    NEW,
    APPLIED,
    DECLINED,
    AUTHORISED,
    REQUESTED,
    ACKNOWLEDGED,
    PRESERVED,
    RELEASED,
    INFORMED,
    POSTPONED,
    EXECUTION_AUTHORISED,
    ORDERED,
    PRODUCED,
    TRANSMITTED,
    RECEIVED,
    REFUSED,
    WITHDRAWN,
    CLOSED;

    /** The phase that an act of {@code type} begins; empty if it begins none. */
    static Optional<Phase> after(Type type) {
        return switch (type) {
            case APPLY -> Optional.of(APPLIED);
            case DECLINE -> Optional.of(DECLINED);
            case AUTHORISE -> Optional.of(AUTHORISED);
            case REQUEST -> Optional.of(REQUESTED);
            case ACKNOWLEDGE -> Optional.of(ACKNOWLEDGED);
            case POSTPONE -> Optional.of(POSTPONED);
            case PRESERVE -> Optional.of(PRESERVED);
            case RELEASE -> Optional.of(RELEASED);
            case INFORM -> Optional.of(INFORMED);
            case AUTHORISE_EXECUTION -> Optional.of(EXECUTION_AUTHORISED);
            case ORDER -> Optional.of(ORDERED);
            case PRODUCE -> Optional.of(PRODUCED);
            case TRANSMIT -> Optional.of(TRANSMITTED);
            case CONFIRM_RECEIPT -> Optional.of(RECEIVED);
            case REFUSE -> Optional.of(REFUSED);
            case WITHDRAW -> Optional.of(WITHDRAWN);
            case CLOSE -> Optional.of(Phase.CLOSED);
            case ASK_INFORMATION,
                    SUPPLY_INFORMATION,
                    FIND,
                    ASSESS,
                    CONTEST,
                    CONSULT,
                    ASK_EXTENSION,
                    ASK_CONSENT,
                    CONSENT,
                    TRANSFER_ONWARD,
                    REPORT_USE,
                    USE,
                    NOTIFY_EXCULPATORY,
                    DISCLOSE_EXCULPATORY,
                    PROPOSE_DISPOSAL,
                    DISPOSE,
                    CONFIRM_RETURN,
                    CERTIFY_DISPOSAL,
                    RECEIVE_CERTIFICATE,
                    CERTIFY_DESTRUCTION,
                    OBJECT,
                    CONTEST_SIGNATURE,
                    RESOLVE_CONTEST,
                    REMEDY,
                    LIFT_SUSPENSION,
                    REMEDIED,
                    HOLD,
                    LIFT_HOLD,
                    PROPOSE_ERASURE,
                    ERASE,
                    CERTIFY_DELETION,
                    DISCLOSE,
                    COMPARE,
                    DECLARE,
                    DECIDE_SET_ASIDE,
                    DESTROY,
                    MARK,
                    REVIEW_MARK,
                    RULE_ON_MARK,
                    HAND_OVER,
                    RECEIVE,
                    HANDLE,
                    DERIVE,
                    IMPORT,
                    CERTIFY_HANDLER,
                    PROPOSE_OPENING,
                    ANSWER_OPENING,
                    TRANSLATE,
                    DELAY_NOTICE,
                    LIFT_SECRECY,
                    NOTIFY,
                    REPORT_NOT_FOUND,
                    ADMIT,
                    EXTEND_ADMISSION,
                    END_ADMISSION,
                    COUNT_OUTAGE,
                    CALL_BACK,
                    REPORT_ERROR,
                    BREAK_GLASS,
                    CONFIRM_BREAK_GLASS,
                    SEAL_DOCKET,
                    UNSEAL_DOCKET,
                    CLASSIFY_ERROR ->
                    Optional.empty();
        };
    }
}
