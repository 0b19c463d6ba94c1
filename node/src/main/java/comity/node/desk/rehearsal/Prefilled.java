package comity.node.desk.rehearsal;

import comity.node.desk.DocketView;
import comity.node.desk.DocketView.ActView;
import comity.node.frame.Languages;
import comity.record.act.Json;
import comity.treaty.docket.Cooperation;
import comity.treaty.docket.Type;
import comity.treaty.terms.Rehearsal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What stands in a form of a rehearsal when an officer opens it: every field that the act needs,
 * with values that name themselves a rehearsal. It is a draft: whoever files it reads it, may
 * change it, and signs what then stands there.
 */
final class Prefilled {
    private static final String ACCOUNT = "rehearsal@rehearsal.example";

    /** Days that a rehearsal asks for, and how long a decision on them counts. */
    private static final int DAYS = 7;

    private static final int DECISION_DAYS = 30;

    /** 42(8): not less than sixty. */
    private static final int PRESERVED_DAYS = 60;

    private final Locale language;
    private final LocalDate today;
    private final Map<String, Json> values = new LinkedHashMap<>();

    private Prefilled(Locale language, LocalDate today) {
        this.language = language;
        this.today = today;
    }

    /**
     * The content of an act of {@code step}, by section.
     *
     * @param docket empty where it begins one
     */
    static Json.Obj of(Step step, Optional<DocketView> docket, Locale language, LocalDate today) {
        var form = new Prefilled(language, today);
        switch (step) {
            case APPLY -> form.application(docket.isPresent());
            case AUTHORISE -> form.authorisation(docket.flatMap(held -> act(held, "apply")));
            case REQUEST ->
                    docket.ifPresentOrElse(
                            held -> form.request(act(held, "authorise")), form::preservation);
            case RECEIVE -> form.receipt(docket.flatMap(held -> act(held, "transmit")));
            case CLOSE -> form.says("reasons", "close");
            case ACKNOWLEDGE, PRESERVE, TRANSMIT ->
                    throw new IllegalArgumentException(step + " is the counterpart's");
        }
        return form.sections(Type.of(step.type()).orElseThrow());
    }

    private static Optional<ActView> act(DocketView docket, String type) {
        return docket.acts().stream()
                .filter(act -> act.type().equals(type))
                .reduce((_, later) -> later);
    }

    /**
     * @param anew after a judge's refusal: it then says what is new
     */
    private void application(boolean anew) {
        text("requestedState", Rehearsal.STATE);
        if (anew) says("newSince", "new");
        offence();
        scope(Optional.empty());
        says("needOfAccounts", "need.accounts");
        says("needOfCategories", "need.categories");
        says("needOfPeriod", "need.period");
        proportionate();
    }

    private void authorisation(Optional<ActView> application) {
        text("requestedState", Rehearsal.STATE);
        application.ifPresent(act -> text("application", act.digest()));
        scope(application);
        text("until", today.plusDays(DECISION_DAYS).toString());
        says("proportionality", "proportionality");
    }

    private void request(Optional<ActView> authorisation) {
        authorisation.ifPresent(act -> text("authorisation", act.digest()));
        asked();
        offence();
        says("assistance", "assistance");
        scope(authorisation);
    }

    /** 42(3): what a request to preserve says; a court is asked for nothing. */
    private void preservation() {
        asked();
        offence();
        text("measure", "PRESERVE");
        says("assistance", "assistance.preserve");
        scope(Optional.empty());
        says("relationship", "relationship");
        says("necessity", "necessity");
        text("mlaIntended", "TRUE");
        number("requestedDays", PRESERVED_DAYS);
    }

    /** What every request says of itself. */
    private void asked() {
        text("requestedState", Rehearsal.STATE);
        says("conductingAuthority", "authority");
        says("proceeding", "proceeding");
        number("maxMonthsRequested", 60);
        text("nature", "CRIMINAL");
        text("jurisdiction", "TERRITORY");
        text("channel", "CENTRAL");
        text("deathPenalty", "FALSE");
        text("thirdPartiesAffected", "FALSE");
        says("retention", "retention");
        says("purpose", "purpose");
        text("language", language.getLanguage());
        proportionate();
    }

    private void receipt(Optional<ActView> transmission) {
        transmission.ifPresent(
                act -> {
                    text("transmission", act.digest());
                    said(act, "terms", "purpose")
                            .ifPresent(purpose -> text("purpose", String.valueOf(purpose)));
                });
    }

    private void offence() {
        text("measure", "PRODUCE_CONTENT");
        says("offenceTitle", "offence");
        says("statute", "statute");
        number("conventionArticle", 9);
        number("maxMonths", 60);
        says("summary", "summary");
    }

    private void proportionate() {
        says("proportionality", "proportionality");
        says("lessIntrusiveMeans", "lesser");
    }

    /** As it stands in the act before, so that nothing is asked beyond it. */
    private void scope(Optional<ActView> before) {
        texts("accounts", before, "subject", List.of(ACCOUNT));
        texts("categories", before, "terms", List.of("CONTENT"));
        var first = today.minusDays(DAYS).toString();
        text("from", before.flatMap(act -> word(act, "from")).orElse(first));
        text("to", before.flatMap(act -> word(act, "to")).orElse(today.minusDays(1).toString()));
    }

    private static Optional<String> word(ActView act, String field) {
        return said(act, "terms", field).map(String::valueOf);
    }

    private static Optional<Object> said(ActView act, String section, String field) {
        return Optional.ofNullable(act.sections().get(section))
                .flatMap(held -> Optional.ofNullable(held.content().get(field)));
    }

    private void texts(
            String field, Optional<ActView> before, String section, List<String> otherwise) {
        var said = before.flatMap(act -> said(act, section, field));
        values.put(
                field,
                Json.strings(
                        said.filter(List.class::isInstance)
                                .map(
                                        many ->
                                                ((List<?>) many)
                                                        .stream().map(String::valueOf).toList())
                                .orElse(otherwise)));
    }

    private void text(String field, String text) {
        values.put(field, new Json.Str(text));
    }

    private void number(String field, long number) {
        values.put(field, new Json.Int(number));
    }

    private void says(String field, String key) {
        text(
                field,
                Languages.text("messages.rehearsal", "rehearsal.fill." + key, language)
                        .orElseThrow());
    }

    private Json.Obj sections(Type type) {
        var sections = new LinkedHashMap<String, Json>();
        for (var field : Cooperation.fields(type)) {
            var value = values.get(field.name());
            if (value == null) continue;
            var section =
                    sections.get(field.section()) instanceof Json.Obj begun ? begun : Json.EMPTY;
            sections.put(field.section(), section.with(field.name(), value));
        }
        return new Json.Obj(sections);
    }
}
