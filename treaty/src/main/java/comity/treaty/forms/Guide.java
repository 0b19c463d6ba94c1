package comity.treaty.forms;

import comity.treaty.docket.Act;
import comity.treaty.docket.Field;
import comity.treaty.docket.Form;
import comity.treaty.docket.Type;
import comity.treaty.terms.Conduct;
import comity.treaty.terms.DataCategory;
import comity.treaty.terms.Ground;
import comity.treaty.terms.Measure;
import comity.treaty.terms.Safeguard;
import comity.treaty.terms.Truth;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a form asks each field, and under which article. An article stands alone where its
 * paragraph is not certain.
 */
public final class Guide {
    /** Part, article, and the fields of that part which the article asks for. */
    private static final String TABLE =
            """
            PARTIES   40(15)  requestedState requestedAuthority contact contactHours preferredMeans
            PARTIES   40      treatyBasis channel language
            PARTIES   40(14)  confirmationContact
            PARTIES   40      measure status previous previousContacts previousPreservation
            PARTIES   40      urgency deadline deadlineReason
            CASE      40(15)  conductingAuthority proceeding caseReference courtInCharge relatedDecisions
            CASE      23      nature
            CASE      22      jurisdiction
            CASE      24(2)   authorisation legalBasis
            CASE      3       offenceTitle provision statute conventionArticle
            CASE      2(h)    maxMonths maxMonthsRequested
            CASE      40      deathPenalty assurance
            CASE      6(2)    conduct
            CASE      7       optionalElement dishonestIntent
            CASE      16      harmIntent
            FACTS     40(15)  summary
            FACTS     34      victims
            FACTS     42(3)   relationship
            DATA      40(15)  assistance procedure accounts from to timeZone whyNotIdentified
            DATA      40(15)  personName personNationality personLocation purpose
            DATA      2       categories service custodian
            DATA      24(1)   untargeted
            DATA      36      personalData
            MEASURE   42(3)   necessity mlaIntended plannedMlaBy requestedDays
            MEASURE   42      doNotNotify
            MEASURE   43      preservation communication otherProvider minimalFields
            MEASURE   27      providerSought subscriberFields
            MEASURE   28      searchScope privilegePlan
            MEASURE   45      ownerOrUser periodJustification maxDays
            MEASURE   30      offenceInCatalogue renewals
            MEASURE   40      deliverTo deliveryMethod
            MEASURE   2(o)    emergencyFacts riskToWhom imminence linkToRisk callback
            MEASURE   40(14)  writtenConfirmationBy
            MEASURE   24(2)   exPostReviewBy
            MEASURE   31      propertyDescription propertyLocation estimatedValue virtualAddress chain
            MEASURE   31      transactions courtOrder orderAuthority orderDate orderHash orderFinal
            MEASURE   50      scopeOfExecution thirdPartyRights notifyBonaFide
            MEASURE   40      witness questions interpreter byVideo documentToServe
            MEASURE   40(9)   detaineeTransfer informedConsent consentDocument
            CONDITIONS 24(1)  proportionality lessIntrusiveMeans needOfAccounts needOfCategories needOfPeriod
            CONDITIONS 24(3)  thirdPartiesAffected thirdPartyImpact
            CONDITIONS 36     retention
            CONDITIONS 40(20) confidential confidentialUntil confidentialReview confidentialReason
            CONDITIONS 5(2)   directAction
            CONDITIONS 28(4)  weakenedProtection
            CONDITIONS 40     costs
            DECISION  40(4)   information reasonUseful sourceProceeding
            DECISION  36      transferBasis
            DECISION  40(5)   useRestriction
            DECISION  36(3)   transmission
            DECISION  40(19)  seeks concerning
            DECISION  36(3)   recipient dataItems safeguards
            DECISION  36(2)   keepUntil
            DECISION  36(1)   handlers
            DECISION  40      request useMade disclosures deletionDate evidenceHashes
            DECISION  40(21)  grounds
            DECISION  40(25)  reasons
            DECISION  40(28)  consultation alternatives
            DECISION  24      remedyInfo
            DECISION  40      headOfAuthority
            """;

    private static final Map<String, Place> PLACES = places();

    private Guide() {}

    /**
     * Where a field is asked.
     *
     * @param article as it is shown: {@code 40(15)}, or {@code 45} alone
     */
    public record Place(Part part, String article) {}

    /** Where {@code field} is asked; a fact that an officer assesses stands among those. */
    public static Place place(Field field) {
        if (field.name().contains(".")) return new Place(Part.ASSESSED, "40");
        var place = PLACES.get(field.name());
        if (place == null) throw new IllegalStateException("no part asks " + field.name());
        return place;
    }

    /** What {@code form} asks for {@code measure}, by part; parts that ask nothing are left out. */
    public static Map<Part, List<Field>> parts(Form form, Optional<Measure> measure) {
        var parts = new EnumMap<Part, List<Field>>(Part.class);
        for (var field : measure.map(form::fields).orElseGet(form::fields))
            parts.computeIfAbsent(place(field).part(), _ -> new ArrayList<>()).add(field);
        return parts;
    }

    /** The form of an act of {@code type} that seeks {@code measure}; empty if it is none. */
    public static Optional<Form> form(Type type, Optional<Measure> measure) {
        return Stream.of(Form.values())
                .filter(form -> form.type() == type)
                .filter(
                        form ->
                                type != Type.REQUEST
                                        || measure.filter(form.measures()::contains).isPresent())
                .findFirst();
    }

    /** The words that a field may be; empty where it is not one of a list. */
    public static List<String> choices(Field field) {
        return switch (field.kind()) {
            case CATEGORIES -> names(DataCategory.values());
            case CONDUCT -> names(Conduct.values());
            case GROUNDS -> names(Ground.values());
            case OUTCOME -> names(Act.Outcome.values());
            case SAFEGUARD -> Stream.of(Safeguard.values()).map(Safeguard::citation).toList();
            case TRUTH -> names(Truth.values());
            case CODE, CODES -> field.choices();
            case TEXT,
                    LONG_TEXT,
                    NUMBER,
                    DATE,
                    DIGEST,
                    DIGESTS,
                    SECTIONS,
                    TEXTS,
                    STATE,
                    EXHIBITS,
                    MANIFESTS,
                    NAMED_TEXTS ->
                    List.of();
        };
    }

    private static List<String> names(Enum<?>[] words) {
        return Stream.of(words).map(Enum::name).toList();
    }

    private static Map<String, Place> places() {
        var places = new LinkedHashMap<String, Place>();
        TABLE.lines()
                .map(line -> line.strip().split("\\s+"))
                .forEach(
                        words -> {
                            for (var i = 2; i < words.length; i++)
                                places.put(words[i], new Place(Part.valueOf(words[0]), words[1]));
                        });
        return Map.copyOf(places);
    }
}
