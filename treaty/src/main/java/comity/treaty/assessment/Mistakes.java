package comity.treaty.assessment;

import comity.treaty.rules.Finding;
import comity.treaty.terms.Basis;
import comity.treaty.terms.Citation;
import comity.treaty.terms.Effect;
import comity.treaty.terms.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The cheap mistakes that ruin lives: looked for before anything else. */
final class Mistakes {
    private static final Citation CONTENTS = Citation.high(40, "(15)");

    private Mistakes() {}

    static List<Finding> in(Matter matter) {
        var found = new ArrayList<Finding>();
        for (var identifier : matter.identifiers()) {
            var facts = Map.of("kind", identifier.kind().name(), "value", identifier.value());
            if (!identifier.isWellFormed())
                found.add(mistake("I-001", "identifier.malformed", facts));
            else if (identifier.isNotPublic())
                found.add(mistake("I-002", "identifier.not-public", facts));
            else if (identifier.leadsToMany())
                found.add(mistake("I-003", "identifier.shared-address", facts));
            if (identifier.hasNoCheckDigit() && identifier.confirmedBy().isEmpty())
                found.add(mistake("I-005", "identifier.no-check-digit", facts));
            if (identifier.isUnconfirmed())
                found.add(mistake("I-004", "identifier.unconfirmed", facts));
        }
        return List.copyOf(found);
    }

    private static Finding mistake(String id, String code, Map<String, String> facts) {
        var phrase = Objects.requireNonNull(Words.PHRASES.get(code), code);
        return new Finding(
                id, CONTENTS, Basis.POLICY, Effect.NEED_INFO, phrase, facts, Truth.FALSE);
    }
}
