package comity.node.completeness.presence;

import comity.node.frame.Refused;
import comity.node.identity.Offices;
import comity.node.identity.Person;
import comity.record.act.JsonReader;
import comity.record.act.MalformedAct;
import comity.record.act.MalformedJson;
import comity.record.map.MapCommitment;
import comity.record.map.PresenceAnswer;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Questions as their asker sees them, and oversight all of them. */
final class PresenceViews {
    private static final int MOST = 200;

    private final Questions questions;
    private final Offices offices;

    PresenceViews(Questions questions, Offices offices) {
        this.questions = questions;
        this.offices = offices;
    }

    List<QuestionView> of(Person person) {
        var whose = isOversight(person) ? Optional.<String>empty() : Optional.of(person.id());
        return questions.newest(whose, MOST).stream().map(PresenceViews::view).toList();
    }

    private boolean isOversight(Person person) {
        return offices.of(person).stream().anyMatch(officer -> officer.office().equals("OVS"));
    }

    /** Answers as if there were no such question to whom it does not concern. */
    Questions.Kept question(UUID id, Person person) {
        return questions
                .of(id)
                .filter(
                        kept ->
                                kept.person().filter(person.id()::equals).isPresent()
                                        || isOversight(person))
                .orElseThrow(Refused::unknown);
    }

    static QuestionView view(Questions.Kept kept) {
        var answer = kept.document().map(PresenceViews::read);
        return new QuestionView(
                kept.id().toString(),
                kept.at(),
                kept.name().orElse(null),
                kept.office(),
                kept.peer().orElse(null),
                kept.said().text("sha256").orElse(""),
                kept.said().text("docket").filter(docket -> !docket.isEmpty()).orElse(null),
                kept.said().text("reason").orElse(""),
                answer.map(said -> said.named().isPresent() ? "present" : "absent").orElse("none"),
                answer.flatMap(PresenceAnswer::named).map(named -> named.act().hex()).orElse(null),
                answer.flatMap(said -> MapCommitment.of(said.commitment()))
                        .map(MapCommitment::upTo)
                        .orElse(null));
    }

    private static PresenceAnswer read(byte[] document) {
        try {
            return PresenceAnswer.of(JsonReader.actObject(document));
        } catch (MalformedJson | MalformedAct e) {
            throw new IllegalStateException("a kept answer cannot be read", e);
        }
    }
}
