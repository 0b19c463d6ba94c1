package comity.e2e;

import comity.record.act.Digest;
import java.util.List;

/** What the two stories ask for, in the words that the drafters chose. */
final class Requests {
    static final String PURPOSE =
            "Investigation and prosecution of the ransomware attack on St Brandan's hospital, file 2026/4711";

    static final String FIRST_DAY = "2026-10-01";
    static final String LAST_DAY = "2026-10-10";

    private Requests() {}

    /** Arcadia's court permits that the mailbox is asked for. */
    static Content authoriseMailbox() {
        return Content.of("authorise")
                .with("requestedState", World.BORDURIA)
                .over(Mailbox.ACCOUNT, "2026-10-01", "2026-10-12")
                .with("until", Days.in(34))
                .with(
                        "proportionality",
                        "The ransom notes name this account alone; without its messages of these days neither the"
                                + " intruders nor the keys can be found, and treatment at the hospital stands still.");
    }

    /** An investigator of Arcadia puts the same before their own court. */
    static Content application() {
        return Content.of("apply")
                .with("requestedState", World.BORDURIA)
                .with("measure", "PRODUCE_CONTENT")
                .with("offenceTitle", "Interference with electronic data and extortion")
                .with("statute", "Criminal Code of Arcadia, section 303b")
                .with("conventionArticle", 9)
                .with("maxMonths", 120)
                .with(
                        "summary",
                        "On 1 October 2026 the systems of St Brandan's hospital were encrypted. The note left on them"
                                + " demands payment and names this account as the only contact.")
                .over(Mailbox.ACCOUNT, FIRST_DAY, LAST_DAY)
                .with("needOfAccounts", "No other account is named in the note.")
                .with("needOfCategories", "The demand was made in messages, and only they show it.")
                .with("needOfPeriod", "The attack and the demand fall into these ten days.")
                .with("proportionality", "Patients were in danger, and nobody else can be asked.")
                .with("lessIntrusiveMeans", "Subscriber information led to a prepaid card.");
    }

    /** 2(o): the same, since a patient is in danger now. */
    static Content emergency(Digest authorisation) {
        return mailbox(authorisation)
                .with("measure", "EMERGENCY")
                .with("urgency", "EMERGENCY")
                .with(
                        "emergencyFacts",
                        "The ventilators of the intensive care unit run on the systems that were encrypted.")
                .with("riskToWhom", "Eleven patients")
                .with("imminence", "The reserve ends tonight.")
                .with("linkToRisk", "The key is in the messages.")
                .with("callback", "+999 1 555 0199, whoever answers");
    }

    /** 40(15): the request for the mailbox. */
    static Content mailbox(Digest authorisation) {
        return Content.of("request")
                .with("requestedState", World.BORDURIA)
                .with("authorisation", authorisation)
                .with("conductingAuthority", "Prosecution Office of Arcadia")
                .with("proceeding", "Criminal investigation 2026/4711")
                .with("offenceTitle", "Interference with electronic data and extortion")
                .with(
                        "statute",
                        "Criminal Code of Arcadia, section 303b: Whoever without right encrypts or suppresses electronic"
                                + " data of another and thereby endangers medical care is liable to imprisonment for up to ten years.")
                .with("conventionArticle", 9)
                .with("maxMonths", 120)
                .with("maxMonthsRequested", 96)
                .with(
                        "summary",
                        "On 1 October 2026 the systems of St Brandan's hospital were encrypted. The note left on them"
                                + " demands payment and names "
                                + Mailbox.ACCOUNT
                                + " as the only contact.")
                .with("measure", "PRODUCE_CONTENT")
                .with("nature", "CRIMINAL")
                .with("jurisdiction", "TERRITORY")
                .with("channel", "CENTRAL")
                .with("deathPenalty", "FALSE")
                .with("thirdPartiesAffected", "TRUE")
                .with(
                        "thirdPartyImpact",
                        "Correspondents who only received the account's messages are not named in what is kept.")
                .with("retention", "Deleted one year after the final judgment")
                .with("provision", List.of("XA/303b"))
                .with("assistance", "Stored content data of one mailbox")
                .over(Mailbox.ACCOUNT, "2026-10-01", "2026-10-12")
                .with("purpose", PURPOSE)
                .with("language", "en")
                .with(
                        "proportionality",
                        "One account, twelve days, an attack that endangered patients.")
                .with(
                        "lessIntrusiveMeans",
                        "Subscriber data was obtained and leads to a mail drop; traffic data does not show the keys.");
    }

    /** What Borduria's reviewer assesses of the case, by name: no program knows it. */
    static Content assessment(Digest request) {
        return assessed(request, "OTHER")
                .with(
                        "reasons",
                        "The file, Arcadia's reports to the treaty bodies of the last two years, and the answer to our question.");
    }

    /** The same of whoever posted a picture of a flag. */
    static Content assessmentOfFlag(Digest request) {
        return assessed(request, "SOGI_EXPRESSION")
                .with("reasons", "The posting itself, which the request describes.");
    }

    private static Content assessed(Digest request, String conduct) {
        var content =
                Content.of("assess")
                        .with("request", request)
                        .with("offence.conduct", List.of(conduct))
                        .with("person.role", List.of("SUSPECT"));
        for (var fact : List.of("offence.criminalInBoth", "data.whereaboutsOrIdentity"))
            content.with(fact, "TRUE");
        for (var law :
                List.of(
                        "law.effectiveRemedy",
                        "law.measureAvailableAtHome",
                        "law.transferBasis",
                        "law.receivingSafeguards")) content.with(law, "TRUE");
        for (var fact :
                List.of(
                        "offence.political",
                        "offence.corporalOrWholeLife",
                        "offence.finalJudgment",
                        "data.sensitive",
                        "data.privileged",
                        "data.mayRevealSource",
                        "person.minor",
                        "person.refugeeFromRequesting",
                        "grounds.politicalOpinion",
                        "grounds.otherOf40_22",
                        "grounds.prejudiceToPosition",
                        "risks.tortureOrDisappearance",
                        "risks.flagrantDenialOfJustice")) content.with(fact, "FALSE");
        return content;
    }

    /** Borduria's court permits ten of the twelve days. */
    static Content execution(Digest request) {
        return Content.of("authorise-execution")
                .with("request", request)
                .over(Mailbox.ACCOUNT, FIRST_DAY, LAST_DAY)
                .with("until", Days.in(18))
                .with(
                        "reasons",
                        "The note names this account as the only contact, and no milder measure shows who wrote from it.")
                .with(
                        "narrowing",
                        "The ransom negotiation ended on 10 October; the two days after it are not necessary.");
    }

    static Content order(Digest authorisation) {
        return Content.of("order")
                .with("authorisation", authorisation)
                .with("provider", World.MOREAU.authority())
                .over(Mailbox.ACCOUNT, FIRST_DAY, LAST_DAY)
                .with("due", Days.in(13));
    }

    static Content withdrawal(Digest request) {
        return Content.of("withdraw")
                .with("request", request)
                .with("reasons", "The account's holder has handed over the keys.");
    }

    /** The other story's authorisation: a court lends its name to what must be refused. */
    static Content authoriseFlag() {
        return Content.of("authorise")
                .with("requestedState", World.BORDURIA)
                .over("m.iyer@harbourmail.example", "2026-09-01", "2026-09-30")
                .with("until", Days.in(34))
                .with("proportionality", "The author of the posting has to be identified.");
    }

    /** A picture of a rainbow flag, six years of imprisonment in both States. */
    static Content flag(Digest authorisation) {
        return Content.of("request")
                .with("requestedState", World.BORDURIA)
                .with("authorisation", authorisation)
                .with("conductingAuthority", "Prosecution Office of Arcadia")
                .with("proceeding", "Criminal investigation 2026/5120")
                .with("offenceTitle", "Propaganda of a forbidden movement")
                .with(
                        "statute",
                        "Criminal Code of Arcadia, section 282c: Whoever publicly shows symbols of a forbidden movement"
                                + " is liable to imprisonment for up to six years.")
                .with("maxMonths", 72)
                .with("maxMonthsRequested", 72)
                .with(
                        "summary",
                        "On 12 September 2026 the holder of the account posted a picture of a rainbow flag.")
                .with("measure", "PRODUCE_CONTENT")
                .with("nature", "CRIMINAL")
                .with("jurisdiction", "TERRITORY")
                .with("channel", "CENTRAL")
                .with("deathPenalty", "FALSE")
                .with("thirdPartiesAffected", "FALSE")
                .with("retention", "Kept with the file of the case")
                .with("provision", List.of("XA/282c"))
                .with("assistance", "Stored content data of one mailbox")
                .over("m.iyer@harbourmail.example", "2026-09-01", "2026-09-30")
                .with("purpose", "Prosecution of the posting, file 2026/5120")
                .with("language", "en")
                .with("proportionality", "The offence is punished with six years in both States.")
                .with("lessIntrusiveMeans", "None was considered.");
    }

    static List<String> sogi() {
        return List.of("SOGI_EXPRESSION");
    }
}
