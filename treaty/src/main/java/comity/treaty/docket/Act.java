package comity.treaty.docket;

import comity.record.act.Digest;
import comity.treaty.terms.Conduct;
import comity.treaty.terms.Ground;
import comity.treaty.terms.Measure;
import comity.treaty.terms.Offence;
import comity.treaty.terms.Office;
import comity.treaty.terms.Scope;
import comity.treaty.terms.Truth;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One legal step on a cooperation docket, in the Convention's own words. A new kind of act is added
 * here first; the compiler then names every place that has to decide about it.
 *
 * <p>An empty {@link Optional} is something that was not said, or whose section is withheld; the
 * rules tell the two apart by asking the docket.
 */
public sealed interface Act {

    /** An exhibit as an act names it. */
    record Exhibit(
            Digest sha256,
            long size,
            String name,
            String mediaType,
            Optional<Derivation> derivation) {}

    /**
     * From which exhibit, with which tool, another was made; and what was left out (within and set
     * aside, in messages).
     */
    record Derivation(Digest from, String tool, long within, long setAside) {}

    /**
     * Article 24(2): asks a judge of the requesting State to permit that another State is asked.
     *
     * @param said its whole form: why each part is needed, and what is new since a refusal
     */
    record Apply(
            String requestedState,
            Optional<Measure> measure,
            Offence offence,
            Scope scope,
            Optional<String> summary,
            Said said)
            implements Act {}

    /**
     * Article 24(2): a judge or other independent authority of the requesting State permits that
     * this is asked for.
     *
     * @param application what the judge was asked, where that stands on the docket
     * @param narrowing why less is permitted than was asked; empty text where it is not said, empty
     *     where it is withheld
     */
    record Authorise(
            String requestedState,
            Optional<Digest> application,
            Scope scope,
            Optional<LocalDate> until,
            Optional<String> proportionality,
            Optional<String> narrowing)
            implements Act {}

    /**
     * Article 24(2): a judge does not permit what was asked of them.
     *
     * @param declined the application of the judge's own authorities, or the other State's request
     * @param tests which tests of the law were not met
     * @param cure what would meet them, as far as the judge says so
     */
    record Decline(
            Optional<Digest> declined,
            Set<LegalTest> tests,
            Optional<String> reasons,
            Optional<String> cure)
            implements Act {}

    /** What a judge holds a measure against: Articles 6(2), 23, 24, 40(15), 40(22). */
    enum LegalTest {
        /** Another court decides, or no court of this State. */
        COMPETENCE,
        /** The offence does not allow this measure: 2(h), 23, 40(8). */
        OFFENCE,
        /** The facts do not bear the suspicion: 24(2), grounds justifying application. */
        GROUNDS,
        /** Accounts, categories or period are not named: 24(2), limits of scope and duration. */
        SPECIFICITY,
        /** The aim is reached without it, or by something milder: 24(1). */
        NECESSITY,
        /** It weighs more than what is gained: 24(1), (3). */
        PROPORTIONALITY,
        /** A right stands against it: 6(2), 40(22), privilege. */
        SAFEGUARDS,
        /** What was filed does not let anybody decide: 40(15), (16). */
        INFORMATION
    }

    /** Article 40(15): asks another State for assistance. */
    record Request(
            String requestedState,
            Optional<Digest> authorisation,
            Offence offence,
            Scope scope,
            String conductingAuthority,
            String proceeding,
            String assistance,
            String purpose,
            String language,
            Optional<String> summary,
            Optional<String> proportionality,
            Optional<String> lessIntrusiveMeans,
            Said said)
            implements Act {
        /** What is sought; empty if it was not said. */
        public Optional<Measure> measure() {
            return said.text("measure").flatMap(Measure::of);
        }

        /** 41, 40(14): whether it is one for which checks come afterwards. */
        public boolean isEmergency() {
            return said.text("urgency").filter("EMERGENCY"::equals).isPresent()
                    || measure().filter(Measure.EMERGENCY::equals).isPresent();
        }
    }

    /** Article 40(13), (26): the requested State has the request. */
    record Acknowledge(Optional<Digest> request) implements Act {}

    /** Article 40(16): asks for information that execution needs. */
    record AskInformation(Optional<Digest> request, Optional<String> question) implements Act {}

    /** Article 40(16): supplies it. */
    record SupplyInformation(Optional<Digest> question, Optional<String> answer) implements Act {}

    /** A named person finds on a safeguard, with reasons: Articles 6(2), 40(22). */
    record Find(
            Optional<Digest> request,
            String safeguard,
            Optional<Outcome> outcome,
            Set<Conduct> conduct,
            Optional<String> reasons)
            implements Act {}

    /** What a finding says of its safeguard. */
    enum Outcome {
        CLEAR,
        CONCERN
    }

    /**
     * A named officer of the requested State assesses facts that no program can know: risks,
     * motives, what a person is. Another reviewer may contest it.
     *
     * @param said by the facts' paths in the catalogue
     */
    record Assess(Optional<Digest> request, Said said, Optional<String> reasons) implements Act {
        /** Whether it finds one of the grounds of 40(22) or a risk to the person. */
        public boolean seesHarm() {
            return said.values().keySet().stream()
                    .filter(name -> name.startsWith("grounds.") || name.startsWith("risks."))
                    .anyMatch(name -> said.truth(name).filter(Truth.TRUE::equals).isPresent());
        }
    }

    /**
     * Another officer contests an assessment: until somebody who has seen this assesses anew, what
     * it names is unknown.
     *
     * @param facts their paths in the catalogue
     */
    record Contest(Optional<Digest> assessment, Set<String> facts, Optional<String> reasons)
            implements Act {}

    /** Article 40(21), (22), (25): refuses, with grounds and reasons. */
    record Refuse(
            Optional<Digest> request, Set<Ground> grounds, Optional<String> reasons, Said said)
            implements Act {}

    /** Article 40(27): postpones, with reasons. */
    record Postpone(
            Optional<Digest> request,
            Optional<LocalDate> until,
            Optional<String> reasons,
            Said said)
            implements Act {}

    /**
     * Article 42(4): the requested State has the data preserved.
     *
     * @param preservedFrom the first day, no earlier than the act's own
     * @param until the last day of the domestic order; 25(2) allows ninety
     * @param renews the order that this one continues
     */
    record Preserve(
            Optional<Digest> request,
            Scope scope,
            Optional<LocalDate> preservedFrom,
            Optional<LocalDate> until,
            Optional<Digest> renews)
            implements Act {}

    /** Article 42(9): asks that what was preserved is kept longer. */
    record AskExtension(
            Optional<Digest> preservation, Optional<LocalDate> until, Optional<String> necessity)
            implements Act {}

    /** Article 42(8): the preservation ends, and the custodian may delete. */
    record Release(Optional<Digest> preservation, Optional<String> reasons) implements Act {}

    /** Article 40(4), (5): information that nobody asked for, on the conditions that it names. */
    record Inform(String requestedState, Said said) implements Act {}

    /**
     * What may be done with what was received, and what a condition may forbid or consent allow.
     */
    enum Doing {
        /** It is opened, or used in a proceeding. */
        USE,
        /** Something is made of it: an extract, a translation, a redacted copy. */
        COPY,
        /** Its bytes leave in a case file. */
        EXPORT,
        /** Its bytes are given to somebody outside the authorities of the State. */
        DISCLOSE,
        /** It goes on to a third State or an international organisation: 36(3). */
        TRANSFER,
        /** It is kept beyond its day. */
        KEEP
    }

    /** What becomes of what was received once it may no longer be kept. */
    enum Disposal {
        RETURN,
        DESTROY
    }

    /**
     * Articles 36(1), 36(2), 40(19), 40(20): on which conditions something is transmitted. What is
     * left empty sets no condition beyond those of the Convention itself: other purposes and other
     * recipients always need consent.
     *
     * @param alsoFor purposes for which it may be used beside the one that is stated
     * @param handledBy the offices that alone may handle it
     * @param onwardTo States and organisations to which it may go on without being asked for again
     * @param forbids what may not be done with it without consent
     * @param confidential whether it, and that it was given, are kept from the public
     * @param keptUntil the last day on which the receiving State may have it
     * @param atEnd what the receiving State does with it then
     */
    record Conditions(
            Set<String> alsoFor,
            Set<Office> handledBy,
            Set<String> onwardTo,
            Set<Doing> forbids,
            Optional<Truth> confidential,
            Optional<LocalDate> keptUntil,
            Optional<Disposal> atEnd) {
        public static final Conditions NONE =
                new Conditions(
                        Set.of(),
                        Set.of(),
                        Set.of(),
                        Set.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());

        /** Whether nothing is said beyond what the Convention itself says. */
        public boolean isEmpty() {
            return equals(NONE);
        }

        public boolean isConfidential() {
            return confidential.filter(Truth.TRUE::equals).isPresent();
        }
    }

    /**
     * Articles 36(3), 40(19): asks whether what was received may be used or passed on otherwise.
     *
     * @param seeks what is to be done
     * @param concerning the exhibits; none stands for all that were transmitted
     * @param purpose for which it is to be done
     * @param recipient to whom it is to go, where it is to be transferred
     * @param handlers the offices that are to handle it, where others may not
     * @param keepUntil until when it is to be kept
     */
    record AskConsent(
            Optional<Digest> transmission,
            Set<Doing> seeks,
            Set<Digest> concerning,
            String purpose,
            String recipient,
            Set<Office> handlers,
            Optional<LocalDate> keepUntil,
            Said said)
            implements Act {}

    /**
     * The State of origin answers; what it grants is what was asked for, and no more.
     *
     * @param concerning the exhibits to which it consents; none stands for all that were asked for
     * @param consentUntil the last day of the consent
     */
    record Consent(
            Optional<Digest> consentSought,
            Optional<Truth> granted,
            Set<Digest> concerning,
            Optional<LocalDate> consentUntil,
            Optional<String> reasons)
            implements Act {}

    /**
     * Article 36(3): passes data on to a third State or an international organisation.
     *
     * @param consent of the State of origin, in writing
     */
    record TransferOnward(
            Optional<Digest> transmission,
            Optional<Digest> consent,
            Set<Digest> concerning,
            String recipient,
            String purpose,
            Said said)
            implements Act {}

    /** What became of what was received: use, disclosures, deletion. */
    record ReportUse(Optional<Digest> transmission, String useMade, Said said) implements Act {}

    /**
     * Article 40(19): what was received is used in a proceeding, for a purpose that its conditions
     * allow.
     *
     * @param used the exhibits
     */
    record Use(
            Optional<Digest> transmission,
            Set<Digest> used,
            String purpose,
            Optional<String> useMade)
            implements Act {}

    /**
     * Article 40(19), last sentences: tells the State of origin that what speaks for the accused
     * will be disclosed to the defence.
     *
     * @param exculpatory the exhibits
     * @param disclosureOn the day of the disclosure
     */
    record NotifyExculpatory(
            Optional<Digest> transmission,
            Set<Digest> exculpatory,
            Optional<LocalDate> disclosureOn,
            Optional<String> reasons)
            implements Act {}

    /**
     * Article 40(19), last sentences: discloses to the defence what speaks for the accused,
     * whatever the limits of its use.
     *
     * @param recipient the defence, as the directory names it
     * @param notice the notice to the State of origin
     * @param withoutNotice why none was possible before; this act then tells it without delay
     */
    record DiscloseExculpatory(
            Optional<Digest> transmission,
            Set<Digest> exculpatory,
            String recipient,
            Optional<Digest> notice,
            Optional<String> withoutNotice,
            Optional<String> reasons)
            implements Act {}

    /** Article 36(2): a first person names what is to be returned or destroyed. */
    record ProposeDisposal(
            Optional<Digest> transmission,
            Set<Digest> disposed,
            Optional<Disposal> method,
            Optional<String> reasons)
            implements Act {}

    /**
     * Article 36(2): a second person has it returned or destroyed. From then on it is used no more;
     * the node carries it out and certifies it.
     *
     * @param proposed the first person's act
     */
    record Dispose(
            Optional<Digest> transmission,
            Optional<Digest> proposed,
            Set<Digest> disposed,
            Optional<Disposal> method)
            implements Act {}

    /** The State of origin's node has what is returned: only now does the other let go of it. */
    record ConfirmReturn(Optional<Digest> disposal, Set<Digest> disposed) implements Act {}

    /**
     * The receiving State's node certifies that it has nothing left of what was returned or
     * destroyed.
     *
     * @param persons who proposed it and who had it done: office and pseudonym
     * @param copies which copies there were, and why they open no more
     */
    record CertifyDisposal(
            Optional<Digest> disposal,
            Set<Digest> disposed,
            Optional<Disposal> method,
            Optional<LocalDate> disposedOn,
            Set<String> persons,
            String copies)
            implements Act {}

    /** The State of origin records that it has the certificate. */
    record ReceiveCertificate(Optional<Digest> certificate, Set<Digest> disposed) implements Act {}

    /** The same certificate for what a judge had destroyed as lying outside the order. */
    record CertifyDestruction(
            Optional<Digest> destruction,
            Set<Digest> disposed,
            Optional<Disposal> method,
            Optional<LocalDate> disposedOn,
            Set<String> persons,
            String copies)
            implements Act {}

    /** Article 40(28): consults on terms and conditions; either State may. */
    record Consult(Optional<Digest> about, Optional<String> message) implements Act {}

    /**
     * Article 24(2), (4): a judge of the requested State permits execution, within limits.
     *
     * @param narrowing as in {@link Authorise}
     */
    record AuthoriseExecution(
            Optional<Digest> request,
            Scope scope,
            Optional<LocalDate> until,
            Optional<String> reasons,
            Optional<String> narrowing)
            implements Act {}

    /** Article 27: orders a provider to produce, as the named authorisation permits. */
    record Order(
            Optional<Digest> authorisation, String provider, Scope scope, Optional<LocalDate> due)
            implements Act {}

    /** The provider objects to an order. */
    record ObjectTo(Optional<Digest> order, Optional<String> reasons) implements Act {}

    /** Article 27: the provider produces what was ordered. */
    record Produce(Optional<Digest> order, Scope scope, Optional<List<Exhibit>> exhibits)
            implements Act {}

    /**
     * Article 40(3), (19): the requested State transmits, for one purpose, and discloses the acts
     * that it rests on.
     */
    record Transmit(
            Optional<Digest> request,
            Optional<Digest> order,
            Set<Digest> discloses,
            String purpose,
            Conditions conditions,
            Optional<List<Exhibit>> exhibits)
            implements Act {}

    /** The requesting State has what was transmitted, and for what it will use it. */
    record ConfirmReceipt(
            Optional<Digest> transmission, String purpose, Optional<List<Exhibit>> exhibits)
            implements Act {}

    /** Article 40(26): the requesting State no longer asks. */
    record Withdraw(Optional<Digest> request, Optional<String> reasons) implements Act {}

    /**
     * A person says that they did not take the act that bears their signature. From then on nothing
     * that rests on it may be done, in either State, until this is resolved.
     *
     * @param signed the act that they did not take
     */
    record ContestSignature(Optional<Digest> signed, Optional<String> reasons) implements Act {}

    /**
     * Another officer of the person's authority resolves a contest, with reasons: the person did
     * take the act, or did not and it is void.
     */
    record ResolveContest(
            Optional<Digest> contest, Optional<Resolution> resolution, Optional<String> reasons)
            implements Act {}

    /** What became of a contested signature. */
    enum Resolution {
        GENUINE,
        NOT_GENUINE
    }

    /**
     * Article 24(2), effective remedy: a judge who did not take the decision orders what becomes of
     * it and of what was obtained by it. It binds both States (docs/decisions/0111).
     *
     * @param kind what is ordered
     * @param struck the acts that it strikes, or the exhibits or acts that it is about
     * @param tests which tests of the law were not met
     * @param addressee the State whose authorities have to do it; empty where it takes effect by
     *     itself
     * @param due the last day for it
     */
    record Remedy(
            Optional<Redress> kind,
            Set<Digest> struck,
            Set<LegalTest> tests,
            String addressee,
            Optional<LocalDate> due,
            Optional<String> reasons)
            implements Act {
        /** Whether somebody has to do something; else it takes effect by itself. */
        public boolean isOwed() {
            return kind.filter(Redress::isOwed).isPresent();
        }
    }

    /** What a judge orders where a right was violated. */
    enum Redress {
        /** Until a judge lifts it, nothing is done on what the acts permit. */
        SUSPEND,
        /** The acts fall, and what rests on them. */
        QUASH,
        /** What was obtained is destroyed. */
        DESTROY,
        /** What was obtained goes back to the State that gave it. */
        RETURN,
        /** What is wrong is put right. */
        RECTIFY,
        /** The person concerned is compensated. */
        COMPENSATE,
        /** The other State is told. */
        INFORM;

        /** Whether somebody has to do it, and by a day. */
        public boolean isOwed() {
            return this != SUSPEND && this != QUASH;
        }
    }

    /** A judge ends a suspension: what it held back may be done again. */
    record LiftSuspension(Optional<Digest> suspension, Optional<String> reasons) implements Act {}

    /** The State to which a remedy was addressed says what it has done. */
    record Remedied(Optional<Digest> ordered, Optional<LocalDate> doneOn, Optional<String> done)
            implements Act {}

    /** The proceeding ends. */
    record Close(Optional<String> reasons) implements Act {}

    /**
     * A section of an act, as acts on retention name it.
     *
     * @param act the digest of the act
     * @param section its name
     */
    record Part(Digest act, String section) {
        /** As it is written: {@code digest/name}. */
        public String text() {
            return act.hex() + "/" + section;
        }
    }

    /** A judge has everything on this docket kept, whatever the time for which it would be kept. */
    record Hold(Optional<LocalDate> until, Optional<String> reasons) implements Act {}

    /** A judge lets go what was held. */
    record LiftHold(Optional<Digest> hold, Optional<String> reasons) implements Act {}

    /**
     * Articles 24(2), 40(20): a judge decides that the person concerned is told later.
     *
     * @param secrecy the order that this one prolongs; empty for a State's first
     * @param until the last day of secrecy
     * @param review the day by which it is looked at again
     */
    record DelayNotice(
            Optional<Digest> secrecy,
            Optional<LocalDate> until,
            Optional<LocalDate> review,
            Optional<String> reasons)
            implements Act {}

    /** Articles 24(2), 40(20): secrecy ends before its day, and what it prolonged with it. */
    record LiftSecrecy(Optional<Digest> secrecy, Optional<String> reasons) implements Act {}

    /** Who is told of a measure. */
    enum Told {
        /** Whom it concerns. */
        PERSON,
        /** Whose account it is, where the State's law has them told as well. */
        HOLDER
    }

    /** How a notice reached whoever it is for. */
    enum Channel {
        HAND,
        POST,
        MAIL,
        COUNSEL,
        CONSULATE
    }

    /**
     * Article 24(2): proof that somebody was told of a measure: the remedy begins here.
     *
     * @param language of the six, in which the notice was written
     * @param hash SHA-256 of the text that was served, 64 hexadecimal digits
     * @param handedTo who took it
     * @param error of which serious error they were told: what an oversight body made of it; empty
     *     where it was the measure
     */
    record Notify(
            Optional<Told> told,
            Optional<Channel> channel,
            Optional<LocalDate> servedOn,
            String language,
            String hash,
            Optional<String> handedTo,
            Optional<Digest> error)
            implements Act {}

    /** Article 24(2): whoever is to be told cannot be found; says what was tried. */
    record ReportNotFound(Optional<Told> told, Optional<LocalDate> triedOn, Optional<String> tried)
            implements Act {}

    /** Whom counsel defends. */
    enum Client {
        /** Whom the proceeding accuses. */
        ACCUSED,
        /** Whom a measure concerned. */
        CONCERNED
    }

    /** What a judge may open to counsel, in every act alike: never who the victims are. */
    enum Opened {
        TERMS,
        SUBJECT,
        FACTS,
        REASONS,
        EXHIBITS;

        /** The section's name. */
        public String section() {
            return switch (this) {
                case TERMS -> Cooperation.TERMS;
                case SUBJECT -> Cooperation.SUBJECT;
                case FACTS -> Cooperation.FACTS;
                case REASONS -> Cooperation.REASONS;
                case EXHIBITS -> Cooperation.EXHIBITS_SECTION;
            };
        }
    }

    /**
     * Article 21(4): a judge admits counsel to the docket.
     *
     * @param counsel the pseudonym on this docket of whoever is admitted
     * @param opened which sections they read; what is no word of {@link Opened} is kept as it was
     *     said
     * @param exhibits those that they may look at
     * @param until the last day
     * @param despiteSecrecy that they are admitted though the measure is kept from the person
     */
    record Admit(
            Optional<Digest> counsel,
            Optional<Client> client,
            Set<String> opened,
            Set<Digest> exhibits,
            Optional<LocalDate> until,
            Optional<Truth> despiteSecrecy,
            Optional<String> reasons)
            implements Act {}

    /** Article 21(4): a judge lets an admission run longer. */
    record ExtendAdmission(
            Optional<Digest> admission, Optional<LocalDate> until, Optional<String> reasons)
            implements Act {}

    /** Article 21(4): a judge ends an admission, or counsel lay down their mandate. */
    record EndAdmission(Optional<Digest> admission, Optional<String> reasons) implements Act {}

    /**
     * Article 21(4): what counsel could not read because the State's node did not serve.
     *
     * @param outages each a day in UTC and the minutes of it: {@code 2026-11-20 330}
     */
    record CountOutage(Optional<Digest> admission, Set<String> outages) implements Act {}

    /**
     * Articles 24(2), 40(20): a judge seals the docket within their State: there it concerns those
     * alone whom it names, and nobody because of an office.
     *
     * @param until the last day
     */
    record SealDocket(Optional<LocalDate> until, Optional<String> reasons) implements Act {}

    /**
     * Articles 24(2), 40(20): a judge lifts a seal, and with it every other of their State that
     * they know of.
     */
    record UnsealDocket(Optional<Digest> seal, Optional<String> reasons) implements Act {}

    /** For what a docket is read: the words that readings are written down with. */
    enum ReadingPurpose {
        /** To conduct the proceeding. */
        CONDUCT,
        /** To review what is asked. */
        REVIEW,
        /** To decide. */
        DECISION
    }

    /**
     * Article 24(2): somebody whom the docket does not concern has to read it, and can reach nobody
     * whom it does.
     */
    record BreakGlass(Optional<ReadingPurpose> purpose, Optional<String> reasons) implements Act {}

    /**
     * Article 24(2): another person confirms it: from then on the first reads for four hours.
     *
     * @param broken the first person's act
     */
    record ConfirmBreakGlass(Optional<Digest> broken) implements Act {}

    /** What the State that asks said when it was called back. */
    enum CallResult {
        /** Its desk read out the words of this very request. */
        CONFIRMED,
        /** Its desk knows no such request, or reads out other words. */
        DENIED,
        /** Nobody answered there. */
        UNREACHED
    }

    /**
     * Articles 2(o), 41(3): somebody called the State that asks, at the number which it has
     * published, and had what is asked in an emergency confirmed.
     *
     * @param number that was called
     * @param words the six check words that were read out there, in any of the six languages
     * @param spokeWith who answered, and in which function
     */
    record CallBack(
            Optional<Digest> request,
            Optional<CallResult> result,
            String number,
            String words,
            Optional<String> spokeWith)
            implements Act {}

    /** Article 36(2): a first person names what is due to be erased. */
    record ProposeErasure(Set<Part> sections, String law, Optional<String> reasons)
            implements Act {}

    /**
     * Article 36(2): sections are erased here, and the other State has the duty to erase them.
     *
     * @param proposal the first person's; empty where the State's profile erases by itself
     * @param duty the other State's erasure that this one follows, if it does
     * @param due by which day the other State certifies that it erased them
     * @param partner the other State, so that the docket still knows it when the request is gone
     */
    record Erase(
            Optional<Digest> proposal,
            Optional<Digest> duty,
            Set<Part> sections,
            String law,
            Optional<LocalDate> due,
            String partner)
            implements Act {}

    /**
     * A node certifies that it destroyed the sections and their keys.
     *
     * @param erasure this State's own
     * @param duty the other State's erasure that is answered, if one is
     * @param copies which copies there were, and why they open no more
     */
    record CertifyDeletion(
            Optional<Digest> erasure,
            Optional<Digest> duty,
            Set<Part> sections,
            Optional<LocalDate> erasedOn,
            String copies,
            String law)
            implements Act {}

    /**
     * The docket was given to somebody in part.
     *
     * @param audience for whom, as the list of audiences names it
     * @param withheld names of the sections that were withheld, in every act
     */
    record Disclose(
            String audience, String recipient, Set<String> withheld, Optional<String> reasons)
            implements Act {}

    /** 24(2): how what was produced compares with what was ordered; made by a named tool. */
    record Compare(Optional<Digest> order, String tool, Optional<List<Compared>> exhibits)
            implements Act {}

    /**
     * An exhibit as it was compared.
     *
     * @param why it is not within: names of what was found, such as OUTSIDE_PERIOD
     */
    record Compared(Exhibit exhibit, Standing standing, Set<String> why) {
        public Compared {
            why = Set.copyOf(why);
        }
    }

    /** What a comparison makes of an exhibit. */
    enum Standing {
        /** All of it was read, and lies within the order. */
        WITHIN,
        /** Sealed, and not transmitted: a judge decides on it. */
        SET_ASIDE,
        /** It could not be read: its custodian declares it. */
        UNREAD
    }

    /**
     * A custodian says under their own name what an exhibit holds that no program could read, and
     * whether that lies within the order. It is shown as declared, never as checked.
     *
     * @param exhibit its hash
     * @param contents what kind of thing it is
     * @param knownFrom how its custodian knows
     */
    record Declare(
            Optional<Digest> order,
            Optional<Digest> exhibit,
            String contents,
            Optional<Truth> withinOrder,
            Optional<String> knownFrom)
            implements Act {}

    /** A judge decides on what was set aside. */
    record DecideSetAside(
            Optional<Digest> comparison,
            Set<Digest> exhibits,
            Optional<Decision> decision,
            Optional<String> reasons)
            implements Act {}

    /** What becomes of what was set aside. */
    enum Decision {
        /** It may be transmitted like the rest. */
        RELEASE,
        /** It goes, and with it whatever else still holds it. */
        DESTROY
    }

    /** What a judge had destroyed is destroyed, by a second person. */
    record Destroy(Optional<Digest> decision, Set<Digest> exhibits) implements Act {}

    /**
     * Somebody says that an exhibit is protected. From then on it is frozen in both States until a
     * judge has ruled.
     *
     * @param exhibit its hash
     * @param saidBy who says so; others may have written it down
     */
    record Mark(
            Optional<Digest> exhibit,
            Set<Protection> protection,
            Optional<Marker> saidBy,
            Optional<String> reasons)
            implements Act {}

    /** What protects an exhibit: Articles 6, 40(22). */
    enum Protection {
        /** What was said to a lawyer, a doctor, a member of the clergy or of parliament. */
        PRIVILEGED,
        /** A journalist's material, or what may reveal a source. */
        JOURNALISTIC,
        /** Of a child. */
        CHILD,
        /** Of somebody who sought asylum, or was granted it. */
        ASYLUM
    }

    /** Who says that an exhibit is protected. */
    enum Marker {
        DEFENCE,
        CUSTODIAN,
        PROVIDER,
        OFFICER,
        PERSON_CONCERNED
    }

    /** A filter reviewer, who is outside the case, has looked at what was marked, and reports. */
    record ReviewMark(Optional<Digest> mark, Optional<Reviewed> finding, Optional<String> reasons)
            implements Act {}

    /** What a filter reviewer found. */
    enum Reviewed {
        PROTECTED,
        PARTLY,
        NOT_PROTECTED
    }

    /**
     * A judge rules on a mark.
     *
     * @param narrowed where a part alone may be used: the hash of that part
     */
    record RuleOnMark(
            Optional<Digest> mark,
            Optional<MarkRuling> ruling,
            Optional<Digest> narrowed,
            Optional<String> reasons)
            implements Act {}

    /** What becomes of what was marked. */
    enum MarkRuling {
        RELEASE,
        EXCLUDE,
        NARROW
    }

    /**
     * What every touch of evidence says; who and when stand in the header.
     *
     * @param exhibits their hashes
     * @param place where it happens
     * @param under the act that permits it
     * @param reasons why
     */
    record Touch(
            Set<Digest> exhibits, String place, Optional<Digest> under, Optional<String> reasons) {}

    /**
     * A holder lets exhibits go to another authority of its State; nobody holds them until then.
     */
    record HandOver(Touch touch, String to) implements Act {}

    /** The authority to which exhibits were handed over has them. */
    record Receive(Touch touch, Optional<Digest> handover) implements Act {}

    /**
     * Its holder opens exhibits for examination, or copies them; or a judge, a filter reviewer or a
     * defence, who hold nothing, look at them.
     */
    record Handle(Touch touch, Optional<Handling> handling) implements Act {}

    /** What is done with an exhibit that stays what it is. */
    enum Handling {
        OPEN,
        COPY
    }

    /**
     * Its holder makes new exhibits of others.
     *
     * @param touch of what they were made
     * @param tool what made them: a program, or the person who translated
     * @param parameters what the tool was told
     * @param commitment of a redaction: the root of its pieces (docs/formats/redaction.md)
     * @param exhibits what was made, each with its origin
     */
    record Derive(
            Touch touch,
            Optional<Making> made,
            String tool,
            String version,
            String parameters,
            Optional<Digest> commitment,
            Optional<List<Exhibit>> exhibits)
            implements Act {}

    /** How one exhibit comes from another. */
    enum Making {
        EXTRACT,
        REDACTION,
        TRANSLATION,
        HASH_LIST,
        CONVERSION
    }

    /**
     * Evidence that somebody else packed comes in: the container as it is, and what lies in it.
     *
     * @param giver who brought it
     * @param format what the tool found it to be
     * @param verdict what the tool makes of its signatures and manifests
     * @param files how many files lie in it
     * @param exhibits the container, and what was taken from it, each with its origin
     */
    record Import(
            String giver,
            String place,
            Optional<Digest> under,
            String format,
            String verdict,
            String tool,
            String version,
            long files,
            Optional<List<Exhibit>> exhibits,
            Optional<String> reasons)
            implements Act {}

    /**
     * A training authority certifies that a person may handle evidence.
     *
     * @param holder that person's pseudonym on this docket
     * @param reference the number under which the certificate was issued
     */
    record CertifyHandler(
            Optional<Digest> holder,
            String course,
            Optional<LocalDate> validFrom,
            Optional<LocalDate> validUntil,
            String reference)
            implements Act {}

    /**
     * Article 24(2), independent review: an inspector of the oversight body proposes to read
     * sections of acts on this docket. Nothing is opened until another inspector agrees.
     *
     * @param sections what is to be opened, and nothing else
     * @param until the last day on which it is open
     */
    record ProposeOpening(
            Set<Part> sections,
            Optional<InspectionPurpose> purpose,
            Optional<LocalDate> until,
            Optional<String> reasons)
            implements Act {}

    /** Why an oversight body opens what a docket says. */
    enum InspectionPurpose {
        /** Somebody complained. */
        COMPLAINT,
        /** It was drawn by lot or by plan. */
        SAMPLE,
        /** A pattern or a warning points here. */
        ALERT,
        /** The law has it looked at. */
        STATUTE
    }

    /**
     * Another inspector of the same body agrees to an opening, or declines it.
     *
     * @param proposal the first inspector's act
     */
    record AnswerOpening(
            Optional<Digest> proposal, Optional<OpeningAnswer> answer, Optional<String> reasons)
            implements Act {}

    /** What a second inspector answers. */
    enum OpeningAnswer {
        AGREED,
        DECLINED
    }

    /**
     * Article 40(14): what an act of this docket says, in another language. The original prevails;
     * this stands beside it.
     *
     * @param translates the act, by its digest
     * @param writtenIn the language of the original, as a BCP 47 tag
     * @param into the language of the translation
     * @param replaces an earlier translation of the same act into the same language
     * @param untranslated sections of the original of which nothing was translated
     * @param accurate the translator declares that it says what the original says
     * @param machine whether a program translated, and a person looked through it
     * @param tool that program; empty text where there was none
     * @param sections by the name of the original's section, as far as it is not withheld here
     */
    record Translate(
            Optional<Digest> translates,
            String writtenIn,
            String into,
            Optional<Digest> replaces,
            Set<String> untranslated,
            Optional<Truth> accurate,
            Optional<Truth> machine,
            String tool,
            Map<String, Rendering> sections)
            implements Act {
        public Translate {
            sections = Map.copyOf(sections);
        }
    }

    /**
     * What was made of one section of the original.
     *
     * @param translated the text in the other language, by the original's field
     * @param left fields that stand as they are: names, references
     * @param overruled why a term of the Convention is called otherwise, by {@code field/term}
     */
    record Rendering(
            Map<String, String> translated, Set<String> left, Map<String, String> overruled) {
        public Rendering {
            translated = Map.copyOf(translated);
            left = Set.copyOf(left);
            overruled = Map.copyOf(overruled);
        }
    }

    /**
     * Articles 24(2), 36(2): somebody found that data was obtained or disclosed by mistake. From
     * then on what it names is in quarantine in both States, until an oversight body has classified
     * it.
     *
     * @param acts the steps in which it happened
     * @param exhibits what came of them, by its hash
     * @param since the day of the mistake, as far as it is known
     * @param concerned whose data it is
     * @param found how it came to light
     * @param done what was done at once
     */
    record ReportError(
            Optional<Mistake> kind,
            Set<Digest> acts,
            Set<Digest> exhibits,
            Optional<LocalDate> since,
            Optional<String> concerned,
            Optional<String> found,
            Optional<String> done)
            implements Act {}

    /** What went wrong. */
    enum Mistake {
        /** Another account than was meant: a transposed digit. */
        WRONG_ACCOUNT,
        WRONG_PERIOD,
        WRONG_RECIPIENT,
        /** An order was carried out after its last day. */
        AFTER_END,
        MORE_THAN_AUTHORISED,
        TECHNICAL_FAULT
    }

    /**
     * An inspector of the oversight body says what a reported mistake was, and what becomes of the
     * data.
     *
     * @param decision released from quarantine, or destroyed by both States
     * @param due the last day for the destruction
     */
    record ClassifyError(
            Optional<Digest> report,
            Optional<Gravity> gravity,
            Optional<Decision> decision,
            Optional<LocalDate> due,
            Optional<String> reasons)
            implements Act {}

    /** How grave a mistake was. */
    enum Gravity {
        NO_ERROR,
        /** Nobody has seen or used what it brought. */
        WITHOUT_CONSEQUENCE,
        ERROR,
        /** Significant prejudice or harm to somebody. */
        SERIOUS_ERROR
    }

    /** An act of a known type whose terms are withheld from this reader: present and empty. */
    record Withheld(String type) implements Act {}

    /**
     * An act of a type this version does not know. It stays on the docket with its signature, and
     * no rule relies on it: what we cannot read cannot permit anything.
     */
    record Unrecognised(String type) implements Act {}
}
