package comity.node.desk;

import comity.node.desk.DocketView.ActView;
import comity.node.desk.DocketView.AuthorView;
import comity.node.desk.DocketView.CallView;
import comity.node.desk.DocketView.ErasedView;
import comity.node.desk.DocketView.ErrorView;
import comity.node.desk.DocketView.IntervalView;
import comity.node.desk.DocketView.MarkView;
import comity.node.desk.DocketView.Parties;
import comity.node.desk.DocketView.PendingView;
import comity.node.desk.DocketView.ReceiptView;
import comity.node.desk.DocketView.RecordView;
import comity.node.desk.DocketView.RemedyView;
import comity.node.desk.DocketView.SafeguardView;
import comity.node.desk.DocketView.SealView;
import comity.node.desk.DocketView.SectionView;
import comity.node.desk.DocketView.TimerView;
import comity.node.desk.DocketView.TimestampView;
import comity.node.frame.Languages;
import comity.node.frame.Plain;
import comity.node.identity.Officer;
import comity.node.registry.Registry;
import comity.node.registry.Stored;
import comity.node.timestamps.Anchoring;
import comity.node.timestamps.ExhibitStamping;
import comity.record.act.CheckWords;
import comity.record.act.Digest;
import comity.record.act.Directory;
import comity.record.act.Envelope;
import comity.record.act.Json;
import comity.record.act.Passkey;
import comity.record.act.Receipt;
import comity.record.tlog.MalformedNote;
import comity.record.tlog.Note;
import comity.record.tlog.Operator;
import comity.record.tlog.TlogProof;
import comity.treaty.docket.Act;
import comity.treaty.docket.Cooperation;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Entry;
import comity.treaty.docket.Type;
import comity.treaty.rules.CallBacks;
import comity.treaty.rules.Errors;
import comity.treaty.rules.Exhibits;
import comity.treaty.rules.Remedies;
import comity.treaty.rules.Safeguards;
import comity.treaty.rules.Timers;
import comity.treaty.terms.Office;
import comity.treaty.terms.Safeguard;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the view of a docket from its acts. */
public final class DocketViews {
    private final Registry registry;
    private final Receipts receipts;
    private final Anchoring anchoring;
    private final ExhibitStamping exhibits;
    private final String state;
    private final Sight sight;
    private final InstantSource clock;

    DocketViews(
            Registry registry,
            Receipts receipts,
            Anchoring anchoring,
            ExhibitStamping exhibits,
            String state,
            Sight sight,
            InstantSource clock) {
        this.sight = sight;
        this.anchoring = anchoring;
        this.exhibits = exhibits;
        this.clock = clock;
        this.registry = registry;
        this.receipts = receipts;
        this.state = state;
    }

    /** The docket as far as it is shown to whoever came in. */
    Optional<DocketView> shown(UUID id, SightGate.Seen seen) {
        var given = Set.copyOf(sight.given(id, seen.officer()));
        return switch (seen.reach()) {
            case NOTHING, OWN_PAGES -> Optional.empty();
            case HEADERS, OPENED -> {
                var opened = sight.opened(registry.read(id), seen.officer());
                yield of(id).map(
                                view ->
                                        view.showing(
                                                (act, section) ->
                                                        opened.shows(act.digest(), section)));
            }
            case GIVEN -> {
                var own = sight.translated(id, seen.officer());
                yield of(id).map(
                                view ->
                                        view.showing(
                                                (act, section) ->
                                                        given.contains(section)
                                                                || own.contains(act.digest())));
            }
            case ADMITTED -> admitted(id, seen.officer());
            case CUSTODY -> of(id).map(view -> view.showing(DocketViews::isCustodians));
            case WHOLE, BROKEN -> of(id);
        };
    }

    /** To counsel what is derived is shown only with the terms that it is derived from. */
    private Optional<DocketView> admitted(UUID id, Officer counsel) {
        var docket = registry.read(id);
        var admissions = sight.admitted(docket, counsel);
        var terms = admissions.stream().anyMatch(one -> one.opened().contains(Cooperation.TERMS));
        var own = admissions.stream().map(one -> one.digest().hex()).toList();
        return of(id).map(
                        view ->
                                view.showing(
                                                (act, section) ->
                                                        docket.entry(new Digest(act.digest()))
                                                                .filter(
                                                                        entry ->
                                                                                Sight.isOpened(
                                                                                        docket,
                                                                                        entry,
                                                                                        admissions,
                                                                                        section))
                                                                .isPresent())
                                        .toCounsel(own, terms));
    }

    /** A custodian reads what custodians say, and of all else which exhibits it names. */
    private static boolean isCustodians(ActView act, String section) {
        return section.equals(Cooperation.EXHIBITS_SECTION)
                || section.equals(Cooperation.OFFICER)
                || Type.of(act.type())
                        .filter(type -> type.offices().contains(Office.CUS))
                        .isPresent();
    }

    /** Empty if no act of this docket is held here. */
    public Optional<DocketView> of(UUID id) {
        var docket = registry.read(id);
        if (docket.entries().isEmpty()) return Optional.empty();
        var records = new HashMap<Digest, RecordView>();
        var waiting = new HashMap<>(exhibits.pending());
        for (var stored : registry.docket(id))
            records.put(stored.digest(), record(stored, pending(stored.envelope(), waiting)));
        return Optional.of(
                new DocketView(
                        id,
                        docket.phase().name(),
                        new Parties(docket.requesting().orElse(""), docket.requested().orElse("")),
                        docket.entries().stream()
                                .map(
                                        entry ->
                                                act(
                                                        docket,
                                                        entry,
                                                        docket.act(entry.digest()).orElseThrow(),
                                                        receipts.atHand(entry.digest()),
                                                        Objects.requireNonNull(
                                                                records.get(entry.digest()))))
                                .toList(),
                        safeguards(docket),
                        timers(docket),
                        remedies(docket),
                        marks(docket),
                        errors(docket),
                        call(docket),
                        seals(docket),
                        docket.stateDigest().hex()));
    }

    private List<SealView> seals(Docket docket) {
        return sight.seals(docket).stream()
                .map(seal -> new SealView(seal.act().digest().hex(), seal.court(), seal.until()))
                .toList();
    }

    private ActView act(
            Docket docket,
            Entry entry,
            Envelope envelope,
            List<Receipt> receipts,
            RecordView record) {
        var header = entry.header();
        return new ActView(
                entry.digest().hex(),
                header.id(),
                header.type(),
                author(envelope),
                header.at(),
                interval(envelope, receipts, record),
                entry.overridden(),
                header.author().state().equals(state),
                record,
                Cooperation.internal(header.type()),
                envelope.personal().isPresent(),
                passkey(envelope).filter(Passkey::software).isPresent(),
                sections(envelope, docket),
                receipts.stream().flatMap(receipt -> receipt(receipt).stream()).toList(),
                header.seen().stream().map(Digest::hex).toList(),
                envelope.personal().isEmpty()
                        ? List.of()
                        : CheckWords.of(entry.digest()).in(Languages.current()),
                docket.stayed(entry.digest()).map(Digest::hex).orElse(""),
                docket.quashed(entry.digest()).map(Digest::hex).orElse(""),
                docket.suspended(entry.digest()).map(Digest::hex).orElse(""));
    }

    /** What the first act that names an exhibit is shown to wait for. */
    private List<PendingView> pending(Envelope act, Map<Digest, Instant> waiting) {
        var found = new ArrayList<PendingView>();
        if (waiting.isEmpty()) return found;
        for (var item :
                act.content(Cooperation.EXHIBITS_SECTION)
                        .map(said -> said.items("exhibits"))
                        .orElse(List.of())) {
            if (!(item instanceof Json.Obj one)) continue;
            var sha256 = one.text("sha256").filter(hex -> hex.matches("[0-9a-f]{64}"));
            var since = sha256.map(Digest::new).map(waiting::remove);
            if (since.isEmpty()) continue;
            var minutes = Duration.between(since.get(), clock.instant()).toMinutes();
            found.add(
                    new PendingView(
                            one.text("name").orElse(""),
                            sha256.get(),
                            since.get(),
                            Math.max(0, minutes)));
        }
        return found;
    }

    private RecordView record(Stored stored, List<PendingView> pending) {
        var witnessed = receipts.isWitnessed(stored.position());
        var waiting = Math.max(0, Duration.between(stored.filedAt(), clock.instant()).toMinutes());
        var stamp = anchoring.holding(stored.position());
        return new RecordView(
                stored.filedAt(),
                witnessed,
                witnessed ? 0 : waiting,
                stamp.isEmpty() && anchoring.asks() ? waiting : null,
                stamp.map(found -> new TimestampView(found.notAfter(), found.by(), found.trial()))
                        .orElse(null),
                pending);
    }

    private static AuthorView author(Envelope envelope) {
        var author = envelope.header().author();
        return new AuthorView(
                author.state(),
                author.authority(),
                author.office(),
                author.officer().hex(),
                envelope.content(Cooperation.OFFICER)
                        .flatMap(officer -> officer.text("name"))
                        .orElse(""));
    }

    private Optional<Passkey> passkey(Envelope envelope) {
        return envelope.personal()
                .flatMap(
                        assertion ->
                                registry.directories()
                                        .of(envelope.header().author().state())
                                        .flatMap(
                                                directory ->
                                                        directory.passkey(assertion.credential())));
    }

    /**
     * Sections as this node holds them. An unused section cannot be told from one that is withheld,
     * which is its purpose: both are listed as withheld.
     */
    private Map<String, SectionView> sections(Envelope envelope, Docket docket) {
        var views = new LinkedHashMap<String, SectionView>();
        for (var name : Cooperation.SECTIONS) {
            var content = envelope.content(name);
            views.put(
                    name,
                    new SectionView(
                            content.isEmpty(),
                            content.map(Plain::of).orElse(Map.of()),
                            content.isPresent() ? null : erased(docket, envelope, name)));
        }
        return views;
    }

    /** This State's own erasure, if there is one: only that removed anything here. */
    private @Nullable ErasedView erased(Docket docket, Envelope envelope, String section) {
        return docket.erasures(envelope.digest(), section).stream()
                .filter(entry -> entry.header().author().state().equals(state))
                .findFirst()
                .map(
                        entry ->
                                new ErasedView(
                                        entry.digest().hex(),
                                        state,
                                        LocalDate.ofInstant(entry.header().at(), ZoneOffset.UTC)))
                .orElse(null);
    }

    /** Between the checkpoint that the act names and the first that holds it (decisions/0005). */
    private IntervalView interval(Envelope envelope, List<Receipt> receipts, RecordView record) {
        var notBefore = cosignedAt(envelope.header().after());
        var stamped =
                Optional.ofNullable(record.timestamp())
                        .filter(timestamp -> !timestamp.trial())
                        .map(timestamp -> timestamp.notAfter())
                        .stream();
        var seen =
                receipts.stream()
                        .flatMap(
                                receipt ->
                                        proof(receipt)
                                                .flatMap(proof -> cosignedAt(proof.checkpoint()))
                                                .stream());
        var notAfter = Stream.concat(stamped, seen).min(Instant::compareTo);
        return new IntervalView(notBefore.orElse(null), notAfter.orElse(null));
    }

    private Optional<Instant> cosignedAt(String note) {
        if (note.isEmpty()) return Optional.empty();
        try {
            return cosignedAt(Note.parse(note));
        } catch (MalformedNote _) {
            return Optional.empty();
        }
    }

    /** The earliest time at which any known operator saw the tree. */
    private Optional<Instant> cosignedAt(Note note) {
        return operators()
                .flatMap(known -> known.keys().sawAt(note).stream())
                .min(Instant::compareTo);
    }

    private record Known(String state, Operator keys) {}

    private Stream<Known> operators() {
        return registry.directories().byState().values().stream()
                .map(
                        (Directory directory) ->
                                new Known(directory.state(), Operator.of(directory.log())));
    }

    private Optional<ReceiptView> receipt(Receipt receipt) {
        return proof(receipt)
                .flatMap(
                        proof -> {
                            try {
                                var tree = proof.tree();
                                return Optional.of(
                                        new ReceiptView(
                                                receipt.origin(),
                                                proof.index(),
                                                tree.size(),
                                                cosigners(proof.checkpoint())));
                            } catch (MalformedNote _) {
                                return Optional.empty();
                            }
                        });
    }

    private List<String> cosigners(Note checkpoint) {
        return operators()
                .filter(known -> known.keys().sawAt(checkpoint).isPresent())
                .map(Known::state)
                .sorted()
                .toList();
    }

    private static Optional<TlogProof> proof(Receipt receipt) {
        try {
            return Optional.of(TlogProof.parse(receipt.proof()));
        } catch (MalformedNote _) {
            return Optional.empty();
        }
    }

    private List<ErrorView> errors(Docket docket) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var names = new HashMap<Digest, String>();
        for (var entry : docket.entries())
            Exhibits.named(entry.act())
                    .forEach(exhibit -> names.putIfAbsent(exhibit.sha256(), exhibit.name()));
        return Errors.on(docket).stream().map(error -> error(docket, error, names, today)).toList();
    }

    private static ErrorView error(
            Docket docket, Errors.Reported error, Map<Digest, String> names, LocalDate today) {
        var standing = Errors.standing(docket, error, today);
        var due =
                switch (standing) {
                    case AWAITED, OVERDUE -> Optional.of(error.until());
                    case TO_DESTROY -> error.classified().flatMap(Act.ClassifyError::due);
                    case RELEASED, DESTROYED -> Optional.<LocalDate>empty();
                };
        return new ErrorView(
                error.report().digest().hex(),
                error.state(),
                LocalDate.ofInstant(error.report().header().at(), ZoneOffset.UTC),
                error.said().kind().map(Enum::name).orElse(""),
                error.exhibits().stream()
                        .map(exhibit -> names.getOrDefault(exhibit, exhibit.brief()))
                        .toList(),
                error.exhibits().size(),
                standing.name(),
                due.orElse(null),
                error.classification().map(entry -> entry.digest().hex()).orElse(""),
                error.classified().flatMap(Act.ClassifyError::gravity).map(Enum::name).orElse(""),
                List.copyOf(Errors.owing(docket, error)));
    }

    private CallView call(Docket docket) {
        return new CallView(
                CallBacks.standing(docket).name(),
                CallBacks.published(docket, registry.profiles(Timers.states(docket))).orElse(""));
    }

    private List<TimerView> timers(Docket docket) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return Timers.on(docket, registry.profiles(Timers.states(docket))).stream()
                .map(
                        running ->
                                new TimerView(
                                        running.timer().id(),
                                        running.timer().citation().text(),
                                        running.state(),
                                        running.act().hex(),
                                        running.due().orElse(null),
                                        running.daysLeft(today).orElse(null)))
                .toList();
    }

    /** 24(2): what judges of review ordered, as it stands today. */
    private List<RemedyView> remedies(Docket docket) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return docket.all(Act.Remedy.class).stream()
                .map(
                        entry -> {
                            var remedy = (Act.Remedy) entry.act();
                            return new RemedyView(
                                    entry.digest().hex(),
                                    remedy.kind().map(Enum::name).orElse(""),
                                    entry.header().author().state(),
                                    remedy.isOwed() ? remedy.addressee() : "",
                                    remedy.isOwed() ? remedy.due().orElse(null) : null,
                                    Remedies.standing(docket, entry, today).name(),
                                    remedy.isOwed()
                                            ? Remedies.done(docket, entry)
                                                    .map(done -> done.digest().hex())
                                                    .orElse("")
                                            : "");
                        })
                .toList();
    }

    private static List<MarkView> marks(Docket docket) {
        if (docket.all(Act.Remedy.class).isEmpty()) return List.of();
        var names = new LinkedHashMap<Digest, String>();
        for (var entry : docket.entries())
            for (var exhibit : Exhibits.named(entry.act()))
                names.putIfAbsent(exhibit.sha256(), exhibit.name());
        var found = new ArrayList<MarkView>();
        names.forEach(
                (exhibit, name) -> {
                    var unlawful = Remedies.unlawful(docket, exhibit);
                    unlawful.or(() -> Remedies.suspended(docket, exhibit))
                            .ifPresent(
                                    remedy ->
                                            found.add(
                                                    new MarkView(
                                                            exhibit.hex(),
                                                            name,
                                                            remedy.hex(),
                                                            unlawful.isPresent())));
                });
        return List.copyOf(found);
    }

    private static List<SafeguardView> safeguards(Docket docket) {
        return Stream.of(Safeguard.values())
                .map(
                        safeguard -> {
                            var findings =
                                    docket.all(Act.Find.class).stream()
                                            .filter(
                                                    entry ->
                                                            entry.act() instanceof Act.Find find
                                                                    && find.safeguard()
                                                                            .equals(
                                                                                    safeguard
                                                                                            .citation()))
                                            .map(entry -> entry.digest().hex())
                                            .toList();
                            var standing =
                                    Safeguards.openConcern(docket, safeguard).isPresent()
                                            ? "CONCERN"
                                            : findings.isEmpty() ? "OPEN" : "CLEAR";
                            return new SafeguardView(safeguard.citation(), standing, findings);
                        })
                .toList();
    }
}
