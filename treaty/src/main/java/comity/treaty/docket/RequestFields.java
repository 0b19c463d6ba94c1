package comity.treaty.docket;

import static comity.treaty.docket.Cooperation.EXHIBITS_SECTION;
import static comity.treaty.docket.Cooperation.FACTS;
import static comity.treaty.docket.Cooperation.REASONS;
import static comity.treaty.docket.Cooperation.SUBJECT;
import static comity.treaty.docket.Cooperation.TERMS;
import static comity.treaty.docket.Cooperation.VICTIMS;
import static comity.treaty.docket.Field.Kind.CODE;
import static comity.treaty.docket.Field.Kind.CODES;
import static comity.treaty.docket.Field.Kind.CONDUCT;
import static comity.treaty.docket.Field.Kind.DATE;
import static comity.treaty.docket.Field.Kind.DIGEST;
import static comity.treaty.docket.Field.Kind.LONG_TEXT;
import static comity.treaty.docket.Field.Kind.NUMBER;
import static comity.treaty.docket.Field.Kind.STATE;
import static comity.treaty.docket.Field.Kind.TEXT;
import static comity.treaty.docket.Field.Kind.TEXTS;
import static comity.treaty.docket.Field.Kind.TRUTH;
import static comity.treaty.terms.Measure.CONFISCATE;
import static comity.treaty.terms.Measure.EMERGENCY;
import static comity.treaty.terms.Measure.EXTRADITION;
import static comity.treaty.terms.Measure.FREEZE;
import static comity.treaty.terms.Measure.HEARING;
import static comity.treaty.terms.Measure.INTERCEPT;
import static comity.treaty.terms.Measure.JIT;
import static comity.treaty.terms.Measure.LE_COOP;
import static comity.treaty.terms.Measure.PRESERVE;
import static comity.treaty.terms.Measure.PRODUCE_CONTENT;
import static comity.treaty.terms.Measure.PRODUCE_SUBSCRIBER;
import static comity.treaty.terms.Measure.PRODUCE_TRAFFIC;
import static comity.treaty.terms.Measure.RT_TRAFFIC;
import static comity.treaty.terms.Measure.SEARCH_SEIZE;
import static comity.treaty.terms.Measure.SERVICE;
import static comity.treaty.terms.Measure.SPONTANEOUS;
import static comity.treaty.terms.Measure.TRAFFIC_DISCLOSE;

import comity.treaty.facts.Fact;
import comity.treaty.terms.Measure;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Everything that a request may say, each field with the measures that ask for it: Articles 40(15),
 * 42(3), 43, 45(3), 41(3), 31, 50 and the model forms of the Council of Europe and the European
 * Union.
 */
final class RequestFields {
    private static final Set<Measure> PROPERTY = EnumSet.of(FREEZE, CONFISCATE);
    private static final Set<Measure> CONTENT =
            EnumSet.of(PRODUCE_CONTENT, SEARCH_SEIZE, INTERCEPT);
    private static final Set<Measure> REAL_TIME = EnumSet.of(RT_TRAFFIC, INTERCEPT);
    private static final Set<Measure> PRODUCED =
            EnumSet.of(
                    PRODUCE_SUBSCRIBER,
                    PRODUCE_TRAFFIC,
                    PRODUCE_CONTENT,
                    SEARCH_SEIZE,
                    RT_TRAFFIC,
                    INTERCEPT,
                    EMERGENCY);

    /** Measures over stored or flowing data: accounts, categories and a period belong to them. */
    private static final Set<Measure> DATA =
            EnumSet.complementOf(
                    EnumSet.of(
                            FREEZE,
                            CONFISCATE,
                            HEARING,
                            SERVICE,
                            SPONTANEOUS,
                            EXTRADITION,
                            JIT,
                            LE_COOP));

    /** Measures that a court or another independent authority of the asking State decided on. */
    private static final Set<Measure> DECIDED =
            EnumSet.complementOf(EnumSet.of(PRESERVE, TRAFFIC_DISCLOSE, SPONTANEOUS));

    /** 24(1), (2): why each part of what is asked is needed. */
    static final List<Field> NEEDS =
            List.of(
                    new Field("needOfAccounts", REASONS, LONG_TEXT, true),
                    new Field("needOfCategories", REASONS, LONG_TEXT, true),
                    new Field("needOfPeriod", REASONS, LONG_TEXT, true));

    static final List<Field> ALL = all();

    private RequestFields() {}

    /** Whether accounts, categories and a period belong to {@code measure}. */
    static boolean isOverData(Measure measure) {
        return DATA.contains(measure);
    }

    private static List<Field> all() {
        var fields = new ArrayList<Field>();
        fields.addAll(whatAndWho());
        fields.addAll(offence());
        fields.addAll(data());
        fields.addAll(List.copyOf(byMeasure()));
        fields.addAll(property());
        fields.addAll(hearing());
        fields.addAll(conditions());
        return List.copyOf(fields);
    }

    private static List<Field> whatAndWho() {
        return List.of(
                new Field("requestedState", TERMS, STATE, true),
                new Field("requestedAuthority", TERMS, TEXT, false),
                new Field("treatyBasis", TERMS, CODE, false)
                        .of(
                                "UNCC",
                                "BUDAPEST",
                                "BUDAPEST_PROTOCOL_2",
                                "UNTOC",
                                "BILATERAL",
                                "RECIPROCITY"),
                new Field("measure", TERMS, CODE, true).stating(Fact.MEASURE),
                new Field("status", TERMS, CODE, false).of("NEW", "FOLLOW_UP", "EXTENSION"),
                new Field("previous", TERMS, TEXT, false),
                new Field("previousContacts", TERMS, LONG_TEXT, false),
                new Field("previousPreservation", TERMS, TEXT, false),
                new Field("urgency", TERMS, CODE, false).of("ORDINARY", "URGENT", "EMERGENCY"),
                new Field("deadline", TERMS, DATE, false),
                new Field("deadlineReason", REASONS, LONG_TEXT, false),
                new Field("authorisation", TERMS, DIGEST, true).only(DECIDED),
                new Field("conductingAuthority", TERMS, TEXT, true)
                        .stating(Fact.CONDUCTING_AUTHORITY),
                new Field("contact", TERMS, LONG_TEXT, false),
                new Field("contactHours", TERMS, TEXT, false),
                new Field("preferredMeans", TERMS, TEXT, false),
                new Field("confirmationContact", TERMS, LONG_TEXT, false),
                new Field("caseReference", TERMS, TEXT, false),
                new Field("proceeding", TERMS, TEXT, true),
                new Field("courtInCharge", TERMS, TEXT, false),
                new Field("relatedDecisions", TERMS, LONG_TEXT, false),
                new Field("legalBasis", TERMS, LONG_TEXT, false),
                new Field("nature", TERMS, CODE, true).stating(Fact.PROCEEDING_NATURE),
                new Field("jurisdiction", TERMS, CODE, true).stating(Fact.JURISDICTION),
                new Field("channel", TERMS, CODE, true).stating(Fact.CHANNEL),
                new Field("language", TERMS, TEXT, true).stating(Fact.LANGUAGE));
    }

    private static List<Field> offence() {
        return List.of(
                new Field("offenceTitle", TERMS, TEXT, true).stating(Fact.OFFENCE_TITLE),
                new Field("provision", TERMS, TEXTS, false),
                new Field("statute", TERMS, LONG_TEXT, true).stating(Fact.STATUTE),
                new Field("conventionArticle", TERMS, NUMBER, false).stating(Fact.ARTICLE),
                new Field("maxMonths", TERMS, NUMBER, true).stating(Fact.MONTHS_REQUESTING),
                new Field("maxMonthsRequested", TERMS, NUMBER, false)
                        .stating(Fact.MONTHS_REQUESTED),
                new Field("deathPenalty", TERMS, TRUTH, true).stating(Fact.DEATH_PENALTY),
                new Field("assurance", TERMS, TRUTH, false).stating(Fact.ASSURANCE),
                new Field("conduct", TERMS, CONDUCT, false),
                new Field("optionalElement", TERMS, TRUTH, false).stating(Fact.ELEMENT_ALLEGED),
                new Field("dishonestIntent", FACTS, LONG_TEXT, false)
                        .stating(Fact.DISHONEST_INTENT),
                new Field("harmIntent", TERMS, TRUTH, false).stating(Fact.HARM_INTENT),
                new Field("summary", FACTS, LONG_TEXT, true).stating(Fact.SUMMARY),
                new Field("victims", VICTIMS, TEXTS, false),
                new Field("relationship", FACTS, LONG_TEXT, true)
                        .stating(Fact.RELATIONSHIP)
                        .only(EnumSet.of(PRESERVE, RT_TRAFFIC, INTERCEPT)));
    }

    private static List<Field> data() {
        return List.of(
                new Field("assistance", TERMS, TEXT, true).stating(Fact.ASSISTANCE),
                new Field("procedure", TERMS, LONG_TEXT, false),
                new Field("accounts", SUBJECT, TEXTS, true),
                new Field("categories", TERMS, Field.Kind.CATEGORIES, true).only(DATA),
                new Field("from", TERMS, DATE, true).only(DATA),
                new Field("to", TERMS, DATE, true).only(DATA),
                new Field("timeZone", TERMS, TEXT, false).only(DATA),
                new Field("whyNotIdentified", REASONS, LONG_TEXT, false)
                        .stating(Fact.WHY_UNIDENTIFIED),
                new Field("untargeted", TERMS, TRUTH, false).stating(Fact.UNTARGETED).only(DATA),
                new Field("service", TERMS, TEXT, false).only(DATA),
                new Field("custodian", SUBJECT, TEXT, false).only(DATA),
                new Field("personName", SUBJECT, TEXT, false),
                new Field("personNationality", SUBJECT, TEXT, false),
                new Field("personLocation", SUBJECT, TEXT, false),
                new Field("personalData", TERMS, TRUTH, false).stating(Fact.PERSONAL),
                new Field("purpose", TERMS, TEXT, true).stating(Fact.PURPOSE));
    }

    private static List<Field> byMeasure() {
        var preservation = EnumSet.of(PRESERVE);
        var path = EnumSet.of(TRAFFIC_DISCLOSE);
        var emergency = EnumSet.of(EMERGENCY);
        return List.of(
                new Field("necessity", REASONS, LONG_TEXT, true)
                        .stating(Fact.NECESSITY)
                        .only(EnumSet.of(PRESERVE, RT_TRAFFIC, INTERCEPT)),
                new Field("mlaIntended", TERMS, TRUTH, true)
                        .stating(Fact.MLA_INTENDED)
                        .only(preservation),
                new Field("plannedMlaBy", TERMS, DATE, false).only(preservation),
                new Field("requestedDays", TERMS, NUMBER, false).only(preservation),
                new Field("doNotNotify", TERMS, TRUTH, false).only(DATA),
                new Field("preservation", TERMS, TEXT, true).only(path),
                new Field("communication", SUBJECT, TEXT, true).only(path),
                new Field("otherProvider", TERMS, TEXT, false).only(path),
                new Field("minimalFields", TERMS, CODES, true).of("PROVIDER", "PATH").only(path),
                new Field("providerSought", TERMS, TEXT, true)
                        .only(EnumSet.of(PRODUCE_SUBSCRIBER, PRODUCE_TRAFFIC)),
                new Field("subscriberFields", TERMS, CODES, false)
                        .of(
                                "SERVICE_TYPE",
                                "PERIOD_OF_SERVICE",
                                "IDENTITY",
                                "ADDRESS",
                                "NUMBERS",
                                "BILLING",
                                "EQUIPMENT_LOCATION")
                        .only(EnumSet.of(PRODUCE_SUBSCRIBER)),
                new Field("searchScope", SUBJECT, LONG_TEXT, false).only(CONTENT),
                new Field("privilegePlan", REASONS, LONG_TEXT, false).only(CONTENT),
                new Field("ownerOrUser", SUBJECT, TEXT, false).only(REAL_TIME),
                new Field("periodJustification", REASONS, LONG_TEXT, true).only(REAL_TIME),
                new Field("maxDays", TERMS, NUMBER, true).only(REAL_TIME),
                new Field("deliverTo", TERMS, TEXT, false).only(PRODUCED),
                new Field("deliveryMethod", TERMS, TEXT, false).only(PRODUCED),
                new Field("offenceInCatalogue", TERMS, TRUTH, false).only(EnumSet.of(INTERCEPT)),
                new Field("renewals", TERMS, NUMBER, false).only(EnumSet.of(INTERCEPT)),
                new Field("emergencyFacts", FACTS, LONG_TEXT, true).only(emergency),
                new Field("riskToWhom", FACTS, TEXT, true).only(emergency),
                new Field("imminence", FACTS, LONG_TEXT, true).only(emergency),
                new Field("linkToRisk", FACTS, LONG_TEXT, true).only(emergency),
                new Field("callback", TERMS, TEXT, true).only(emergency),
                new Field("writtenConfirmationBy", TERMS, DATE, true).only(emergency),
                new Field("exPostReviewBy", TERMS, DATE, false).only(emergency));
    }

    private static List<Field> property() {
        return List.of(
                new Field("propertyDescription", SUBJECT, LONG_TEXT, true).only(PROPERTY),
                new Field("propertyLocation", SUBJECT, TEXT, true).only(PROPERTY),
                new Field("estimatedValue", TERMS, TEXT, true).only(PROPERTY),
                new Field("virtualAddress", SUBJECT, TEXT, false).only(PROPERTY),
                new Field("chain", TERMS, TEXT, false).only(PROPERTY),
                new Field("transactions", SUBJECT, TEXTS, false).only(PROPERTY),
                new Field("courtOrder", TERMS, TRUTH, true)
                        .stating(Fact.COURT_ORDER)
                        .only(PROPERTY),
                new Field("orderAuthority", TERMS, TEXT, true).only(PROPERTY),
                new Field("orderDate", TERMS, DATE, true).only(PROPERTY),
                new Field("orderHash", TERMS, TEXT, true).only(PROPERTY),
                new Field("orderFinal", TERMS, TRUTH, true).only(PROPERTY),
                new Field("scopeOfExecution", TERMS, LONG_TEXT, true).only(PROPERTY),
                new Field("thirdPartyRights", REASONS, LONG_TEXT, false).only(PROPERTY),
                new Field("notifyBonaFide", REASONS, LONG_TEXT, false).only(PROPERTY));
    }

    private static List<Field> hearing() {
        var hearing = EnumSet.of(HEARING);
        return List.of(
                new Field("witness", SUBJECT, TEXT, true).only(hearing),
                new Field("questions", FACTS, LONG_TEXT, true).only(hearing),
                new Field("interpreter", TERMS, TEXT, false).only(hearing),
                new Field("byVideo", TERMS, TRUTH, false).only(hearing),
                new Field("detaineeTransfer", TERMS, TRUTH, false)
                        .stating(Fact.DETAINEE)
                        .only(hearing),
                new Field("informedConsent", TERMS, TRUTH, false)
                        .stating(Fact.CONSENT)
                        .only(hearing),
                new Field("consentDocument", EXHIBITS_SECTION, TEXT, false).only(hearing),
                new Field("documentToServe", EXHIBITS_SECTION, TEXT, true)
                        .only(EnumSet.of(SERVICE)));
    }

    private static List<Field> conditions() {
        return List.of(
                new Field("needOfAccounts", REASONS, LONG_TEXT, false).only(DATA),
                new Field("needOfCategories", REASONS, LONG_TEXT, false).only(DATA),
                new Field("needOfPeriod", REASONS, LONG_TEXT, false).only(DATA),
                new Field("proportionality", REASONS, LONG_TEXT, true)
                        .stating(Fact.PROPORTIONALITY),
                new Field("lessIntrusiveMeans", REASONS, LONG_TEXT, true)
                        .stating(Fact.LESS_INTRUSIVE),
                new Field("thirdPartiesAffected", TERMS, TRUTH, true).stating(Fact.THIRD_PARTIES),
                new Field("thirdPartyImpact", REASONS, LONG_TEXT, false)
                        .stating(Fact.THIRD_PARTY_IMPACT),
                new Field("retention", TERMS, TEXT, true).stating(Fact.RETENTION),
                new Field("confidential", TERMS, TRUTH, false).stating(Fact.CONFIDENTIAL),
                new Field("confidentialUntil", TERMS, DATE, false),
                new Field("confidentialReview", TERMS, DATE, false),
                new Field("confidentialReason", REASONS, LONG_TEXT, false),
                new Field("directAction", TERMS, TRUTH, false).stating(Fact.REMOTE_ACCESS),
                new Field("weakenedProtection", TERMS, TRUTH, false)
                        .stating(Fact.WEAKENING)
                        .only(PRODUCED),
                new Field("costs", TERMS, TEXT, false));
    }
}
