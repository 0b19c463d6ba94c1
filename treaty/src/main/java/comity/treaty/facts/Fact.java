package comity.treaty.facts;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The catalogue of facts. Each has its place in a request's document ({@code offence.statute}), a
 * kind, and somebody who says it; a fact that nobody said is unknown, unless it is {@link
 * #presumed} not to be there.
 */
public enum Fact {
    MEASURE(
            "measure",
            Kind.CODE,
            Owner.DRAFTER,
            "PRESERVE",
            "TRAFFIC_DISCLOSE",
            "PRODUCE_SUBSCRIBER",
            "PRODUCE_TRAFFIC",
            "PRODUCE_CONTENT",
            "SEARCH_SEIZE",
            "RT_TRAFFIC",
            "INTERCEPT",
            "FREEZE",
            "CONFISCATE",
            "HEARING",
            "SERVICE",
            "SPONTANEOUS",
            "EMERGENCY",
            "EXTRADITION",
            "JIT",
            "LE_COOP"),
    LANGUAGE("language", Kind.TEXT, Owner.DRAFTER),

    OFFENCE_TITLE("offence.title", Kind.TEXT, Owner.DRAFTER),
    STATUTE("offence.statute", Kind.TEXT, Owner.DRAFTER),
    ARTICLE("offence.article", Kind.NUMBER, Owner.DRAFTER, Presumed.NOT),
    MONTHS_REQUESTING("offence.maxMonthsRequesting", Kind.NUMBER, Owner.DRAFTER),
    MONTHS_REQUESTED("offence.maxMonthsRequested", Kind.NUMBER, Owner.REVIEWER),
    CONDUCT(
            "offence.conduct",
            Kind.CODES,
            Owner.REVIEWER,
            "CRITICISM",
            "ART_OR_SATIRE",
            "POLITICAL_SPEECH",
            "JOURNALISM",
            "RELIGIOUS_PRACTICE",
            "ASSEMBLY_OR_ASSOCIATION",
            "SOGI_EXPRESSION",
            "CONSENSUAL_SAME_SEX",
            "DEFAMATION",
            "INSULT_OF_HEAD_OF_STATE",
            "FALSE_NEWS",
            "INCITEMENT_TO_VIOLENCE",
            "VIOLENCE",
            "OTHER"),
    POLITICAL_OFFENCE("offence.political", Kind.TRUTH, Owner.REVIEWER),
    DEATH_PENALTY("offence.deathPenalty", Kind.TRUTH, Owner.DRAFTER),
    HARSH_SENTENCE("offence.corporalOrWholeLife", Kind.TRUTH, Owner.REVIEWER),
    AUTHORISED_TESTING("offence.authorisedTesting", Kind.TRUTH, Owner.REVIEWER),
    SECURITY_RESEARCH("offence.securityResearch", Kind.TRUTH, Owner.REVIEWER, Presumed.NOT),
    DISHONEST_INTENT("offence.dishonestIntent", Kind.TEXT, Owner.DRAFTER),
    ELEMENT_ALLEGED("offence.optionalElementAlleged", Kind.TRUTH, Owner.DRAFTER, Presumed.NOT),
    CHILDREN_AMONG_THEMSELVES("offence.childrenAmongThemselves", Kind.TRUTH, Owner.REVIEWER),
    FICTIONAL("offence.fictionalMaterial", Kind.TRUTH, Owner.REVIEWER, Presumed.NOT),
    HARM_INTENT("offence.harmIntentAlleged", Kind.TRUTH, Owner.DRAFTER, Presumed.NOT),
    FINAL_JUDGMENT("offence.finalJudgment", Kind.TRUTH, Owner.REVIEWER),
    TRIVIAL("offence.trivial", Kind.TRUTH, Owner.REVIEWER, Presumed.NOT),
    DUAL_CRIMINALITY("offence.criminalInBoth", Kind.TRUTH, Owner.REVIEWER),
    LABELS_DIFFER("offence.labelsDiffer", Kind.TRUTH, Owner.REVIEWER, Presumed.NOT),

    SPECIFIC_PROCEEDING("proceeding.specific", Kind.TRUTH, Owner.DRAFTER),
    PROCEEDING_NATURE(
            "proceeding.nature",
            Kind.CODE,
            Owner.DRAFTER,
            "CRIMINAL",
            "INTELLIGENCE",
            "IMMIGRATION",
            "CIVIL",
            "ADMINISTRATIVE"),
    JURISDICTION(
            "proceeding.jurisdiction",
            Kind.CODE,
            Owner.DRAFTER,
            "TERRITORY",
            "FLAG",
            "AIRCRAFT",
            "PASSIVE_PERSONALITY",
            "ACTIVE_PERSONALITY",
            "AGAINST_STATE",
            "OTHER_DOMESTIC"),
    AUTHORITY("proceeding.authority", Kind.TEXT, Owner.DRAFTER),
    CONDUCTING_AUTHORITY("proceeding.conductingAuthority", Kind.TEXT, Owner.DRAFTER),
    SUMMARY("proceeding.summary", Kind.TEXT, Owner.DRAFTER),
    ASSISTANCE("proceeding.assistance", Kind.TEXT, Owner.DRAFTER),
    PURPOSE("proceeding.purpose", Kind.TEXT, Owner.DRAFTER),

    CATEGORIES("data.categories", Kind.CODES, Owner.DRAFTER, "SUBSCRIBER", "TRAFFIC", "CONTENT"),
    ACCOUNTS("data.accounts", Kind.NUMBER, Owner.DRAFTER),
    UNTARGETED("data.untargeted", Kind.TRUTH, Owner.DRAFTER, Presumed.NOT),
    DAYS("data.days", Kind.NUMBER, Owner.DRAFTER),
    WHY_UNIDENTIFIED("data.whyNotIdentified", Kind.TEXT, Owner.DRAFTER),
    SENSITIVE("data.sensitive", Kind.TRUTH, Owner.REVIEWER),
    PRIVILEGED("data.privileged", Kind.TRUTH, Owner.REVIEWER),
    PRIVILEGED_ONLY("data.privilegedCommunications", Kind.TRUTH, Owner.REVIEWER, Presumed.NOT),
    MAY_REVEAL_SOURCE("data.mayRevealSource", Kind.TRUTH, Owner.REVIEWER),
    SEEKS_SOURCE("data.seeksSource", Kind.TRUTH, Owner.REVIEWER, Presumed.NOT),
    OVERRIDING_INTEREST("data.overridingInterest", Kind.TRUTH, Owner.REVIEWER, Presumed.NOT),
    VICTIM_DATA("data.victims", Kind.TRUTH, Owner.REVIEWER, Presumed.NOT),
    WHEREABOUTS("data.whereaboutsOrIdentity", Kind.TRUTH, Owner.REVIEWER),
    BEYOND_PATH("data.beyondProviderAndPath", Kind.TRUTH, Owner.REVIEWER, Presumed.NOT),
    PERSONAL("data.personal", Kind.TRUTH, Owner.DRAFTER),

    PERSON_ROLE(
            "person.role",
            Kind.CODES,
            Owner.REVIEWER,
            "SUSPECT",
            "WITNESS",
            "VICTIM",
            "THIRD_PARTY",
            "JOURNALIST",
            "HUMAN_RIGHTS_DEFENDER",
            "WHISTLEBLOWER",
            "OPPOSITION"),
    MINOR("person.minor", Kind.TRUTH, Owner.REVIEWER),
    ASYLUM("person.refugeeFromRequesting", Kind.TRUTH, Owner.REVIEWER),

    HOME_JUDGE("authorisation.requestingJudge", Kind.TRUTH, Owner.DRAFTER),
    HOME_REVIEW("authorisation.requestingReview", Kind.TRUTH, Owner.DRAFTER),
    THERE_JUDGE("authorisation.requestedJudge", Kind.TRUTH, Owner.REVIEWER),
    THERE_REVIEW("authorisation.requestedReview", Kind.TRUTH, Owner.REVIEWER),
    REVIEW_INDEPENDENT("authorisation.independent", Kind.TRUTH, Owner.DRAFTER),
    AUTHORISED_DAYS("authorisation.days", Kind.NUMBER, Owner.DRAFTER),
    PROPORTIONALITY("authorisation.proportionality", Kind.TEXT, Owner.DRAFTER),
    LESS_INTRUSIVE("authorisation.lessIntrusiveMeans", Kind.TEXT, Owner.DRAFTER),
    THIRD_PARTIES("authorisation.thirdPartiesAffected", Kind.TRUTH, Owner.DRAFTER),
    THIRD_PARTY_IMPACT("authorisation.thirdPartyImpact", Kind.TEXT, Owner.DRAFTER),
    COURT_ORDER("authorisation.courtOrder", Kind.TRUTH, Owner.DRAFTER),
    SAME_PERSON("authorisation.samePersonAsked", Kind.TRUTH, Owner.CLOCK, Presumed.NOT),
    AUTOMATED("authorisation.automatedOnly", Kind.TRUTH, Owner.REVIEWER, Presumed.NOT),

    POLITICAL_OPINION("grounds.politicalOpinion", Kind.TRUTH, Owner.REVIEWER),
    OTHER_GROUND("grounds.otherOf40_22", Kind.TRUTH, Owner.REVIEWER),
    PREJUDICE("grounds.prejudiceToPosition", Kind.TRUTH, Owner.REVIEWER),
    TORTURE("risks.tortureOrDisappearance", Kind.TRUTH, Owner.REVIEWER),
    UNFAIR_TRIAL("risks.flagrantDenialOfJustice", Kind.TRUTH, Owner.REVIEWER),
    ASSURANCE("risks.assuranceGiven", Kind.TRUTH, Owner.DRAFTER, Presumed.NOT),

    CHANNEL(
            "channel",
            Kind.CODE,
            Owner.DRAFTER,
            "CENTRAL",
            "CONTACT_24_7",
            "DIPLOMATIC",
            "INTERPOL",
            "LAW_ENFORCEMENT"),
    DESIGNATED("sender.designated", Kind.TRUTH, Owner.LAW),
    AUTHENTIC("sender.authentic", Kind.TRUTH, Owner.REVIEWER),
    CONFIRMATION_OVERDUE(
            "sender.writtenConfirmationOverdue", Kind.TRUTH, Owner.CLOCK, Presumed.NOT),
    STATISTICS_ABNORMAL("sender.patternAbnormal", Kind.TRUTH, Owner.CLOCK, Presumed.NOT),

    REMOTE_ACCESS("asks.directAction", Kind.TRUTH, Owner.DRAFTER, Presumed.NOT),
    WEAKENING("asks.weakenedProtection", Kind.TRUTH, Owner.DRAFTER, Presumed.NOT),
    CONFIDENTIAL("asks.confidentiality", Kind.TRUTH, Owner.DRAFTER, Presumed.NOT),
    CONFIDENTIAL_DAYS("asks.confidentialityDays", Kind.NUMBER, Owner.DRAFTER),
    CANNOT_KEEP_SECRET("asks.confidentialityImpossible", Kind.TRUTH, Owner.REVIEWER, Presumed.NOT),
    RETENTION("asks.retention", Kind.TEXT, Owner.DRAFTER),
    MLA_INTENDED("preservation.mlaIntended", Kind.TRUTH, Owner.DRAFTER),
    NECESSITY("preservation.necessity", Kind.TEXT, Owner.DRAFTER),
    RELATIONSHIP("preservation.relationship", Kind.TEXT, Owner.DRAFTER),
    DAYS_PRESERVED("preservation.daysSinceEffected", Kind.NUMBER, Owner.CLOCK),
    WITHDRAWN("preservation.withdrawn", Kind.TRUTH, Owner.CLOCK, Presumed.NOT),
    MLA_RECEIVED("preservation.mlaReceived", Kind.TRUTH, Owner.CLOCK, Presumed.NOT),
    EXTENDED("preservation.extended", Kind.TRUTH, Owner.CLOCK, Presumed.NOT),
    ORDER_DAYS("preservation.orderDays", Kind.NUMBER, Owner.CLOCK, Presumed.NOT),
    ORDER_RENEWED("preservation.orderRenewed", Kind.TRUTH, Owner.CLOCK, Presumed.NOT),

    EMERGENCY("emergency.claimed", Kind.TRUTH, Owner.DRAFTER, Presumed.NOT),
    RISK_SIGNIFICANT("emergency.significant", Kind.TRUTH, Owner.REVIEWER),
    RISK_IMMINENT("emergency.imminent", Kind.TRUTH, Owner.REVIEWER),
    RISK_TO_LIFE("emergency.lifeOrSafety", Kind.TRUTH, Owner.REVIEWER),
    EX_POST_OVERDUE("emergency.reviewOverdue", Kind.TRUTH, Owner.CLOCK, Presumed.NOT),

    IN_FORCE("between.conventionInForce", Kind.TRUTH, Owner.LAW),
    OTHER_TREATY("between.otherTreatyInForce", Kind.TRUTH, Owner.LAW),
    BOTH_THRESHOLDS("law.bothThresholds", Kind.TRUTH, Owner.LAW, Presumed.NOT),
    SERIOUS_MONTHS("law.seriousMonths", Kind.NUMBER, Owner.LAW),
    MOST_ACCOUNTS("law.mostAccounts", Kind.NUMBER, Owner.LAW),
    MOST_DAYS("law.mostDays", Kind.NUMBER, Owner.LAW),
    MOST_AUTHORISED_DAYS("law.mostAuthorisedDays", Kind.NUMBER, Owner.LAW),
    LANGUAGE_ACCEPTED("law.languageAccepted", Kind.TRUTH, Owner.LAW),
    IN_CATALOGUE("law.interceptionCatalogue", Kind.TRUTH, Owner.LAW),
    ELEMENT_REQUIRED("law.optionalElementRequired", Kind.TRUTH, Owner.LAW, Presumed.NOT),
    CHILD_EXCLUSION("law.childExclusion", Kind.TRUTH, Owner.LAW, Presumed.NOT),
    LIMITED_14_3("law.limitedTo14_3", Kind.TRUTH, Owner.LAW, Presumed.NOT),
    HARM_REQUIRED("law.harmIntentRequired", Kind.TRUTH, Owner.LAW, Presumed.NOT),
    RESERVATION_23_3("law.reservation23_3", Kind.TRUTH, Owner.LAW, Presumed.NOT),
    RESERVATION_42_5("law.reservation42_5", Kind.TRUTH, Owner.LAW, Presumed.NOT),
    ABOLITIONIST("law.abolitionist", Kind.TRUTH, Owner.LAW),
    STRICTER("law.stricter", Kind.TRUTH, Owner.LAW, Presumed.NOT),
    REMEDY("law.effectiveRemedy", Kind.TRUTH, Owner.LAW),
    DOMESTIC_MEASURE("law.measureAvailableAtHome", Kind.TRUTH, Owner.LAW),
    TRANSFER_BASIS("law.transferBasis", Kind.TRUTH, Owner.LAW),
    RECEIVING_SAFEGUARDS("law.receivingSafeguards", Kind.TRUTH, Owner.REVIEWER),

    REMINDERS("execution.remindersUnanswered", Kind.NUMBER, Owner.CLOCK, Presumed.NOT),
    PREJUDICES_ONGOING("execution.prejudicesOngoing", Kind.TRUTH, Owner.REVIEWER, Presumed.NOT),
    EXTRAORDINARY_COST("execution.extraordinaryCost", Kind.TRUTH, Owner.REVIEWER, Presumed.NOT),
    FOREIGN_AGENTS_ALONE(
            "execution.foreignAgentsUndirected", Kind.TRUTH, Owner.REVIEWER, Presumed.NOT),
    BONA_FIDE_CLAIM("execution.bonaFideClaimPending", Kind.TRUTH, Owner.REVIEWER, Presumed.NOT),
    DETAINEE("execution.detaineeTransfer", Kind.TRUTH, Owner.DRAFTER, Presumed.NOT),
    CONSENT("execution.informedConsent", Kind.TRUTH, Owner.DRAFTER),

    REFUSAL_GROUNDS(
            "refusal.grounds",
            Kind.CODES,
            Owner.REVIEWER,
            "NOT_IN_CONFORMITY",
            "ESSENTIAL_INTERESTS",
            "PROHIBITED_FOR_SIMILAR_DOMESTIC_OFFENCE",
            "CONTRARY_TO_LEGAL_SYSTEM",
            "DUAL_CRIMINALITY",
            "DE_MINIMIS",
            "DISCRIMINATION",
            "HUMAN_RIGHTS",
            "DATA_PROTECTION",
            "OUT_OF_SCOPE",
            "RESERVATION",
            "FISCAL",
            "BANK_SECRECY"),
    REFUSAL_REASONS("refusal.reasons", Kind.TEXT, Owner.REVIEWER),
    CONSULTED("refusal.consulted", Kind.TRUTH, Owner.CLOCK),
    HEAD_SIGNED("refusal.headOfAuthoritySigned", Kind.TRUTH, Owner.REVIEWER),

    OTHER_USE("use.otherPurpose", Kind.TRUTH, Owner.DRAFTER, Presumed.NOT),
    USE_CONSENT("use.consent", Kind.TRUTH, Owner.DRAFTER),
    ONWARD("use.onwardTransfer", Kind.TRUTH, Owner.DRAFTER, Presumed.NOT),
    ONWARD_AUTHORISED("use.onwardAuthorised", Kind.TRUTH, Owner.DRAFTER),
    EXCULPATORY("use.exculpatoryFound", Kind.TRUTH, Owner.DRAFTER, Presumed.NOT);

    /** What a fact's value looks like. */
    public enum Kind {
        /** {@code true}, {@code false} or unknown. */
        TRUTH,
        /** A whole number, not negative. */
        NUMBER,
        /** Words; what is absent or blank was not said. */
        TEXT,
        /** One of the fact's {@link Fact#codes}. */
        CODE,
        /** Any of them. */
        CODES
    }

    /** Who says it. */
    public enum Owner {
        /** The requesting State's officer who drafts. */
        DRAFTER,
        /** A named officer of the requested State, whose assessment another may contest. */
        REVIEWER,
        /** The requested State's profile, and the register of treaties. */
        LAW,
        /** The system: what it counted, or found on the docket. */
        CLOCK
    }

    /** What the system, not a person, finds on the docket or on the refusal itself. */
    private static final Set<String> FOUND =
            Set.of(
                    "sender.authentic",
                    "refusal.grounds",
                    "refusal.reasons",
                    "refusal.headOfAuthoritySigned");

    /** What a reviewer may state where the profile is silent, or the request is wrong. */
    private static final Set<String> SUPPLIED =
            Set.of(
                    "offence.deathPenalty",
                    "law.interceptionCatalogue",
                    "law.abolitionist",
                    "law.effectiveRemedy",
                    "law.measureAvailableAtHome",
                    "law.transferBasis");

    private enum Presumed {
        NOT
    }

    private static final Map<String, Fact> BY_PATH = new LinkedHashMap<>();

    static {
        for (var fact : values()) BY_PATH.put(fact.path, fact);
    }

    private final String path;
    private final Kind kind;
    private final Owner owner;
    private final boolean presumed;
    private final List<String> codes;

    Fact(String path, Kind kind, Owner owner, String... codes) {
        this(path, kind, owner, false, List.of(codes));
    }

    Fact(String path, Kind kind, Owner owner, Presumed presumed) {
        this(path, kind, owner, presumed == Presumed.NOT, List.of());
    }

    Fact(String path, Kind kind, Owner owner, boolean presumed, List<String> codes) {
        this.path = path;
        this.kind = kind;
        this.owner = owner;
        this.presumed = presumed;
        this.codes = codes;
    }

    /** Where it stands in an assessment's document, members separated by dots. */
    public String path() {
        return path;
    }

    public Kind kind() {
        return kind;
    }

    public Owner owner() {
        return owner;
    }

    /**
     * True if it is taken not to be there until somebody says so; else what is unsaid is unknown.
     */
    public boolean presumed() {
        return presumed;
    }

    /** Whether a named officer assesses it in an act of their own. */
    public boolean isAssessed() {
        return owner == Owner.REVIEWER && !FOUND.contains(path) || SUPPLIED.contains(path);
    }

    /** The codes that a {@link Kind#CODE} or {@link Kind#CODES} may hold. */
    public List<String> codes() {
        return codes;
    }

    public static Optional<Fact> of(String path) {
        return Optional.ofNullable(BY_PATH.get(path));
    }
}
