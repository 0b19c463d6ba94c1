package comity.node.desk;

import comity.node.frame.Refused;
import comity.node.frame.Seeing;
import comity.node.identity.Assignments;
import comity.node.identity.Assignments.Kind;
import comity.node.identity.Officer;
import comity.node.identity.Pseudonyms;
import comity.node.registry.Introduction;
import comity.node.registry.Registry;
import comity.record.act.Digest;
import comity.record.act.Directory;
import comity.record.act.Header;
import comity.treaty.docket.Act;
import comity.treaty.docket.Cooperation;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Entry;
import comity.treaty.docket.Type;
import comity.treaty.rules.BrokenGlass;
import comity.treaty.rules.Defence;
import comity.treaty.rules.Exculpatory;
import comity.treaty.rules.Openings;
import comity.treaty.rules.Seals;
import comity.treaty.terms.Measure;
import comity.treaty.terms.Office;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which dockets an officer may see, and how much of each (docs/decisions/0085): the one place that
 * decides it. The record says who has to do with a docket; beside it stand assignments and declared
 * conflicts. To whom a docket does not concern it answers as if it did not exist.
 */
public final class Sight implements Seeing {
    /** Offices that work on proceedings: what was drawn and is not begun is open to them. */
    private static final Set<String> WORKING =
            Set.of("INV", "PRO", "CAO", "JUD", "DUT", "CUS", "TRN");

    /** Offices that come to a docket because their authority has to do with it. */
    private static final List<String> WITH_AUTHORITY = List.of("INV", "PRO", "CAO", "CUS");

    /** Offices that no assignment brings to a docket. */
    private static final Set<String> NEVER =
            Set.of("ADM", "LAW", "REG", "PUB", "SUB", "OVS", "INC");

    /** Whose acts no judge's list of sections opens to counsel. */
    private static final Set<String> CLOSED_TO_COUNSEL = Set.of("OVS", "DEF", "FIL");

    /** What concerns another's admission is theirs. */
    private static final Set<Type> OF_ADMISSIONS =
            Set.of(Type.ADMIT, Type.EXTEND_ADMISSION, Type.END_ADMISSION, Type.COUNT_OUTAGE);

    /**
     * What is written to the oversight body, of either State, and what it answers; and what it is
     * told of at once.
     */
    private static final Set<Type> TOLD =
            Set.of(
                    Type.REPORT_ERROR,
                    Type.CLASSIFY_ERROR,
                    Type.BREAK_GLASS,
                    Type.CONFIRM_BREAK_GLASS);

    private static final Set<Measure> URGENT = Set.of(Measure.PRESERVE, Measure.EMERGENCY);

    private final Registry registry;
    private final Assignments assignments;
    private final DocketNumbers numbers;
    private final Pseudonyms pseudonyms;
    private final String state;
    private final InstantSource clock;

    /**
     * @param state whose officers ask
     */
    Sight(
            Registry registry,
            Assignments assignments,
            DocketNumbers numbers,
            Pseudonyms pseudonyms,
            String state,
            InstantSource clock) {
        this.pseudonyms = pseudonyms;
        this.numbers = numbers;
        this.clock = clock;
        this.registry = registry;
        this.assignments = assignments;
        this.state = state;
    }

    /** The seals that hide a docket in this State today. */
    List<Seals.Seal> seals(Docket docket) {
        return Seals.standing(docket, state, today());
    }

    @Override
    public Optional<LocalDate> sealedUntil(Docket docket) {
        return seals(docket).stream().map(Seals.Seal::until).max(Comparator.naturalOrder());
    }

    /**
     * What was composed before a docket was sealed is looked at and filed by those alone whom it
     * concerns since; to others it is not there.
     */
    void requireUnsealed(UUID docket, Officer officer) {
        var folded = registry.read(docket);
        if (!seals(folded).isEmpty() && reach(folded, officer) == Reach.NOTHING)
            throw Refused.unknown();
    }

    /** How much of a docket an office is shown. */
    public enum Reach {
        /** It does not exist. */
        NOTHING,
        /** Every step, and what none of them says but reports of errors. */
        HEADERS,
        /** The same, and the sections that two inspectors opened by name, while that lasts. */
        OPENED,
        /** Sections that were given by name. */
        GIVEN,
        /** Headers, exhibits, and what custodians' own acts say. */
        CUSTODY,
        /** What the office's own pages show: an order, a mark, what was disclosed. */
        OWN_PAGES,
        /** Everything, to read: the glass was broken, and the four hours are not over. */
        BROKEN,
        /** Every step, and the sections that a judge opened to this counsel, while that lasts. */
        ADMITTED,
        WHOLE
    }

    /** Answers as if the docket did not exist to whom it does not concern. */
    public void require(UUID docket, Officer officer) {
        if (!sees(docket, officer)) throw Refused.unknown();
    }

    @Override
    public boolean sees(UUID docket, Officer officer) {
        return reach(registry.read(docket), officer) != Reach.NOTHING;
    }

    @Override
    public Predicate<UUID> by(List<Officer> held) {
        var rows = new HashMap<String, Map<UUID, List<Assignments.Assignment>>>();
        for (var officer : held)
            rows.computeIfAbsent(
                    officer.person().id(),
                    _ ->
                            assignments.of(officer.person()).stream()
                                    .collect(
                                            Collectors.groupingBy(Assignments.Assignment::docket)));
        return docket -> {
            var folded = registry.read(docket);
            var seenIn = offices(folded);
            return held.stream()
                    .anyMatch(
                            officer ->
                                    reach(
                                                    folded,
                                                    seenIn,
                                                    officer,
                                                    rows.getOrDefault(
                                                                    officer.person().id(), Map.of())
                                                            .getOrDefault(docket, List.of()))
                                            != Reach.NOTHING);
        };
    }

    @Override
    public Set<UUID> assigned(List<Officer> held) {
        return held.stream()
                .flatMap(
                        officer ->
                                assignments.of(officer.person()).stream()
                                        .filter(row -> row.kind() == Kind.GIVEN)
                                        .filter(row -> row.inOffice().equals(officer.inOffice())))
                .map(Assignments.Assignment::docket)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** How much of it this officer is shown. */
    public Reach reach(Docket docket, Officer officer) {
        var reach =
                reach(
                        docket,
                        offices(docket),
                        officer,
                        assignments.of(officer.person(), docket.id()));
        return reach == Reach.HEADERS && !opened(docket, officer).openings().isEmpty()
                ? Reach.OPENED
                : reach;
    }

    /**
     * What is open to an inspector.
     *
     * @param own the acts by which their own body opens, and which it reads whole
     * @param parts the sections that openings name, and what was written to the body
     * @param openings the proposals of those that last today and that bear this inspector's name
     */
    record Opened(Set<Digest> own, Set<Act.Part> parts, Set<Digest> openings) {
        boolean shows(String act, String section) {
            var digest = new Digest(act);
            return own.contains(digest) || parts.contains(new Act.Part(digest, section));
        }

        /** The names of what is opened. */
        Set<String> sections() {
            return parts.stream().map(Act.Part::section).collect(Collectors.toUnmodifiableSet());
        }
    }

    /**
     * Docs/decisions/0105: the two who decided read what they named, and nobody else does. Errors
     * are reported to the body: every inspector reads what such a report says (0130), and why
     * somebody broke the glass (0135).
     */
    Opened opened(Docket docket, Officer officer) {
        if (!officer.office().equals("OVS")) return new Opened(Set.of(), Set.of(), Set.of());
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var own = new HashSet<Digest>();
        var parts = new HashSet<Act.Part>();
        var openings = new HashSet<Digest>();
        for (var entry : docket.entries())
            if (Type.of(entry.header().type()).filter(Openings::isOne).isPresent()
                    && isOfBody(entry, officer)) own.add(entry.digest());
        for (var entry : docket.entries())
            if (Type.of(entry.header().type()).filter(TOLD::contains).isPresent())
                for (var section : Cooperation.TRANSLATABLE)
                    parts.add(new Act.Part(entry.digest(), section));
        for (var opening : Openings.on(docket)) {
            if (opening.standing(today) != Openings.Standing.OPEN
                    || !isOfBody(opening.proposal(), officer)
                    || !isOneOfTheTwo(docket, opening, officer)) continue;
            openings.add(opening.proposal().digest());
            parts.addAll(opening.proposed().sections());
        }
        return new Opened(own, parts, openings);
    }

    private boolean isOfBody(Entry entry, Officer officer) {
        var author = entry.header().author();
        return author.state().equals(state) && author.authority().equals(officer.authority());
    }

    private static boolean isOneOfTheTwo(Docket docket, Openings.Opening opening, Officer officer) {
        return Stream.concat(Stream.of(opening.proposal()), opening.answer().stream())
                .flatMap(entry -> docket.act(entry.digest()).stream())
                .anyMatch(
                        act ->
                                Introduction.person(act)
                                        .filter(officer.person().id()::equals)
                                        .isPresent());
    }

    /** The admissions under which this counsel reads the docket today (docs/decisions/0125). */
    List<Defence.Admission> admitted(Docket docket, Officer officer) {
        var today = today();
        return admissions(docket, officer).stream()
                .filter(admission -> admission.runs(today))
                .toList();
    }

    /** The same with those that are over. */
    List<Defence.Admission> admissions(Docket docket, Officer officer) {
        // Asked of every docket in a list: few have any.
        if (!officer.office().equals(Office.DEF.name()) || docket.all(Act.Admit.class).isEmpty())
            return List.of();
        var behind = pseudonyms.on(Set.of(docket.id())).getOrDefault(docket.id(), Map.of());
        return Defence.on(docket).stream()
                .filter(admission -> admission.state().equals(state))
                .filter(admission -> officer.person().id().equals(behind.get(admission.counsel())))
                .toList();
    }

    /**
     * Whether an admitted counsel reads a section of an act: what a judge opened by its name, in
     * all acts but those of oversight and of others' counsel; and all that they filed themselves.
     */
    static boolean isOpened(
            Docket docket, Entry entry, List<Defence.Admission> admissions, String section) {
        if (section.equals(Cooperation.OFFICER)) return false;
        if (isTheirs(docket, entry, admissions)) return true;
        return !isClosed(docket, entry, admissions)
                && admissions.stream().anyMatch(one -> one.opened().contains(section));
    }

    /** What no list of sections opens to counsel: what oversight, filters and other counsel say. */
    static boolean isClosed(Docket docket, Entry entry, List<Defence.Admission> admissions) {
        return !isTheirs(docket, entry, admissions)
                && (CLOSED_TO_COUNSEL.contains(entry.header().author().office())
                        || answered(docket, entry).filter(Defence::isTheirs).isPresent()
                        || isOfAnAdmission(entry));
    }

    /** What they filed themselves, what a judge answered, and what is said of their admission. */
    private static boolean isTheirs(
            Docket docket, Entry entry, List<Defence.Admission> admissions) {
        var concerned = Stream.concat(Stream.of(entry), answered(docket, entry).stream()).toList();
        return admissions.stream()
                .anyMatch(
                        one ->
                                one.isMeant(entry)
                                        || concerned.stream()
                                                .anyMatch(
                                                        act ->
                                                                act.header()
                                                                        .author()
                                                                        .officer()
                                                                        .equals(one.counsel())));
    }

    /** The application or request on which a judge decided with this act. */
    private static Optional<Entry> answered(Docket docket, Entry entry) {
        var named =
                switch (entry.act()) {
                    case Act.Authorise authorise -> authorise.application();
                    case Act.Decline decline -> decline.declined();
                    default -> Optional.<Digest>empty();
                };
        return named.flatMap(docket::entry);
    }

    private static boolean isOfAnAdmission(Entry entry) {
        return Type.of(entry.header().type()).filter(OF_ADMISSIONS::contains).isPresent();
    }

    /** Whether this counsel was ever admitted to the docket. */
    boolean wasAdmitted(UUID docket, Officer counsel) {
        return !admissions(registry.read(docket), counsel).isEmpty();
    }

    /** The names of the sections that a judge opened to this counsel. */
    Set<String> opened(UUID docket, Officer counsel) {
        return admitted(registry.read(docket), counsel).stream()
                .flatMap(admission -> admission.opened().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** The sections that an officer was given by name, over all acts of the docket. */
    public Set<String> given(UUID docket, Officer officer) {
        return assignments.of(officer.person(), docket).stream()
                .filter(row -> row.inOffice().equals(officer.inOffice()))
                .flatMap(row -> row.sections().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What a translator wrote themselves, by digest: it stays open to them, whole. */
    Set<String> translated(UUID docket, Officer officer) {
        return registry.docket(docket).stream()
                .map(stored -> stored.envelope())
                .filter(act -> act.header().type().equals(Type.TRANSLATE.word()))
                .filter(act -> act.header().author().state().equals(state))
                .filter(
                        act ->
                                Introduction.person(act)
                                        .filter(officer.person().id()::equals)
                                        .isPresent())
                .map(act -> act.digest().hex())
                .collect(Collectors.toUnmodifiableSet());
    }

    private Reach reach(
            Docket docket,
            Set<String> seenIn,
            Officer officer,
            List<Assignments.Assignment> standing) {
        if (standing.stream().anyMatch(row -> row.kind() == Kind.CONFLICT)) return Reach.NOTHING;
        if (!isProceeding(docket)) return Reach.NOTHING;
        if (docket.entries().isEmpty())
            return WORKING.contains(officer.office()) && numbers.isDrawn(docket.id())
                    ? Reach.WHOLE
                    : Reach.NOTHING;
        if (!admitted(docket, officer).isEmpty()) return Reach.ADMITTED;
        // Whose admission is over knows the docket, and is told when it ended instead of nothing.
        if (!admissions(docket, officer).isEmpty()) return Reach.OWN_PAGES;
        var assigned =
                !NEVER.contains(officer.office())
                        && standing.stream()
                                .anyMatch(row -> row.inOffice().equals(officer.inOffice()));
        var sees =
                assigned
                        || seenIn.contains(officer.inOffice())
                        || seenIn.contains(every(officer.office()))
                        || !seals(docket).isEmpty() && acted(docket, officer);
        if (!sees) return Reach.NOTHING;
        return switch (officer.office()) {
            case "OVS" -> Reach.HEADERS;
            case "TRA" -> Reach.GIVEN;
            case "CUS" -> Reach.CUSTODY;
            case "PRV", "FIL", "DEF", "TRN" -> Reach.OWN_PAGES;
            default -> Reach.WHOLE;
        };
    }

    /**
     * The acts by which this officer broke the glass, of those that another confirmed less than
     * four hours ago (docs/decisions/0135). It overcomes neither a judge's seal nor a conflict, and
     * lets nobody but this person read.
     */
    List<BrokenGlass.Broken> broken(Docket docket, Officer officer) {
        if (!isBreakable(docket, officer)) return List.of();
        return theirs(docket, officer).stream()
                .filter(broken -> broken.standing(clock.instant()) == BrokenGlass.Standing.OPEN)
                .toList();
    }

    /** Whether this officer broke the glass on it or confirmed it, whatever became of that. */
    boolean hasBroken(Docket docket, Officer officer) {
        return isBreakable(docket, officer)
                && BrokenGlass.on(docket).stream()
                        .flatMap(
                                broken ->
                                        Stream.concat(
                                                Stream.of(broken.act()),
                                                broken.confirmation().stream()))
                        .anyMatch(entry -> isBy(docket, entry, officer));
    }

    private static List<BrokenGlass.Broken> theirs(Docket docket, Officer officer) {
        return BrokenGlass.on(docket).stream()
                .filter(broken -> isBy(docket, broken.act(), officer))
                .toList();
    }

    private static boolean isBy(Docket docket, Entry entry, Officer officer) {
        var author = entry.header().author();
        return officer.inOffice().equals(author.authority() + "/" + author.office())
                && author.state().equals(officer.state())
                && docket.act(entry.digest())
                        .flatMap(Introduction::person)
                        .filter(officer.person().id()::equals)
                        .isPresent();
    }

    /** Whether a glass could be broken on it at all by this person. */
    boolean isBreakable(Docket docket, Officer officer) {
        return !docket.entries().isEmpty()
                && isProceeding(docket)
                && seals(docket).isEmpty()
                && assignments.of(officer.person(), docket.id()).stream()
                        .noneMatch(row -> row.kind() == Kind.CONFLICT);
    }

    /** What somebody does to read once makes the docket nobody's. */
    private static boolean isOfGlass(Header header) {
        return Type.of(header.type()).filter(BrokenGlass::isOne).isPresent();
    }

    /** Whether this very person took a step on the docket, in this office. */
    private boolean acted(Docket docket, Officer officer) {
        if (NEVER.contains(officer.office())) return false;
        var behind = pseudonyms.on(Set.of(docket.id())).getOrDefault(docket.id(), Map.of());
        return docket.headers().stream()
                .filter(header -> !isOfGlass(header))
                .map(Header::author)
                .filter(author -> author.state().equals(state))
                .filter(
                        author ->
                                officer.inOffice()
                                        .equals(author.authority() + "/" + author.office()))
                .anyMatch(author -> officer.person().id().equals(behind.get(author.officer())));
    }

    /**
     * In which offices a docket is seen because of what stands on it: {@code XB.court/JUD}, or
     * {@code *}{@code /JUD} for those of every authority of this State. Assignments and conflicts
     * of persons come on top. Of what a judge sealed only those are named to whom something of it
     * was given: the provider that was ordered, and counsel to whom something was disclosed.
     */
    @Override
    public Set<String> offices(Docket docket) {
        var seenIn = new TreeSet<String>();
        if (docket.entries().isEmpty() || !isProceeding(docket)) return seenIn;
        docket.all(Act.Order.class).forEach(entry -> ordered(entry, seenIn));
        docket.all(Act.Disclose.class).forEach(entry -> disclosed(entry, seenIn));
        docket.all(Act.DiscloseExculpatory.class)
                .forEach(entry -> exculpatory(docket, entry, seenIn));
        if (!seals(docket).isEmpty()) return seenIn;
        var acted = new HashSet<String>();
        var heldBy = new HashSet<String>();
        for (var entry : docket.entries()) {
            var author = entry.header().author();
            if (!author.state().equals(state) || isOfGlass(entry.header())) continue;
            acted.add(author.authority());
            heldBy.add(author.office());
            // What one counsel filed opens nothing to the others of their bar.
            if (!author.office().equals(Office.DEF.name()))
                seenIn.add(author.authority() + "/" + author.office());
        }
        for (var authority : acted) withAuthority(authority, seenIn);
        named(docket)
                .forEach(
                        authority -> {
                            withAuthority(authority, seenIn);
                            seenIn.add(authority + "/JUD");
                        });
        // What comes in, or goes out, is every central authority's until one of them takes it.
        if (!heldBy.contains("CAO")) seenIn.add(every("CAO"));
        // An application is before the courts of the State that asks, and a request before those of
        // the State that is asked, until one of them takes it.
        if (!heldBy.contains("JUD") && isBeforeCourts(docket)) seenIn.add(every("JUD"));
        if (isUrgent(docket)) seenIn.add(every("DUT"));
        if (!docket.all(Act.Mark.class).isEmpty()) seenIn.add(every("FIL"));
        seenIn.add(every("OVS"));
        // Whoever certifies handlers has to do with no docket's contents.
        seenIn.add(every("TRN"));
        return seenIn;
    }

    /** What stands on a docket of another kind, such as a complaint, its own room shows. */
    private static boolean isProceeding(Docket docket) {
        return docket.headers().stream().allMatch(header -> header.kind().equals(Cooperation.KIND));
    }

    private boolean isBeforeCourts(Docket docket) {
        return docket.requested().filter(state::equals).isPresent()
                        && !docket.all(Act.Request.class).isEmpty()
                || docket.requesting().filter(state::equals).isPresent()
                        && !docket.all(Act.Apply.class).isEmpty();
    }

    private static void withAuthority(String authority, Set<String> seenIn) {
        WITH_AUTHORITY.forEach(office -> seenIn.add(authority + "/" + office));
    }

    private static String every(String office) {
        return "*/" + office;
    }

    /** Authorities of this State that the record names: by their identifier, or by their name. */
    private Set<String> named(Docket docket) {
        var named = new HashSet<String>();
        for (var entry : docket.all(Act.HandOver.class))
            if (entry.act() instanceof Act.HandOver(_, var to)) named.add(to);
        if (docket.requesting().filter(state::equals).isPresent())
            for (var entry : docket.all(Act.Request.class)) {
                if (!(entry.act() instanceof Act.Request request)) continue;
                named.add(request.conductingAuthority());
                request.said().text("courtInCharge").ifPresent(named::add);
            }
        return registry
                .directories()
                .of(state)
                .map(Directory::authorities)
                .orElse(List.of())
                .stream()
                .filter(
                        authority ->
                                named.contains(authority.id())
                                        || authority.name().values().stream()
                                                .anyMatch(named::contains))
                .map(Directory.Authority::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** 41, 42: what cannot wait for office hours. */
    private static boolean isUrgent(Docket docket) {
        return !docket.all(Act.Preserve.class).isEmpty()
                || docket.all(Act.Request.class).stream()
                        .anyMatch(
                                entry ->
                                        entry.act() instanceof Act.Request request
                                                && (request.measure()
                                                                .filter(URGENT::contains)
                                                                .isPresent()
                                                        || request.said()
                                                                .text("urgency")
                                                                .filter(
                                                                        Set.of(
                                                                                        "URGENT",
                                                                                        "EMERGENCY")
                                                                                ::contains)
                                                                .isPresent()));
    }

    private static void ordered(Entry entry, Set<String> seenIn) {
        if (entry.act() instanceof Act.Order order) seenIn.add(order.provider() + "/PRV");
    }

    private static void disclosed(Entry entry, Set<String> seenIn) {
        if (entry.act() instanceof Act.Disclose act && act.audience().equals("defence"))
            seenIn.add(act.recipient() + "/DEF");
    }

    /** 40(19): what speaks for the accused opens the docket to the defence that was told. */
    private static void exculpatory(Docket docket, Entry entry, Set<String> seenIn) {
        if (entry.act() instanceof Act.DiscloseExculpatory act
                && !Exculpatory.disclosed(docket, act.recipient().strip()).isEmpty())
            seenIn.add(act.recipient().strip() + "/DEF");
    }
}
