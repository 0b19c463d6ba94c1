package comity.treaty.assessment;

import comity.treaty.facts.Fact;
import comity.treaty.facts.Facts;
import comity.treaty.law.Profiles;
import comity.treaty.terms.Offence;
import comity.treaty.terms.Truth;
import java.util.ArrayList;
import java.util.List;

/** Every legal basis that a matter could rest on, with why and why not. */
final class Bases {
    private static final Facts.Codes OWN_OFFENCES_ONLY =
            Facts.Codes.of("EXTRADITION", "LE_COOP", "JIT", "CONFISCATE");
    private static final Facts.Codes OF_THE_PROTOCOL =
            Facts.Codes.of("PRODUCE_SUBSCRIBER", "PRODUCE_TRAFFIC", "EMERGENCY", "JIT", "HEARING");
    private static final Facts.Codes INTRUSIVE = Facts.Codes.of("INTERCEPT", "RT_TRAFFIC");

    private Bases() {}

    static List<Assessment.Basis> of(Matter matter, Facts facts, Profiles profiles) {
        var bases = new ArrayList<Assessment.Basis>();
        for (var instrument : Instrument.values())
            bases.add(basis(facts, instrument, Standing.of(matter, profiles, instrument)));
        return List.copyOf(bases);
    }

    private static Assessment.Basis basis(Facts facts, Instrument instrument, Standing standing) {
        var conditions = new Conditions();
        if (instrument == Instrument.UNCC && standing.words().isEmpty())
            conditions.and(facts.is(Fact.IN_FORCE), "in-force");
        else if (instrument != Instrument.RECIPROCITY)
            conditions.also(standing.truth(), standing.code());
        var own = facts.between(Fact.ARTICLE, 7, 17);
        var serious = facts.atLeast(Fact.MONTHS_REQUESTING, Offence.SERIOUS_MONTHS);
        switch (instrument) {
            case UNCC -> {
                conditions.and(own.or(serious), "own-or-serious");
                conditions.and(own.or(facts.any(Fact.MEASURE, OWN_OFFENCES_ONLY).not()), "measure");
            }
            case BUDAPEST -> {
                conditions.and(facts.is(Fact.SPECIFIC_PROCEEDING), "specific");
                conditions.and(
                        facts.any(Fact.MEASURE, Facts.Codes.of("CONFISCATE")).not(), "measure");
            }
            case BUDAPEST_PROTOCOL_2 -> {
                conditions.and(facts.any(Fact.MEASURE, OF_THE_PROTOCOL), "measure");
                conditions.and(facts.is(Fact.SPECIFIC_PROCEEDING), "specific");
            }
            case UNTOC -> {
                conditions.and(serious, "serious");
                conditions.and(Truth.UNKNOWN, "organised-and-transnational");
            }
            case BILATERAL -> conditions.and(Truth.UNKNOWN, "its-own-terms");
            case RECIPROCITY -> {
                conditions.and(facts.any(Fact.MEASURE, INTRUSIVE).not(), "not-intrusive");
                conditions.and(Truth.UNKNOWN, "law-allows-reciprocity");
            }
        }
        return new Assessment.Basis(
                instrument, conditions.all, List.copyOf(conditions.reasons), standing.words());
    }

    /** Conditions that must all hold; each is told with how it stands. */
    private static final class Conditions {
        private Truth all = Truth.TRUE;
        private final List<String> reasons = new ArrayList<>();

        void and(Truth truth, String code) {
            also(
                    truth,
                    code
                            + switch (truth) {
                                case TRUE -> ".yes";
                                case FALSE -> ".no";
                                case UNKNOWN -> ".unknown";
                            });
        }

        void also(Truth truth, String reason) {
            all = all.and(truth);
            reasons.add(reason);
        }
    }
}
