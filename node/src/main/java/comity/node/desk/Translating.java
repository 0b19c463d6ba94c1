package comity.node.desk;

import comity.node.desk.TranslationView.ActRow;
import comity.node.desk.TranslationView.Awaited;
import comity.node.desk.TranslationView.Name;
import comity.node.desk.TranslationView.Part;
import comity.node.desk.TranslationView.Passage;
import comity.node.desk.TranslationView.Task;
import comity.node.desk.TranslationView.Term;
import comity.node.desk.work.AwaitedTranslations;
import comity.node.identity.Assignments;
import comity.node.identity.Assignments.Kind;
import comity.node.identity.Officer;
import comity.node.registry.Registry;
import comity.record.act.Digest;
import comity.record.act.Directory;
import comity.record.act.Json;
import comity.treaty.docket.Act;
import comity.treaty.docket.Cooperation;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Entry;
import comity.treaty.rules.Translations;
import comity.treaty.terms.Office;
import comity.treaty.translation.AuthenticTerms;
import comity.treaty.translation.Identifiers;
import comity.treaty.translation.Original;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.util.MultiValueMap;

/**
 * Makes what a translator has before them: of each act the texts of the sections that they were
 * given, and what the door will ask of each translation, while it is written.
 */
public final class Translating implements AwaitedTranslations {
    /** What waits for longer than this was forgotten by everybody, and is counted no more. */
    private static final Duration LONGEST = Duration.ofDays(366);

    private final Registry registry;
    private final Sight sight;
    private final Assignments assignments;
    private final InstantSource clock;

    Translating(Registry registry, Sight sight, Assignments assignments, InstantSource clock) {
        this.clock = clock;
        this.registry = registry;
        this.sight = sight;
        this.assignments = assignments;
    }

    /** An act that can be translated, and how it reads. */
    private record Source(Docket docket, Entry entry, Original original, Set<String> given) {
        List<Original.Text> texts() {
            return original.texts().stream()
                    .filter(text -> given.contains(text.section()))
                    .filter(Original.Text::asksForTranslation)
                    .toList();
        }

        Set<String> notGiven() {
            var closed = new TreeSet<>(original.absent());
            original.texts().forEach(text -> closed.add(text.section()));
            closed.removeIf(name -> given.contains(name) && !original.absent().contains(name));
            return closed;
        }
    }

    private Optional<Source> source(UUID id, String act, Officer officer) {
        if (!act.matches("[0-9a-f]{64}")) return Optional.empty();
        var docket = registry.read(id);
        return docket.entry(new Digest(act))
                .filter(Translations::isTranslatable)
                .flatMap(entry -> source(docket, entry, officer));
    }

    private Optional<Source> source(Docket docket, Entry entry, Officer officer) {
        return docket.act(entry.digest())
                .flatMap(Original::of)
                .map(
                        original ->
                                new Source(
                                        docket,
                                        entry,
                                        original,
                                        sight.given(docket.id(), officer)));
    }

    /**
     * An act beside what was written of its translation; empty if there is no such act to
     * translate.
     *
     * @param said as {@link #said} made it, or a draft kept it
     */
    Optional<TranslationView> of(
            UUID docket, String act, Officer officer, Json.Obj said, Locale reader) {
        return source(docket, act, officer).map(source -> view(source, officer, said, reader));
    }

    private TranslationView view(Source source, Officer officer, Json.Obj said, Locale reader) {
        var terms = said.object(Cooperation.TERMS).orElse(Json.EMPTY);
        var entry = source.entry();
        var from = from(source, terms.text("writtenIn").orElse(""), reader);
        var accepted = accepted(source, officer, from);
        var into =
                terms.text("translatedInto")
                        .filter(accepted::contains)
                        .or(
                                () ->
                                        accepted.stream()
                                                .filter(reader.getLanguage()::equals)
                                                .findFirst())
                        .or(() -> accepted.stream().findFirst())
                        .orElse("");
        var parts = new LinkedHashMap<String, List<Passage>>();
        for (var text : source.texts())
            parts.computeIfAbsent(text.section(), _ -> new ArrayList<>())
                    .add(passage(source.original(), text, said, from, into));
        return new TranslationView(
                source.docket().id(),
                entry.digest().hex(),
                entry.header().type(),
                entry.header().author().state(),
                entry.header().author().office(),
                entry.header().at(),
                from,
                source.original().language().isPresent(),
                into,
                accepted,
                parts.entrySet().stream()
                        .map(part -> new Part(part.getKey(), part.getValue()))
                        .toList(),
                List.copyOf(source.notGiven()),
                Translations.of(source.docket(), entry.digest(), into)
                        .map(earlier -> earlier.digest().hex())
                        .orElse(""),
                terms.text("accurate").filter("TRUE"::equals).isPresent(),
                terms.text("machine").filter("TRUE"::equals).isPresent(),
                terms.text("tool").orElse(""),
                parts.values().stream().flatMap(List::stream).filter(Passage::isOpen).count());
    }

    private static String from(Source source, String said, Locale reader) {
        return source.original()
                .language()
                .orElseGet(
                        () ->
                                !said.isEmpty()
                                        ? said
                                        : reader.getLanguage().equals("en") ? "fr" : "en");
    }

    private List<String> accepted(Source source, Officer officer, String from) {
        var states = new TreeSet<String>();
        source.docket().requesting().ifPresent(states::add);
        source.docket().requested().ifPresent(states::add);
        var accepted =
                Translations.accepted(
                        source.docket(),
                        source.entry(),
                        officer.state(),
                        registry.profiles(states));
        return AuthenticTerms.LANGUAGES.stream()
                .filter(tag -> accepted.isEmpty() || accepted.contains(tag))
                .filter(tag -> !tag.equals(Locale.forLanguageTag(from).getLanguage()))
                .sorted()
                .toList();
    }

    private Passage passage(
            Original original, Original.Text text, Json.Obj said, String from, String into) {
        var section = said.object(text.section()).orElse(Json.EMPTY);
        var translation =
                section.object(Cooperation.TRANSLATED)
                        .flatMap(words -> words.text(text.field()))
                        .orElse("");
        var why = section.object(Cooperation.OVERRULED).orElse(Json.EMPTY);
        var terms =
                Original.locked(text.words(), from, translation, into).stream()
                        .map(
                                term ->
                                        new Term(
                                                term.term().key(),
                                                term.written(),
                                                term.term().word(),
                                                term.term().certainty()
                                                        == AuthenticTerms.Certainty.SEEN,
                                                term.held(),
                                                why.text(text.field() + "/" + term.term().key())
                                                        .orElse("")))
                        .toList();
        var kept = new ArrayList<>(Identifiers.in(text.words()));
        return new Passage(
                text.section() + "." + text.field(),
                text.field(),
                text.isLong() || text.words().length() > 80,
                Pieces.of(text.words(), from),
                translation,
                section.texts(Cooperation.LEFT).contains(text.field()),
                kept,
                translation.isEmpty()
                        ? List.of()
                        : List.copyOf(
                                Identifiers.missing(
                                        text.words(), original.accounts(), translation)),
                terms,
                names(text.words(), translation, into),
                List.copyOf(Pieces.strange(text.words())),
                List.copyOf(Pieces.strange(translation)));
    }

    /** Authorities are called as their State's directory calls them in the other language. */
    private List<Name> names(String words, String translation, String into) {
        var names = new LinkedHashMap<String, Name>();
        for (var directory : registry.directories().byState().values())
            for (Directory.Authority authority : directory.authorities())
                for (var name : authority.name().values()) {
                    // Two letters are no name by which anybody could be found in a text.
                    if (name.length() < 4 || !words.contains(name)) continue;
                    var called = authority.name().getOrDefault(into, name);
                    names.put(name, new Name(name, called, translation.contains(called)));
                }
        return List.copyOf(names.values());
    }

    /** What was typed, as the act's content; names of what was not given are not heard. */
    Optional<Json.Obj> said(
            UUID docket, String act, Officer officer, MultiValueMap<String, String> typed) {
        return source(docket, act, officer).map(source -> said(source, typed));
    }

    private static Json.Obj said(Source source, MultiValueMap<String, String> typed) {
        var from = source.original().language().orElse(one(typed, "writtenIn"));
        var into = one(typed, "translatedInto");
        var said = Json.EMPTY;
        for (var text : source.texts()) said = said(said, text, typed);
        var terms =
                said.object(Cooperation.TERMS)
                        .orElse(Json.EMPTY)
                        .with("translates", source.entry().digest().hex())
                        .with("machine", typed.containsKey("machine") ? "TRUE" : "FALSE");
        if (!from.isEmpty()) terms = terms.with("writtenIn", from);
        if (!into.isEmpty()) terms = terms.with("translatedInto", into);
        if (typed.containsKey("accurate")) terms = terms.with("accurate", "TRUE");
        if (!one(typed, "tool").isEmpty()) terms = terms.with("tool", one(typed, "tool"));
        var closed = source.notGiven();
        if (!closed.isEmpty()) terms = terms.with("untranslated", Json.strings(closed));
        var earlier = Translations.of(source.docket(), source.entry().digest(), into);
        if (earlier.isPresent()) terms = terms.with("replaces", earlier.get().digest().hex());
        return said.with(Cooperation.TERMS, terms);
    }

    private static Json.Obj said(
            Json.Obj said, Original.Text text, MultiValueMap<String, String> typed) {
        var name = text.section() + "." + text.field();
        var words = one(typed, "text." + name);
        var section = said.object(text.section()).orElse(Json.EMPTY);
        if (!words.isEmpty())
            section =
                    section.with(
                            Cooperation.TRANSLATED,
                            section.object(Cooperation.TRANSLATED)
                                    .orElse(Json.EMPTY)
                                    .with(text.field(), words));
        else if (typed.containsKey("left." + name)) {
            var left = new ArrayList<>(section.texts(Cooperation.LEFT));
            left.add(text.field());
            section = section.with(Cooperation.LEFT, Json.strings(left));
        }
        var why = section.object(Cooperation.OVERRULED).orElse(Json.EMPTY);
        for (var key : typed.keySet()) {
            var prefix = "why." + name + ".";
            if (key.startsWith(prefix) && !one(typed, key).isEmpty())
                why =
                        why.with(
                                text.field() + "/" + key.substring(prefix.length()),
                                one(typed, key));
        }
        if (!why.members().isEmpty()) section = section.with(Cooperation.OVERRULED, why);
        return section.members().isEmpty() ? said : said.with(text.section(), section);
    }

    private static String one(MultiValueMap<String, String> typed, String name) {
        return Optional.ofNullable(typed.getFirst(name))
                .map(text -> text.replace("\r\n", "\n").strip())
                .orElse("");
    }

    /** What was given to an officer to translate, what nobody has translated first. */
    List<Task> tasks(List<Officer> held) {
        var tasks = new ArrayList<Task>();
        for (var officer : held)
            for (var given : assignments.of(officer.person()))
                if (given.kind() == Kind.GIVEN && given.inOffice().equals(officer.inOffice()))
                    tasks.add(task(officer, given));
        tasks.sort(
                Comparator.comparing((Task task) -> task.acts().stream().noneMatch(ActRow::awaited))
                        .thenComparing(Task::given));
        return List.copyOf(tasks);
    }

    private Task task(Officer officer, Assignments.Assignment given) {
        var docket = registry.read(given.docket());
        return new Task(
                docket.id(),
                docket.requesting().orElse(""),
                docket.requested().orElse(""),
                given.sections().stream().sorted().toList(),
                given.at(),
                docket.entries().stream()
                        .filter(Translations::isTranslatable)
                        .flatMap(entry -> source(docket, entry, officer).stream())
                        .filter(source -> !source.texts().isEmpty())
                        .map(Translating::row)
                        .toList());
    }

    private static ActRow row(Source source) {
        var header = source.entry().header();
        var done =
                Translations.of(source.docket(), source.entry().digest()).stream()
                        .map(entry -> (Act.Translate) entry.act())
                        .map(Act.Translate::into)
                        .distinct()
                        .sorted()
                        .toList();
        return new ActRow(
                source.entry().digest().hex(),
                header.type(),
                header.author().state(),
                header.at(),
                source.texts().size(),
                done,
                done.isEmpty());
    }

    /** The acts that an officer of this docket may translate, by digest. */
    List<String> open(UUID docket, Officer officer) {
        var folded = registry.read(docket);
        return folded.entries().stream()
                .filter(Translations::isTranslatable)
                .flatMap(entry -> source(folded, entry, officer).stream())
                .filter(source -> !source.texts().isEmpty())
                .map(source -> source.entry().digest().hex())
                .toList();
    }

    /** What was given to these officers and has come to nothing yet, the longest first. */
    List<Assignments.Assignment> pending(List<Officer> held) {
        return held.stream()
                .flatMap(
                        officer ->
                                assignments.of(officer.person()).stream()
                                        .filter(row -> row.inOffice().equals(officer.inOffice())))
                .filter(this::isPending)
                .sorted(Comparator.comparing(Assignments.Assignment::at))
                .toList();
    }

    /** The same of all translators of this State. */
    @Override
    public List<Instant> pending() {
        return assignments.standingIn(Office.TRA.name(), clock.instant().minus(LONGEST)).stream()
                .filter(this::isPending)
                .map(Assignments.Assignment::at)
                .sorted()
                .toList();
    }

    /**
     * Something can be translated, nobody has, and whoever was given it has filed nothing since.
     */
    private boolean isPending(Assignments.Assignment given) {
        if (given.kind() != Kind.GIVEN) return false;
        var docket = registry.read(given.docket());
        if (docket.all(Act.Translate.class).stream()
                .map(entry -> entry.header())
                .anyMatch(
                        header ->
                                header.author().authority().equals(given.authority())
                                        && !header.at().isBefore(given.at()))) return false;
        return docket.entries().stream()
                .filter(Translations::isTranslatable)
                .filter(entry -> Translations.of(docket, entry.digest()).isEmpty())
                .flatMap(entry -> docket.act(entry.digest()).stream())
                .flatMap(act -> Original.of(act).stream())
                .flatMap(original -> original.texts().stream())
                .anyMatch(
                        text ->
                                text.asksForTranslation()
                                        && given.sections().contains(text.section()));
    }

    /** Of whom the translation of the request is awaited: of whoever it was given to. */
    List<Awaited> awaited(UUID docket) {
        var folded = registry.read(docket);
        var request = folded.request();
        if (request.isEmpty() || !Translations.of(folded, request.get().digest()).isEmpty())
            return List.of();
        return Assignments.standing(assignments.on(docket)).stream()
                .filter(row -> row.kind() == Kind.GIVEN)
                .filter(row -> row.office().equals(Office.TRA.name()))
                .map(row -> new Awaited(row.person().name(), row.at()))
                .toList();
    }
}
