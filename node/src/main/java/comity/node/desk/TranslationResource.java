package comity.node.desk;

import comity.node.frame.Languages;
import comity.node.frame.Refused;
import comity.node.frame.WhoActs;
import comity.node.identity.Person;
import comity.node.identity.Serves;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The translator's desk, for programs. A translation is filed as any act is: by a proposal. */
@RestController
@Serves(offices = "TRA")
class TranslationResource {
    private final Translating translating;
    private final Drafts drafts;
    private final WhoActs whoActs;

    TranslationResource(Translating translating, Drafts drafts, WhoActs whoActs) {
        this.translating = translating;
        this.drafts = drafts;
        this.whoActs = whoActs;
    }

    /** What was given to whoever asks. */
    @GetMapping(path = "/translations", produces = MediaType.APPLICATION_JSON_VALUE)
    List<TranslationView.Task> tasks(Person person) {
        return translating.tasks(
                whoActs.held(person).stream()
                        .filter(officer -> officer.office().equals("TRA"))
                        .toList());
    }

    /** An act as it is to be translated; with a draft, what that draft lacks. */
    @GetMapping(
            path = "/dockets/{docket}/translation/{act}",
            produces = MediaType.APPLICATION_JSON_VALUE)
    TranslationView act(
            @PathVariable UUID docket,
            @PathVariable String act,
            @RequestParam(name = "draft", defaultValue = "") String draft,
            @RequestParam(name = "into", defaultValue = "") String into,
            Person person,
            HttpServletRequest request) {
        var said =
                Optional.of(draft)
                        .filter(text -> !text.isEmpty())
                        .map(DraftResource::uuid)
                        .flatMap(id -> drafts.of(id, person))
                        .map(Drafts.Draft::content)
                        .orElseGet(() -> TranslationPages.into(into));
        return translating
                .of(docket, act, SightGate.seen(request).officer(), said, Languages.current())
                .orElseThrow(Refused::unknown);
    }
}
