package comity.treaty.assessment;

import comity.treaty.facts.Fact;
import comity.treaty.facts.Facts;
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

    static Truth inForce(Matter matter, Instrument instrument) {
        return matter.treaties().stream()
                .filter(status -> status.instrument() == instrument)
                .map(status -> status.on(matter.day()))
                .reduce(Truth::or)
                .orElse(Truth.UNKNOWN);
    }

    static List<Assessment.Basis> of(Matter matter, Facts facts) {
        var bases = new ArrayList<Assessment.Basis>();
        for (var instrument : Instrument.values()) bases.add(basis(matter, facts, instrument));
        return List.copyOf(bases);
    }

    private static Assessment.Basis basis(Matter matter, Facts facts, Instrument instrument) {
        var conditions = new Conditions();
        if (instrument != Instrument.RECIPROCITY)
            conditions.and(
                    instrument == Instrument.UNCC
                            ? facts.is(Fact.IN_FORCE)
                            : inForce(matter, instrument),
                    "in-force");
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
        return new Assessment.Basis(instrument, conditions.all, List.copyOf(conditions.reasons));
    }

    /** Conditions that must all hold; each is told with how it stands. */
    private static final class Conditions {
        private Truth all = Truth.TRUE;
        private final List<String> reasons = new ArrayList<>();

        void and(Truth truth, String code) {
            all = all.and(truth);
            reasons.add(
                    code
                            + switch (truth) {
                                case TRUE -> ".yes";
                                case FALSE -> ".no";
                                case UNKNOWN -> ".unknown";
                            });
        }
    }
}
