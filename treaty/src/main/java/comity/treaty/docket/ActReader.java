package comity.treaty.docket;

import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.record.act.Json;
import comity.treaty.terms.Conduct;
import comity.treaty.terms.DataCategory;
import comity.treaty.terms.Ground;
import comity.treaty.terms.Measure;
import comity.treaty.terms.Offence;
import comity.treaty.terms.Office;
import comity.treaty.terms.Scope;
import comity.treaty.terms.Truth;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads acts from the sections of an envelope. The one place that knows the names of members. */
final class ActReader {
    private final Envelope envelope;
    private final Json.Obj terms;

    private ActReader(Envelope envelope, Json.Obj terms) {
        this.envelope = envelope;
        this.terms = terms;
    }

    static Act read(Envelope envelope) {
        var word = envelope.header().type();
        var type = Type.of(word);
        if (type.isEmpty()) return new Act.Unrecognised(word);
        var terms = envelope.content(Cooperation.TERMS);
        // An act that says nothing but its reasons (close) has no terms to withhold.
        if (terms.isEmpty() && type.get() != Type.CLOSE) return new Act.Withheld(word);
        return new ActReader(envelope, terms.orElse(Json.EMPTY)).act(type.get());
    }

    private Act act(Type type) {
        return switch (type) {
            case APPLY ->
                    new Act.Apply(
                            text("requestedState"),
                            one(Measure.class, "measure"),
                            offence(),
                            scope(),
                            in(Cooperation.FACTS, "summary"),
                            said(type));
            case AUTHORISE ->
                    new Act.Authorise(
                            text("requestedState"),
                            digest("application"),
                            scope(),
                            date("until"),
                            unsaid("proportionality"),
                            unsaid("narrowing"));
            case DECLINE ->
                    new Act.Decline(
                            digest("declined"),
                            some(Act.LegalTest.class, "tests"),
                            reasons(),
                            in(Cooperation.REASONS, "cure"));
            case REQUEST ->
                    new Act.Request(
                            text("requestedState"),
                            digest("authorisation"),
                            offence(),
                            scope(),
                            text("conductingAuthority"),
                            text("proceeding"),
                            text("assistance"),
                            text("purpose"),
                            text("language"),
                            in(Cooperation.FACTS, "summary"),
                            in(Cooperation.REASONS, "proportionality"),
                            in(Cooperation.REASONS, "lessIntrusiveMeans"),
                            said(type));
            case ACKNOWLEDGE -> new Act.Acknowledge(digest("request"));
            case ASK_INFORMATION ->
                    new Act.AskInformation(digest("request"), in(Cooperation.FACTS, "question"));
            case SUPPLY_INFORMATION ->
                    new Act.SupplyInformation(digest("question"), in(Cooperation.FACTS, "answer"));
            case FIND ->
                    new Act.Find(
                            digest("request"),
                            text("safeguard"),
                            one(Act.Outcome.class, "outcome"),
                            some(Conduct.class, "conduct"),
                            unsaid("reasons"));
            case REFUSE ->
                    new Act.Refuse(
                            digest("request"),
                            some(Ground.class, "grounds"),
                            reasons(),
                            said(type));
            case POSTPONE ->
                    new Act.Postpone(digest("request"), date("until"), reasons(), said(type));
            case ASSESS -> new Act.Assess(digest("request"), said(type), reasons());
            case CONTEST ->
                    new Act.Contest(
                            digest("assessment"),
                            new TreeSet<>(terms.texts("contested")),
                            reasons());
            case PRESERVE ->
                    new Act.Preserve(
                            digest("request"),
                            scope(),
                            date("preservedFrom"),
                            date("until"),
                            digest("renews"));
            case ASK_EXTENSION ->
                    new Act.AskExtension(
                            digest("preservation"),
                            date("until"),
                            in(Cooperation.REASONS, "necessity"));
            case RELEASE -> new Act.Release(digest("preservation"), reasons());
            case INFORM -> new Act.Inform(text("requestedState"), said(type));
            case ASK_CONSENT ->
                    new Act.AskConsent(
                            digest("transmission"),
                            some(Act.Doing.class, "seeks"),
                            digests("concerning"),
                            text("purpose"),
                            text("recipient"),
                            some(Office.class, "handlers"),
                            date("keepUntil"),
                            said(type));
            case CONSENT ->
                    new Act.Consent(
                            digest("consentSought"),
                            truth("granted"),
                            digests("concerning"),
                            date("consentUntil"),
                            reasons());
            case TRANSFER_ONWARD ->
                    new Act.TransferOnward(
                            digest("transmission"),
                            digest("consent"),
                            digests("concerning"),
                            text("recipient"),
                            text("purpose"),
                            said(type));
            case REPORT_USE ->
                    new Act.ReportUse(
                            digest("transmission"),
                            in(Cooperation.FACTS, "useMade").orElse(""),
                            said(type));
            case USE ->
                    new Act.Use(
                            digest("transmission"),
                            digests("used"),
                            text("purpose"),
                            in(Cooperation.FACTS, "useMade"));
            case NOTIFY_EXCULPATORY ->
                    new Act.NotifyExculpatory(
                            digest("transmission"),
                            digests("exculpatory"),
                            date("disclosureOn"),
                            reasons());
            case DISCLOSE_EXCULPATORY ->
                    new Act.DiscloseExculpatory(
                            digest("transmission"),
                            digests("exculpatory"),
                            text("recipient"),
                            digest("notice"),
                            in(Cooperation.REASONS, "withoutNotice"),
                            reasons());
            case PROPOSE_DISPOSAL ->
                    new Act.ProposeDisposal(
                            digest("transmission"), digests("disposed"), method(), reasons());
            case DISPOSE ->
                    new Act.Dispose(
                            digest("transmission"),
                            digest("proposed"),
                            digests("disposed"),
                            method());
            case CONFIRM_RETURN -> new Act.ConfirmReturn(digest("disposal"), digests("disposed"));
            case CERTIFY_DISPOSAL ->
                    new Act.CertifyDisposal(
                            digest("disposal"),
                            digests("disposed"),
                            method(),
                            date("disposedOn"),
                            new TreeSet<>(terms.texts("persons")),
                            text("copies"));
            case RECEIVE_CERTIFICATE ->
                    new Act.ReceiveCertificate(digest("certificate"), digests("disposed"));
            case CERTIFY_DESTRUCTION ->
                    new Act.CertifyDestruction(
                            digest("destruction"),
                            digests("disposed"),
                            method(),
                            date("disposedOn"),
                            new TreeSet<>(terms.texts("persons")),
                            text("copies"));
            case CONSULT -> new Act.Consult(digest("about"), in(Cooperation.FACTS, "message"));
            case AUTHORISE_EXECUTION ->
                    new Act.AuthoriseExecution(
                            digest("request"),
                            scope(),
                            date("until"),
                            reasons(),
                            unsaid("narrowing"));
            case ORDER ->
                    new Act.Order(digest("authorisation"), text("provider"), scope(), date("due"));
            case OBJECT -> new Act.ObjectTo(digest("order"), reasons());
            case PRODUCE -> new Act.Produce(digest("order"), scope(), exhibits());
            case TRANSMIT ->
                    new Act.Transmit(
                            digest("request"),
                            digest("order"),
                            digests("discloses"),
                            text("purpose"),
                            conditions(),
                            exhibits());
            case CONFIRM_RECEIPT ->
                    new Act.ConfirmReceipt(digest("transmission"), text("purpose"), exhibits());
            case WITHDRAW -> new Act.Withdraw(digest("request"), reasons());
            case CONTEST_SIGNATURE -> new Act.ContestSignature(digest("signed"), reasons());
            case RESOLVE_CONTEST ->
                    new Act.ResolveContest(
                            digest("contest"), one(Act.Resolution.class, "resolution"), reasons());
            case REMEDY ->
                    new Act.Remedy(
                            one(Act.Redress.class, "remedy"),
                            digests("struck"),
                            some(Act.LegalTest.class, "tests"),
                            text("addressee"),
                            date("due"),
                            reasons());
            case LIFT_SUSPENSION -> new Act.LiftSuspension(digest("suspension"), reasons());
            case REMEDIED ->
                    new Act.Remedied(
                            digest("ordered"), date("doneOn"), in(Cooperation.REASONS, "done"));
            case CLOSE -> new Act.Close(reasons());
            case HOLD -> new Act.Hold(date("until"), reasons());
            case DELAY_NOTICE ->
                    new Act.DelayNotice(
                            digest("secrecy"), date("until"), date("review"), reasons());
            case LIFT_SECRECY -> new Act.LiftSecrecy(digest("secrecy"), reasons());
            case NOTIFY ->
                    new Act.Notify(
                            one(Act.Told.class, "told"),
                            one(Act.Channel.class, "servedBy"),
                            date("servedOn"),
                            text("noticeLanguage"),
                            text("noticeHash"),
                            in(Cooperation.SUBJECT, "handedTo"),
                            digest("ofError"));
            case REPORT_NOT_FOUND ->
                    new Act.ReportNotFound(
                            one(Act.Told.class, "told"),
                            date("triedOn"),
                            in(Cooperation.REASONS, "tried"));
            case ADMIT ->
                    new Act.Admit(
                            digest("counsel"),
                            one(Act.Client.class, "client"),
                            new TreeSet<>(terms.texts("opened")),
                            digests("openedExhibits"),
                            date("until"),
                            truth("despiteSecrecy"),
                            reasons());
            case EXTEND_ADMISSION ->
                    new Act.ExtendAdmission(digest("admission"), date("until"), reasons());
            case END_ADMISSION -> new Act.EndAdmission(digest("admission"), reasons());
            case COUNT_OUTAGE ->
                    new Act.CountOutage(digest("admission"), new TreeSet<>(terms.texts("outages")));
            case SEAL_DOCKET -> new Act.SealDocket(date("until"), reasons());
            case UNSEAL_DOCKET -> new Act.UnsealDocket(digest("seal"), reasons());
            case BREAK_GLASS ->
                    new Act.BreakGlass(one(Act.ReadingPurpose.class, "purpose"), reasons());
            case CONFIRM_BREAK_GLASS -> new Act.ConfirmBreakGlass(digest("brokenGlass"));
            case CALL_BACK ->
                    new Act.CallBack(
                            digest("request"),
                            one(Act.CallResult.class, "callResult"),
                            text("numberCalled"),
                            text("wordsRead"),
                            in(Cooperation.FACTS, "spokeWith"));
            case REPORT_ERROR ->
                    new Act.ReportError(
                            one(Act.Mistake.class, "mistake"),
                            digests("mistakenActs"),
                            digests("quarantined"),
                            date("mistakenSince"),
                            in(Cooperation.SUBJECT, "concerned"),
                            in(Cooperation.FACTS, "foundHow"),
                            in(Cooperation.FACTS, "doneAtOnce"));
            case CLASSIFY_ERROR ->
                    new Act.ClassifyError(
                            digest("errorReport"),
                            one(Act.Gravity.class, "gravity"),
                            one(Act.Decision.class, "decision"),
                            date("due"),
                            reasons());
            case LIFT_HOLD -> new Act.LiftHold(digest("hold"), reasons());
            case PROPOSE_ERASURE -> new Act.ProposeErasure(parts(), text("law"), reasons());
            case ERASE ->
                    new Act.Erase(
                            digest("proposal"),
                            digest("duty"),
                            parts(),
                            text("law"),
                            date("due"),
                            text("partner"));
            case CERTIFY_DELETION ->
                    new Act.CertifyDeletion(
                            digest("erasure"),
                            digest("duty"),
                            parts(),
                            date("erasedOn"),
                            text("copies"),
                            text("law"));
            case DISCLOSE ->
                    new Act.Disclose(
                            text("audience"),
                            text("recipient"),
                            new TreeSet<>(terms.texts("withheld")),
                            reasons());
            case COMPARE -> new Act.Compare(digest("order"), text("tool"), compared());
            case DECLARE ->
                    new Act.Declare(
                            digest("order"),
                            digest("exhibit"),
                            text("contents"),
                            said(type).truth("withinOrder"),
                            in(Cooperation.REASONS, "knownFrom"));
            case DECIDE_SET_ASIDE ->
                    new Act.DecideSetAside(
                            digest("comparison"),
                            digests("setAside"),
                            one(Act.Decision.class, "decision"),
                            reasons());
            case DESTROY -> new Act.Destroy(digest("decided"), digests("setAside"));
            case MARK ->
                    new Act.Mark(
                            digest("exhibit"),
                            some(Act.Protection.class, "protection"),
                            one(Act.Marker.class, "saidBy"),
                            reasons());
            case REVIEW_MARK ->
                    new Act.ReviewMark(
                            digest("mark"), one(Act.Reviewed.class, "finding"), reasons());
            case RULE_ON_MARK ->
                    new Act.RuleOnMark(
                            digest("mark"),
                            one(Act.MarkRuling.class, "ruling"),
                            digest("narrowed"),
                            reasons());
            case HAND_OVER -> new Act.HandOver(touch(), text("recipient"));
            case RECEIVE -> new Act.Receive(touch(), digest("handover"));
            case HANDLE -> new Act.Handle(touch(), one(Act.Handling.class, "handling"));
            case DERIVE ->
                    new Act.Derive(
                            touch(),
                            one(Act.Making.class, "made"),
                            text("tool"),
                            text("version"),
                            text("parameters"),
                            digest("commitment"),
                            exhibits());
            case IMPORT ->
                    new Act.Import(
                            text("giver"),
                            text("place"),
                            digest("under"),
                            text("format"),
                            text("verdict"),
                            text("tool"),
                            text("version"),
                            terms.integer("files").orElse(-1L),
                            exhibits(),
                            reasons());
            case CERTIFY_HANDLER ->
                    new Act.CertifyHandler(
                            digest("holder"),
                            text("course"),
                            date("validFrom"),
                            date("validUntil"),
                            text("reference"));
            case PROPOSE_OPENING ->
                    new Act.ProposeOpening(
                            parts(),
                            one(Act.InspectionPurpose.class, "purpose"),
                            date("until"),
                            reasons());
            case ANSWER_OPENING ->
                    new Act.AnswerOpening(
                            digest("proposal"), one(Act.OpeningAnswer.class, "answer"), reasons());
            case TRANSLATE ->
                    new Act.Translate(
                            digest("translates"),
                            text("writtenIn"),
                            text("translatedInto"),
                            digest("replaces"),
                            new TreeSet<>(terms.texts("untranslated")),
                            truth("accurate"),
                            truth("machine"),
                            text("tool"),
                            renderings());
        };
    }

    private Map<String, Act.Rendering> renderings() {
        var found = new TreeMap<String, Act.Rendering>();
        for (var section : Cooperation.TRANSLATABLE)
            envelope.content(section)
                    .ifPresent(
                            content ->
                                    found.put(
                                            section,
                                            new Act.Rendering(
                                                    words(content, Cooperation.TRANSLATED),
                                                    new TreeSet<>(content.texts(Cooperation.LEFT)),
                                                    words(content, Cooperation.OVERRULED))));
        return found;
    }

    private static Map<String, String> words(Json.Obj content, String member) {
        var words = new TreeMap<String, String>();
        content.object(member)
                .ifPresent(
                        said ->
                                said.members()
                                        .forEach(
                                                (name, value) -> {
                                                    if (value instanceof Json.Str(var text))
                                                        words.put(name, text);
                                                }));
        return words;
    }

    private Act.Touch touch() {
        return new Act.Touch(digests("handled"), text("place"), digest("under"), reasons());
    }

    private Optional<List<Act.Compared>> compared() {
        return envelope.content(Cooperation.EXHIBITS_SECTION)
                .map(
                        content -> {
                            var found = new ArrayList<Act.Compared>();
                            for (var item : content.items("exhibits")) {
                                if (item instanceof Json.Obj said)
                                    exhibit(said)
                                            .map(exhibit -> compared(exhibit, said))
                                            .ifPresent(found::add);
                            }
                            return List.copyOf(found);
                        });
    }

    /** What does not say how it compares was not read. */
    private static Act.Compared compared(Act.Exhibit exhibit, Json.Obj said) {
        return new Act.Compared(
                exhibit,
                said.text("standing")
                        .flatMap(word -> wordOf(Act.Standing.class, word))
                        .orElse(Act.Standing.UNREAD),
                new TreeSet<>(said.texts("why")));
    }

    /** Every field of the type's form, as far as its section is here. */
    private Said said(Type type) {
        var values = new TreeMap<String, Json>();
        var withheld = new TreeSet<String>();
        for (var field : Cooperation.fields(type)) {
            var content = envelope.content(field.section());
            if (content.isEmpty()) withheld.add(field.name());
            else
                content.get().get(field.name()).ifPresent(value -> values.put(field.name(), value));
        }
        return new Said(values, withheld);
    }

    private Act.Conditions conditions() {
        return new Act.Conditions(
                new TreeSet<>(terms.texts("alsoFor")),
                some(Office.class, "handledBy"),
                new TreeSet<>(terms.texts("onwardTo")),
                some(Act.Doing.class, "forbids"),
                truth("confidential"),
                date("keptUntil"),
                one(Act.Disposal.class, "atEnd"));
    }

    private Optional<Act.Disposal> method() {
        return one(Act.Disposal.class, "method");
    }

    private Optional<Truth> truth(String member) {
        return terms.text(member).flatMap(word -> wordOf(Truth.class, word));
    }

    private String text(String member) {
        return terms.text(member).orElse("");
    }

    private Optional<String> in(String section, String member) {
        return envelope.content(section).flatMap(content -> content.text(member));
    }

    /** What may be left unsaid: then empty text, and nothing only where the section is withheld. */
    private Optional<String> unsaid(String member) {
        return envelope.content(Cooperation.REASONS)
                .map(content -> content.text(member).orElse(""));
    }

    private Optional<String> reasons() {
        return in(Cooperation.REASONS, "reasons");
    }

    private Optional<Digest> digest(String member) {
        return terms.text(member).flatMap(ActReader::digestOf);
    }

    private Set<Digest> digests(String member) {
        var found = new TreeSet<Digest>();
        terms.texts(member).forEach(hex -> digestOf(hex).ifPresent(found::add));
        return found;
    }

    /** What is no section's name is left out: nothing rests on a name that nobody reads. */
    private Set<Act.Part> parts() {
        var found = new LinkedHashSet<Act.Part>();
        for (var text : terms.texts("sections")) {
            if (text.matches("[0-9a-f]{64}/[a-z][a-z-]{0,31}"))
                found.add(new Act.Part(new Digest(text.substring(0, 64)), text.substring(65)));
        }
        return found;
    }

    private static Optional<Digest> digestOf(String hex) {
        return hex.matches("[0-9a-f]{64}") ? Optional.of(new Digest(hex)) : Optional.empty();
    }

    private Optional<LocalDate> date(String member) {
        return terms.text(member)
                .flatMap(
                        day -> {
                            try {
                                return Optional.of(LocalDate.parse(day));
                            } catch (DateTimeException _) {
                                return Optional.empty();
                            }
                        });
    }

    private <E extends Enum<E>> Optional<E> one(Class<E> words, String member) {
        return terms.text(member).flatMap(word -> wordOf(words, word));
    }

    private <E extends Enum<E>> Set<E> some(Class<E> words, String member) {
        var found = EnumSet.noneOf(words);
        terms.texts(member).forEach(word -> wordOf(words, word).ifPresent(found::add));
        return found;
    }

    private static <E extends Enum<E>> Optional<E> wordOf(Class<E> words, String word) {
        return EnumSet.allOf(words).stream().filter(known -> known.name().equals(word)).findFirst();
    }

    private Scope scope() {
        var accounts =
                envelope.content(Cooperation.SUBJECT)
                        .map(subject -> (Set<String>) new HashSet<>(subject.texts("accounts")));
        return new Scope(
                accounts, some(DataCategory.class, "categories"), date("from"), date("to"));
    }

    private Offence offence() {
        return new Offence(
                text("offenceTitle"),
                text("statute"),
                terms.integer("conventionArticle"),
                terms.integer("maxMonths"),
                terms.integer("maxMonthsRequested"),
                some(Conduct.class, "conduct"));
    }

    private Optional<List<Act.Exhibit>> exhibits() {
        return envelope.content(Cooperation.EXHIBITS_SECTION)
                .map(
                        content -> {
                            var found = new ArrayList<Act.Exhibit>();
                            for (var item : content.items("exhibits")) {
                                if (item instanceof Json.Obj exhibit)
                                    exhibit(exhibit).ifPresent(found::add);
                            }
                            return List.copyOf(found);
                        });
    }

    private static Optional<Act.Exhibit> exhibit(Json.Obj json) {
        return json.text("sha256")
                .flatMap(ActReader::digestOf)
                .map(
                        sha256 ->
                                new Act.Exhibit(
                                        sha256,
                                        json.integer("size").orElse(0L),
                                        json.text("name").orElse(""),
                                        json.text("mediaType").orElse("application/octet-stream"),
                                        json.text("derivedFrom")
                                                .flatMap(ActReader::digestOf)
                                                .map(
                                                        from ->
                                                                new Act.Derivation(
                                                                        from,
                                                                        json.text("tool")
                                                                                .orElse(""),
                                                                        json.integer("within")
                                                                                .orElse(0L),
                                                                        json.integer("setAside")
                                                                                .orElse(0L)))));
    }
}
