package comity.node.oversight;

import comity.node.frame.Calls;
import comity.node.frame.NotDone;
import comity.node.frame.Refused;
import comity.node.frame.Seeing;
import comity.node.identity.OfficeActs;
import comity.node.identity.Officer;
import comity.node.oversight.FindingIndex.Awaits;
import comity.node.oversight.FindingsView.One;
import comity.node.oversight.FindingsView.Row;
import comity.node.oversight.FindingsView.Said;
import comity.node.registry.Filing;
import comity.node.registry.Registry;
import comity.node.registry.Stored;
import comity.record.act.Digest;
import comity.record.act.Directory;
import comity.record.act.Envelope;
import comity.record.act.Json;
import comity.record.draw.Draw;
import comity.record.finding.Finding;
import comity.record.finding.Finding.About;
import comity.record.finding.Finding.Outcome;
import comity.record.finding.Finding.Type;
import comity.treaty.docket.Cooperation;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What the oversight body finds, demands and by when, and what the authority concerned answers. To
 * all others a finding does not exist. What has to be done by whom stands at the head of the
 * worklist of that authority's people.
 */
final class Findings implements Calls {
    /** Nobody is given longer: a year later nobody remembers what it was about. */
    private static final int LONGEST_YEARS = 1;

    /** Whose pages begin at a worklist; a finding reaches nobody else (docs/decisions/0122). */
    private static final Set<String> WITH_WORKLIST =
            Set.of("CAO", "CUS", "JUD", "INV", "PRO", "DUT", "LAW", "REG", "ADM");

    private final Registry registry;
    private final FindingIndex index;
    private final OfficeActs acts;
    private final String state;
    private final Seeing seeing;
    private final InstantSource clock;

    Findings(
            Registry registry,
            FindingIndex index,
            OfficeActs acts,
            String state,
            Seeing seeing,
            InstantSource clock) {
        this.seeing = seeing;
        this.registry = registry;
        this.index = index;
        this.acts = acts;
        this.state = state;
        this.clock = clock;
    }

    /** What an inspector finds. */
    record Raised(
            String to,
            String about,
            String on,
            String article,
            String text,
            String demand,
            String until) {}

    /**
     * What is said to a finding.
     *
     * @param act {@code answer}, {@code repeat} or {@code close}
     * @param seen the digest of the last act that its writer has read
     */
    record Written(String act, String text, String until, String outcome, String seen) {}

    /** What a body raised. */
    FindingsView raised(Officer inspector) {
        index.follow();
        return new FindingsView(
                index.by(inspector.authority()).stream().map(this::row).toList(), authorities());
    }

    /** What is addressed to the authorities in which a person holds an office. */
    FindingsView addressed(List<Officer> held) {
        index.follow();
        return new FindingsView(
                index.to(held.stream().map(Officer::authority).distinct().toList()).stream()
                        .map(this::row)
                        .toList(),
                List.of());
    }

    private Row row(FindingIndex.Row row) {
        return new Row(
                row.docket(),
                row.raised(),
                row.body(),
                row.addressee(),
                row.about().name(),
                row.until(),
                row.awaits().name(),
                row.isOverdue(today()));
    }

    /** To whom a finding can be addressed. */
    private List<String> authorities() {
        return registry.directories().of(state).stream()
                .flatMap(directory -> directory.authorities().stream())
                .filter(authority -> authority.offices().stream().anyMatch(WITH_WORKLIST::contains))
                .filter(authority -> !authority.offices().contains(Finding.OVERSIGHT))
                .map(Directory.Authority::id)
                .sorted()
                .toList();
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** One finding, for whoever is of the body or of the authority that it names. */
    One one(UUID finding, List<Officer> held) {
        index.follow();
        var row = index.of(finding).orElseThrow(Refused::unknown);
        var asBody = inspector(row, held);
        var asAuthority = addressee(row, held);
        if (asBody.isEmpty() && asAuthority.isEmpty()) throw Refused.unknown();
        var acts = registry.docket(finding).stream().map(Stored::envelope).toList();
        var first = acts.stream().findFirst().flatMap(act -> act.content(Finding.MATTER));
        return new One(
                row(row),
                first.flatMap(said -> said.text("on")).orElse(""),
                first.flatMap(said -> said.text("article")).orElse(""),
                acts.stream().map(Findings::said).toList(),
                asAuthority.isPresent() && row.awaits() != Awaits.NOBODY,
                asBody.isPresent() && row.awaits() != Awaits.NOBODY);
    }

    private static Said said(Envelope act) {
        var matter = act.content(Finding.MATTER).orElse(Json.EMPTY);
        return new Said(
                act.digest().hex(),
                act.header().type(),
                act.header().at(),
                act.header().author().authority(),
                matter.text("text").orElse(""),
                matter.text("demand").orElse(""),
                FindingIndex.day(matter.text("until")).orElse(null),
                matter.text("outcome").orElse(""));
    }

    private static Optional<Officer> inspector(FindingIndex.Row row, List<Officer> held) {
        return held.stream()
                .filter(one -> one.office().equals(Finding.OVERSIGHT))
                .filter(one -> one.authority().equals(row.body()))
                .findFirst();
    }

    private static Optional<Officer> addressee(FindingIndex.Row row, List<Officer> held) {
        return held.stream()
                .filter(one -> !one.office().equals(Finding.OVERSIGHT))
                .filter(one -> one.authority().equals(row.addressee()))
                .findFirst();
    }

    /** Files a finding; its docket. */
    UUID raise(Raised written, Officer inspector) throws NotDone {
        if (!authorities().contains(written.to())) throw new NotDone(422, "to");
        var about = About.of(written.about()).orElseThrow(() -> new NotDone(422, "about"));
        if (!isThere(about, written.on(), inspector)) throw new NotDone(422, "on");
        if (written.article().isBlank() || written.article().length() > Finding.MOST_LINE)
            throw new NotDone(422, "article");
        text(written.text());
        if (written.demand().isBlank()) throw new NotDone(422, "demand");
        text(written.demand());
        var docket = acts.newDocket();
        file(
                docket,
                Type.RAISE,
                Json.object()
                        .with("to", written.to())
                        .with("about", about.name())
                        .with("on", about == About.PRACTICE ? "" : written.on())
                        .with("article", written.article())
                        .with("text", written.text())
                        .with("demand", written.demand())
                        .with("until", until(written.until()).toString()),
                inspector);
        return docket;
    }

    private boolean isThere(About about, String on, Officer inspector) {
        return switch (about) {
            case DOCKET ->
                    isOf(Cooperation.KIND, on) && seeing.sees(UUID.fromString(on), inspector);
            case DRAW -> isOf(Draw.KIND, on);
            case PATTERN -> Stream.of(Pattern.values()).map(Enum::name).anyMatch(on::equals);
            case PRACTICE -> true;
        };
    }

    private boolean isOf(String kind, String number) {
        try {
            return registry.docket(UUID.fromString(number)).stream()
                    .findFirst()
                    .filter(act -> act.envelope().header().kind().equals(kind))
                    .isPresent();
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static void text(String text) throws NotDone {
        if (text.isBlank()) throw new NotDone(422, "text");
        if (!Finding.isText(text)) throw new NotDone(422, "long");
    }

    /** A day to come, within a year. */
    private LocalDate until(String typed) throws NotDone {
        return FindingIndex.day(Optional.of(typed))
                .filter(day -> day.isAfter(today()))
                .filter(day -> !day.isAfter(today().plusYears(LONGEST_YEARS)))
                .orElseThrow(() -> new NotDone(422, "until"));
    }

    /** Answers for the authority, or repeats or closes for the body. */
    Digest say(UUID finding, Written written, List<Officer> held) throws NotDone {
        index.follow();
        var row = index.of(finding).orElseThrow(Refused::unknown);
        var asBody = inspector(row, held);
        var asAuthority = addressee(row, held);
        if (asBody.isEmpty() && asAuthority.isEmpty()) throw Refused.unknown();
        var type =
                Type.of(written.act() + "-finding")
                        .filter(one -> one != Type.RAISE)
                        .orElseThrow(() -> new NotDone(422, "act"));
        var speaks =
                (type.byBody() ? asBody : asAuthority)
                        .orElseThrow(() -> new NotDone(403, "not-yours"));
        if (row.awaits() == Awaits.NOBODY) throw new NotDone(409, "closed");
        if (!written.seen().equals(registry.docket(finding).getLast().digest().hex()))
            throw new NotDone(409, "overtaken");
        text(written.text());
        var matter = Json.object().with("text", written.text());
        return file(
                finding,
                type,
                switch (type) {
                    case RAISE, ANSWER -> matter;
                    case REPEAT -> matter.with("until", until(written.until()).toString());
                    case CLOSE ->
                            matter.with(
                                    "outcome",
                                    Outcome.of(written.outcome())
                                            .orElseThrow(() -> new NotDone(422, "outcome"))
                                            .name());
                },
                speaks);
    }

    private Digest file(UUID docket, Type type, Json.Obj matter, Officer officer) throws NotDone {
        var filing =
                acts.file(
                        docket,
                        Finding.KIND,
                        type.word(),
                        Map.of(Finding.MATTER, matter),
                        Finding.SECTIONS,
                        officer);
        if (filing instanceof Filing.Overtaken) throw new NotDone(409, "overtaken");
        if (filing instanceof Filing.Filed(var digest, _)) return digest;
        throw Refused.because(filing);
    }

    @Override
    public List<Call> of(List<Officer> held) {
        index.follow();
        return index
                .to(
                        held.stream()
                                .filter(one -> !one.office().equals(Finding.OVERSIGHT))
                                .map(Officer::authority)
                                .distinct()
                                .toList())
                .stream()
                .filter(row -> row.awaits() == Awaits.AUTHORITY)
                .map(
                        row ->
                                new Call(
                                        "/findings/" + row.docket(),
                                        "watch.call",
                                        row.until(),
                                        row.isOverdue(today())))
                .toList();
    }
}
