package comity.node.law.profiles;

import comity.node.frame.Languages;
import comity.node.frame.Plain;
import comity.node.frame.Refused;
import comity.node.frame.WhoActs;
import comity.node.identity.Gazette;
import comity.node.identity.LawEntries;
import comity.node.identity.Officer;
import comity.node.identity.Serves;
import comity.node.law.profiles.ProfilesView.Published;
import comity.treaty.law.Law;
import comity.treaty.law.Problem;
import comity.treaty.law.ProfileReader;
import comity.treaty.law.ProfileSchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The States' profiles, for programs; pages answer at the same addresses. */
@RestController
@Serves(Serves.Whom.ANYONE)
class ProfilesResource {
    static final int MOST_BYTES = 512 * 1024;

    private final Shelf shelf;
    private final LawEntries entries;
    private final WhoActs whoActs;

    ProfilesResource(Shelf shelf, LawEntries entries, WhoActs whoActs) {
        this.shelf = shelf;
        this.entries = entries;
        this.whoActs = whoActs;
    }

    /**
     * One version.
     *
     * @param version its number; 0 for the short form of the first release
     * @param act digest of the act that published it
     * @param profile digest of the document, as rulings name it
     * @param recognised false for a format of a later release: shown, and relied on by nothing
     * @param standing whether it is the version that stands
     */
    record Version(
            String state,
            long version,
            String published,
            String asOf,
            String inForceFrom,
            String act,
            String profile,
            String authority,
            boolean recognised,
            boolean standing) {}

    /** A version with its document, as it was published. */
    record Whole(Version version, Map<String, Object> document) {}

    /**
     * @param entry under which it waits for another registrar: see /law/entries
     */
    record Entered(long entry) {}

    /** The version that stands of each State that has published one. */
    @GetMapping(path = "/law/profiles", produces = MediaType.APPLICATION_JSON_VALUE)
    List<Version> profiles() {
        return shelf.all().keySet().stream()
                .flatMap(state -> shelf.standing(state).stream())
                .map(published -> version(published, true))
                .toList();
    }

    @GetMapping(path = "/law/profiles/{state}", produces = MediaType.APPLICATION_JSON_VALUE)
    Whole profile(@PathVariable String state) {
        var published = shelf.standing(state).orElseThrow(Refused::unknown);
        return new Whole(version(published, true), Plain.of(published.profile().document()));
    }

    /** Every version that is held, oldest first, each whole. */
    @GetMapping(
            path = "/law/profiles/{state}/versions",
            produces = MediaType.APPLICATION_JSON_VALUE)
    List<Whole> versions(@PathVariable String state) {
        var versions = shelf.of(state);
        if (versions.isEmpty()) throw Refused.unknown();
        var standing = shelf.standing(state).map(Published::digest).orElse("");
        return versions.stream()
                .map(
                        published ->
                                new Whole(
                                        version(published, published.digest().equals(standing)),
                                        Plain.of(published.profile().document())))
                .toList();
    }

    /** The document's JSON Schema, for programs that make one. */
    @GetMapping(path = "/profile.schema.json", produces = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Object> schema() {
        return Plain.of(ProfileSchema.document());
    }

    /**
     * Enters a new version, whole, or refuses it whole with every line and reason; another
     * registrar publishes it.
     */
    @Serves(offices = Gazette.OFFICE)
    @PostMapping(path = "/law/profiles", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true,
            content =
                    @Content(
                            schema =
                                    @Schema(
                                            type = "object",
                                            description =
                                                    "comity-profile/1: see /profile.schema.json")))
    Entered enter(HttpServletRequest request, Officer registrar) throws IOException {
        var bytes = request.getInputStream().readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES)
            throw Refused.with(413, "body.too-large", Map.of("most", Integer.toString(MOST_BYTES)));
        var read = ProfileReader.read(bytes, shelf.publisher());
        var profile =
                read.profile()
                        .orElseThrow(
                                () ->
                                        Refused.with(
                                                422,
                                                "profile.refused",
                                                facts(read.problems(), Languages.current())));
        return new Entered(
                entries.enter(
                        Law.PROFILE, profile.document(), registrar, whoActs.verified(request)));
    }

    /** Every problem by its pointer, and all in one text for people. */
    private Map<String, String> facts(List<Problem> problems, Locale language) {
        var facts = new TreeMap<String, String>();
        problems.forEach(
                problem ->
                        facts.merge(
                                problem.pointer().isEmpty() ? "/" : problem.pointer(),
                                "%d: %s".formatted(problem.line(), problem.reason(language)),
                                (one, other) -> one + " " + other));
        facts.put("state", shelf.own());
        facts.put("count", Integer.toString(problems.size()));
        facts.put(
                "problems",
                problems.stream()
                        .limit(20)
                        .map(
                                problem ->
                                        "%d: %s: %s"
                                                .formatted(
                                                        problem.line(),
                                                        problem.pointer(),
                                                        problem.reason(language)))
                        .collect(Collectors.joining("\n")));
        return facts;
    }

    private static Version version(Published published, boolean standing) {
        var profile = published.profile();
        return new Version(
                profile.state(),
                profile.version(),
                published.at().toString(),
                profile.asOf().map(Object::toString).orElse(""),
                profile.inForceFrom().map(Object::toString).orElse(""),
                published.digest(),
                profile.digest().hex(),
                published.authority(),
                profile.recognised(),
                standing);
    }
}
