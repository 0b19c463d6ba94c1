package comity.node.law.route;

import comity.node.frame.PlacedJson;
import comity.node.registry.Registry;
import comity.record.act.Json;
import comity.treaty.assessment.Answer;
import comity.treaty.assessment.Assessor;
import comity.treaty.assessment.Matter;
import comity.treaty.assessment.MatterReader;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Reads and answers, for page and program alike, by what both States published. */
@Component
class Assessments {
    private final Registry registry;
    private final InstantSource clock;

    Assessments(Registry registry, InstantSource clock) {
        this.registry = registry;
        this.clock = clock;
    }

    /** What was typed: it has no lines. */
    MatterReader.Read read(Json.Obj document) {
        return MatterReader.read(document, today());
    }

    MatterReader.Read read(PlacedJson document) {
        return read(document.object()).at(document.places());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    Answer answer(Matter matter, Locale language) {
        var profiles = registry.profiles(Set.of(matter.requesting(), matter.requested()));
        return new Answer(matter, Assessor.assess(matter, profiles), language);
    }
}
