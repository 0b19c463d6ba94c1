package comity.e2e;

import comity.node.identity.StateFile;
import comity.record.act.Author;
import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.record.act.Header;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.record.act.MalformedJson;
import comity.record.act.Section;
import comity.treaty.docket.Act;
import comity.treaty.docket.Cooperation;
import comity.treaty.docket.Docket;
import comity.treaty.rules.Finding;
import comity.treaty.rules.Profile;
import comity.treaty.rules.Profiles;
import comity.treaty.rules.Rulebook;
import comity.treaty.rules.Wording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * {@code ./comity assess FILE [STATE-FILE…]}: what the draft of a request would meet, by the
 * rulebook and the profiles of the State files given (without any: Arcadia's and Borduria's). The
 * file is what a program would send to {@code /assessments}: {@code office} and {@code content} by
 * section.
 */
public final class Assess {
    private static final Digest NOBODY = Digest.of(new byte[0]);

    private Assess() {}

    public static void main(String... arguments) throws IOException {
        var files = List.of(arguments).stream().map(Path::of).toList();
        var states = new TreeMap<String, Profile>();
        for (var file : files.size() > 1 ? files.subList(1, files.size()) : world()) {
            var state = StateFile.read(file);
            states.put(state.state(), new Profile(state.state(), state.profile()));
        }
        var findings = findings(read(files.getFirst()), new Profiles(states));
        findings.forEach(Assess::print);
        if (findings.isEmpty()) System.out.println("Nothing stands in the way.");
        System.exit(findings.stream().anyMatch(finding -> finding.effect().denies()) ? 1 : 0);
    }

    private static List<Path> world() throws IOException {
        var folder = Files.createTempDirectory("comity-assess");
        return List.of(
                World.stateFile(World.ARCADIA, Files.createDirectories(folder.resolve("XA"))),
                World.stateFile(World.BORDURIA, Files.createDirectories(folder.resolve("XB"))));
    }

    private static Json.Obj read(Path file) throws IOException {
        try {
            return JsonReader.actObject(Files.readAllBytes(file));
        } catch (MalformedJson e) {
            throw new IOException(
                    file + " is not the JSON that acts are written in: " + e.getMessage(), e);
        }
    }

    static List<Finding> findings(Json.Obj draft, Profiles profiles) {
        var office = draft.text("office").orElse("").split("[./]", -1);
        if (office.length < 3)
            throw new IllegalArgumentException("office: such as XA.central-authority/CAO expected");
        var named = draft.text("office").orElseThrow().split("/", 2);
        var author = new Author(office[0], named[0], named[1], NOBODY);
        var act = Cooperation.read(unsigned(author, draft.object("content").orElse(Json.EMPTY)));
        if (!(act instanceof Act.Request request))
            throw new IllegalArgumentException("content: the sections of a request expected");
        return Rulebook.current().assess(Docket.empty(new UUID(0, 0)), request, author, profiles);
    }

    private static Envelope unsigned(Author author, Json.Obj content) {
        var sections = new LinkedHashMap<String, Section>();
        for (var name : content.members().keySet())
            content.object(name)
                    .ifPresent(
                            said ->
                                    sections.put(
                                            name, new Section(new byte[Section.SALT_BYTES], said)));
        var header =
                new Header(
                        new UUID(0, 0),
                        new UUID(0, 0),
                        Cooperation.KIND,
                        "request",
                        Instant.EPOCH,
                        author,
                        new TreeSet<>(),
                        NOBODY,
                        "",
                        Map.of());
        return new Envelope(header, sections, "", Optional.empty(), List.of());
    }

    private static void print(Finding finding) {
        System.out.println(
                finding.effect()
                        + "  "
                        + finding.rule()
                        + " ("
                        + finding.citation().text()
                        + ")  "
                        + Wording.explanation(finding, Locale.ENGLISH));
        System.out.println("    " + Wording.remedy(finding, Locale.ENGLISH));
    }
}
