package comity.treaty.rules;

import comity.record.act.Digest;
import comity.record.act.Json;
import comity.treaty.docket.Act;
import comity.treaty.docket.Cooperation;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Entry;
import comity.treaty.docket.Field;
import comity.treaty.docket.Said;
import comity.treaty.docket.Type;
import comity.treaty.facts.Fact;
import comity.treaty.facts.Facts;
import comity.treaty.terms.Ground;
import comity.treaty.terms.Measure;
import comity.treaty.terms.Safeguard;
import comity.treaty.terms.Scope;
import comity.treaty.terms.Truth;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The facts of the catalogue as a docket tells them to whoever proposes an act: what the request
 * says, what named officers assessed and nobody contests, and what the docket itself shows. What
 * stands in a withheld section is unknown, never absent.
 */
final class DocketFacts {
    private final Question question;
    private final Docket docket;
    private final Facts.Builder facts = Facts.builder();

    private DocketFacts(Question question) {
        this.question = question;
        this.docket = question.docket();
    }

    static Facts of(Question question) {
        var reading = new DocketFacts(question);
        reading.request();
        reading.assessments();
        reading.proposal();
        reading.review();
        reading.time();
        return reading.facts.build();
    }

    private Optional<Act.Request> asked() {
        return question.act() instanceof Act.Request proposed
                ? Optional.of(proposed)
                : question.request();
    }

    private void request() {
        asked().ifPresent(
                        request -> {
                            said(Type.REQUEST, request.said());
                            scope(request.scope());
                            facts.with(Fact.SPECIFIC_PROCEEDING, !request.proceeding().isBlank());
                            if (!request.offence().conduct().isEmpty())
                                facts.with(Fact.CONDUCT, names(request.offence().conduct()));
                            request.said()
                                    .date("confidentialUntil")
                                    .map(until -> days(question.day(), until))
                                    .ifPresent(days -> facts.with(Fact.CONFIDENTIAL_DAYS, days));
                            if (request.measure().filter(Measure.EMERGENCY::equals).isPresent())
                                facts.with(Fact.EMERGENCY, true);
                        });
        var author =
                question.act() instanceof Act.Request
                        ? Optional.of(question.actor())
                        : question.requestEntry().map(entry -> entry.header().author());
        author.ifPresent(asking -> facts.with(Fact.AUTHORITY, asking.authority()));
        facts.with(Fact.AUTHENTIC, docket.request().isPresent());
    }

    private void scope(Scope scope) {
        scope.accounts()
                .ifPresentOrElse(
                        accounts -> {
                            if (!accounts.isEmpty()) facts.with(Fact.ACCOUNTS, accounts.size());
                        },
                        () -> facts.unknown(Fact.ACCOUNTS));
        facts.with(Fact.CATEGORIES, names(scope.categories()));
        if (scope.days() > 0) facts.with(Fact.DAYS, scope.days());
    }

    /** What an act says in fields that state a fact. */
    private void said(Type type, Said said) {
        for (var field : Cooperation.fields(type))
            field.fact().ifPresent(fact -> put(fact, field, said));
    }

    private void put(Fact fact, Field field, Said said) {
        if (said.isWithheld(field.name())) {
            facts.unknown(fact);
            return;
        }
        switch (fact.kind()) {
            case TRUTH -> said.truth(field.name()).ifPresent(truth -> put(fact, truth));
            case NUMBER ->
                    said.number(field.name())
                            .filter(number -> number >= 0)
                            .ifPresent(number -> facts.with(fact, number));
            case TEXT -> said.text(field.name()).ifPresent(text -> facts.with(fact, text));
            case CODE ->
                    said.text(field.name())
                            .filter(fact.codes()::contains)
                            .ifPresent(code -> facts.with(fact, code));
            case CODES ->
                    said.words(field.name())
                            .filter(fact.codes()::containsAll)
                            .ifPresent(codes -> facts.with(fact, codes));
        }
    }

    private void put(Fact fact, Truth truth) {
        switch (truth) {
            case TRUE -> facts.with(fact, true);
            case FALSE -> facts.with(fact, false);
            case UNKNOWN -> facts.unknown(fact);
        }
    }

    /**
     * The assessments in causal order: what a later one says, by somebody who had seen the earlier,
     * goes before it. Two that had not seen each other and differ make a fact unknown, and so does
     * a contest that no later assessment answers.
     */
    private void assessments() {
        var assessments = docket.all(Act.Assess.class);
        for (var field : Cooperation.fields(Type.ASSESS))
            field.fact().ifPresent(fact -> assessed(fact, field, assessments));
        for (var safeguard : Safeguard.values())
            Safeguards.openConcern(docket, safeguard)
                    .map(entry -> names(((Act.Find) entry.act()).conduct()))
                    .filter(conduct -> !conduct.isEmpty())
                    .ifPresent(this::alsoConduct);
    }

    private void assessed(Fact fact, Field field, List<Entry> assessments) {
        var stated = assessments.stream().filter(entry -> states(entry, field.name())).toList();
        if (stated.isEmpty()) return;
        var last =
                stated.stream()
                        .filter(
                                entry ->
                                        stated.stream()
                                                .noneMatch(
                                                        later ->
                                                                precedes(
                                                                        entry.digest(),
                                                                        later.digest())))
                        .toList();
        var said = ((Act.Assess) last.getFirst().act()).said();
        var agreed =
                last.stream()
                        .allMatch(
                                entry ->
                                        same(
                                                said,
                                                ((Act.Assess) entry.act()).said(),
                                                field.name()));
        var contested = last.stream().anyMatch(entry -> isContested(entry, fact));
        if (!agreed || contested) facts.unknown(fact);
        else put(fact, field, said);
    }

    private static boolean states(Entry entry, String name) {
        var said = ((Act.Assess) entry.act()).said();
        return said.isWithheld(name) || said.values().containsKey(name);
    }

    private static boolean same(Said one, Said other, String name) {
        return one.isWithheld(name) == other.isWithheld(name)
                && Optional.<Json>ofNullable(one.values().get(name))
                        .equals(Optional.<Json>ofNullable(other.values().get(name)));
    }

    private boolean isContested(Entry assessment, Fact fact) {
        return docket.all(Act.Contest.class).stream()
                .map(entry -> (Act.Contest) entry.act())
                .anyMatch(
                        contest ->
                                contest.assessment().filter(assessment.digest()::equals).isPresent()
                                        && contest.facts().contains(fact.path()));
    }

    private boolean precedes(Digest earlier, Digest later) {
        return docket.causality().precedes(earlier, later);
    }

    private void alsoConduct(Set<String> conduct) {
        var all = new TreeSet<>(conduct);
        facts.build()
                .value(Fact.CONDUCT)
                .filter(Set.class::isInstance)
                .ifPresent(known -> ((Set<?>) known).forEach(code -> all.add(code.toString())));
        facts.with(Fact.CONDUCT, all);
    }

    /** What the proposed act itself says. */
    private void proposal() {
        switch (question.act()) {
            case Act.Refuse refuse -> {
                refusal(refuse.reasons());
                facts.with(
                        Fact.REFUSAL_GROUNDS,
                        refuse.grounds().stream().map(Ground::name).collect(Collectors.toSet()));
                said(Type.REFUSE, refuse.said());
            }
            case Act.Postpone postpone -> refusal(postpone.reasons());
            case Act.Inform inform -> {
                said(Type.INFORM, inform.said());
                facts.with(Fact.MEASURE, Measure.SPONTANEOUS.name());
            }
            case Act.TransferOnward transfer -> {
                facts.with(Fact.ONWARD, true);
                put(Fact.ONWARD_AUTHORISED, UseLimits.mayGoOn(docket, transfer, question.day()));
            }
            case Act.Preserve preserve -> {
                if (preserve.preservedFrom().isPresent() && preserve.until().isPresent())
                    facts.with(
                            Fact.ORDER_DAYS,
                            days(preserve.preservedFrom().get(), preserve.until().get()) + 1);
                facts.with(
                        Fact.ORDER_RENEWED,
                        docket.standing(preserve.renews(), Act.Preserve.class).isPresent());
            }
            case Act.AuthoriseExecution authorise -> lasts(authorise, question.day());
            case Act.Release release -> released(release);
            case Act.Apply _,
                    Act.Authorise _,
                    Act.Decline _,
                    Act.Request _,
                    Act.Acknowledge _,
                    Act.AskInformation _,
                    Act.SupplyInformation _,
                    Act.Find _,
                    Act.Assess _,
                    Act.Contest _,
                    Act.Consult _,
                    Act.AskExtension _,
                    Act.Order _,
                    Act.ObjectTo _,
                    Act.Produce _,
                    Act.Transmit _,
                    Act.ConfirmReceipt _,
                    Act.AskConsent _,
                    Act.Consent _,
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
                    Act.Withdraw _,
                    Act.ContestSignature _,
                    Act.ResolveContest _,
                    Act.Remedy _,
                    Act.LiftSuspension _,
                    Act.Remedied _,
                    Act.Close _,
                    Act.Hold _,
                    Act.LiftHold _,
                    Act.ProposeErasure _,
                    Act.Erase _,
                    Act.CertifyDeletion _,
                    Act.Disclose _,
                    Act.Compare _,
                    Act.Declare _,
                    Act.DecideSetAside _,
                    Act.Destroy _,
                    Act.Mark _,
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
                    Act.CallBack _,
                    Act.ReportError _,
                    Act.ClassifyError _,
                    Act.BreakGlass _,
                    Act.ConfirmBreakGlass _,
                    Act.SealDocket _,
                    Act.UnsealDocket _,
                    Act.Withheld _,
                    Act.Unrecognised _ -> {}
        }
    }

    private void refusal(Optional<String> reasons) {
        reasons.ifPresentOrElse(
                text -> facts.with(Fact.REFUSAL_REASONS, text),
                () -> facts.unknown(Fact.REFUSAL_REASONS));
    }

    /** 24(2): who decided, on which side. */
    private void review() {
        var home =
                asked().flatMap(request -> request.authorisation())
                        .flatMap(docket::entry)
                        .filter(entry -> entry.act() instanceof Act.Authorise);
        home.ifPresent(
                entry -> {
                    var judge = entry.header().author().office().equals("JUD");
                    facts.with(Fact.HOME_JUDGE, judge).with(Fact.HOME_REVIEW, true);
                });
        if (!(question.act() instanceof Act.AuthoriseExecution))
            docket.latest(Act.AuthoriseExecution.class)
                    .ifPresent(
                            entry ->
                                    lasts(
                                            (Act.AuthoriseExecution) entry.act(),
                                            LocalDate.ofInstant(
                                                    entry.header().at(), ZoneOffset.UTC)));
        var there =
                question.act() instanceof Act.AuthoriseExecution
                        ? Truth.TRUE
                        : docket.holds(Act.AuthoriseExecution.class, _ -> true);
        put(Fact.THERE_JUDGE, there);
        put(Fact.THERE_REVIEW, there);
        put(
                Fact.CONSULTED,
                Truth.of(
                        docket.all(Act.Consult.class).stream()
                                .anyMatch(
                                        entry ->
                                                entry.header()
                                                        .author()
                                                        .state()
                                                        .equals(question.actor().state()))));
    }

    private void lasts(Act.AuthoriseExecution authorisation, LocalDate from) {
        authorisation
                .until()
                .ifPresent(until -> facts.with(Fact.AUTHORISED_DAYS, days(from, until) + 1));
    }

    /** 42(8): counted from the day on which the order was made, whatever day it names before. */
    private void released(Act.Release release) {
        var preserved =
                release.preservation()
                        .flatMap(docket::entry)
                        .filter(entry -> entry.act() instanceof Act.Preserve);
        preserved.ifPresent(
                entry -> {
                    var made = LocalDate.ofInstant(entry.header().at(), ZoneOffset.UTC);
                    var from =
                            ((Act.Preserve) entry.act())
                                    .preservedFrom()
                                    .filter(made::isBefore)
                                    .orElse(made);
                    facts.with(Fact.DAYS_PRESERVED, days(from, question.day()));
                });
    }

    private void time() {
        facts.with(Fact.WITHDRAWN, docket.latest(Act.Withdraw.class).isPresent());
        facts.with(Fact.EXTENDED, docket.latest(Act.AskExtension.class).isPresent());
        var asks = docket.all(Act.AskInformation.class).size();
        var answers = docket.all(Act.SupplyInformation.class).size();
        facts.with(Fact.REMINDERS, Math.max(0, asks - answers));
    }

    private static long days(LocalDate from, LocalDate to) {
        return Math.max(0, ChronoUnit.DAYS.between(from, to));
    }

    private static Set<String> names(Set<? extends Enum<?>> words) {
        return words.stream().map(Enum::name).collect(Collectors.toSet());
    }
}
