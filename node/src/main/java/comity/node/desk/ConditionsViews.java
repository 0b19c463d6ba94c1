package comity.node.desk;

import comity.node.desk.ConditionsView.AskRow;
import comity.node.desk.ConditionsView.DisposalRow;
import comity.node.desk.ConditionsView.DocketRow;
import comity.node.desk.ConditionsView.ExculpatoryRow;
import comity.node.desk.ConditionsView.ExhibitRow;
import comity.node.frame.Seeing;
import comity.node.identity.Officer;
import comity.node.registry.Registry;
import comity.record.act.Digest;
import comity.treaty.docket.Act;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Entry;
import comity.treaty.docket.Type;
import comity.treaty.rules.Disposals;
import comity.treaty.rules.UseLimits;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads the conditions of what was transmitted, and what became of it, from the dockets. */
public final class ConditionsViews {
    private static final Set<String> SERVED =
            Set.of("INV", "PRO", "CAO", "JUD", "CUS", "OVS", "DUT");

    private final Registry registry;
    private final Exhibits exhibits;
    private final String state;
    private final Seeing sight;
    private final InstantSource clock;

    ConditionsViews(
            Registry registry, Exhibits exhibits, String state, Seeing sight, InstantSource clock) {
        this.sight = sight;
        this.registry = registry;
        this.exhibits = exhibits;
        this.state = state;
        this.clock = clock;
    }

    /** Everything, for whoever holds these offices; for the defence what was disclosed to it. */
    ConditionsView of(List<Officer> held) {
        return new ConditionsView(
                registry.dockets().stream()
                        .filter(sight.by(held))
                        .map(registry::read)
                        .map(docket -> row(docket, held))
                        .filter(row -> !row.isEmpty())
                        .toList(),
                offices(held));
    }

    /** One docket's. */
    ConditionsView of(UUID docket, List<Officer> held) {
        var row = row(registry.read(docket), held);
        return new ConditionsView(row.isEmpty() ? List.of() : List.of(row), offices(held));
    }

    private static Map<String, String> offices(List<Officer> held) {
        var offices = new LinkedHashMap<String, String>();
        for (var type : Type.values())
            for (var officer : held)
                if (type.offices().stream().anyMatch(o -> o.name().equals(officer.office())))
                    offices.putIfAbsent(type.word(), officer.inOffice());
        return offices;
    }

    private DocketRow row(Docket docket, List<Officer> held) {
        var all = held.stream().map(Officer::office).anyMatch(SERVED::contains);
        var receiving = docket.requesting().filter(state::equals).isPresent();
        return new DocketRow(
                docket.id(),
                docket.requesting().orElse(""),
                docket.requested().orElse(""),
                receiving,
                all ? exhibits(docket) : List.of(),
                all ? asked(docket, _ -> true) : List.of(),
                all ? disposals(docket) : List.of(),
                exculpatory(docket, held, all));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private List<ExhibitRow> exhibits(Docket docket) {
        var rows = new ArrayList<ExhibitRow>();
        for (var entry : docket.all(Act.Transmit.class))
            for (var exhibit : ((Act.Transmit) entry.act()).exhibits().orElse(List.of()))
                UseLimits.on(docket, exhibit.sha256(), today()).stream()
                        .filter(bound -> bound.transmission().equals(entry.digest()))
                        .map(bound -> row(docket, exhibit, bound))
                        .forEach(rows::add);
        return rows;
    }

    private ExhibitRow row(Docket docket, Act.Exhibit exhibit, UseLimits.Bound bound) {
        var said = bound.sent().conditions();
        var purposes = new LinkedHashSet<>(List.of(bound.sent().purpose()));
        purposes.addAll(said.alsoFor());
        return new ExhibitRow(
                exhibit.sha256().hex(),
                exhibit.name(),
                bound.transmission().hex(),
                List.copyOf(purposes),
                names(said.handledBy()),
                List.copyOf(said.onwardTo()),
                names(said.forbids()),
                said.isConfidential(),
                bound.until().orElse(null),
                bound.until().map(until -> until.toEpochDay() - today().toEpochDay()).orElse(null),
                said.atEnd().map(Enum::name).orElse(null),
                isHere(exhibit.sha256()),
                Disposals.disposal(docket, exhibit.sha256())
                        .map(entry -> entry.digest().hex())
                        .orElse(null),
                asked(
                        docket,
                        ask ->
                                ask.stands().equals("TRUE")
                                        && (ask.exhibits().isEmpty()
                                                || ask.exhibits()
                                                        .contains(exhibit.sha256().hex()))));
    }

    private boolean isHere(Digest exhibit) {
        return exhibits.open(exhibit).isPresent();
    }

    private static List<String> names(Collection<? extends Enum<?>> words) {
        return words.stream().map(Enum::name).sorted().toList();
    }

    private static List<String> hashes(Collection<Digest> exhibits) {
        return exhibits.stream().map(Digest::hex).sorted().toList();
    }

    private List<AskRow> asked(Docket docket, Predicate<AskRow> which) {
        return docket.all(Act.AskConsent.class).stream()
                .map(entry -> row(docket, entry, (Act.AskConsent) entry.act()))
                .filter(which)
                .toList();
    }

    private AskRow row(Docket docket, Entry entry, Act.AskConsent ask) {
        var answer =
                docket.all(Act.Consent.class).stream()
                        .map(other -> (Act.Consent) other.act())
                        .filter(
                                consent ->
                                        consent.consentSought()
                                                .filter(entry.digest()::equals)
                                                .isPresent())
                        .reduce((_, later) -> later);
        var narrowed = answer.map(Act.Consent::concerning).filter(named -> !named.isEmpty());
        return new AskRow(
                entry.digest().hex(),
                names(ask.seeks()),
                ask.purpose(),
                ask.recipient(),
                names(ask.handlers()),
                hashes(narrowed.orElse(ask.concerning())),
                ask.keepUntil().orElse(null),
                answer.flatMap(Act.Consent::consentUntil).orElse(null),
                answer.flatMap(Act.Consent::granted).map(Enum::name).orElse("OPEN"),
                docket.requested().filter(state::equals).isPresent(),
                day(entry));
    }

    private static LocalDate day(Entry entry) {
        return LocalDate.ofInstant(entry.header().at(), ZoneOffset.UTC);
    }

    private static List<DisposalRow> disposals(Docket docket) {
        var rows = new ArrayList<DisposalRow>();
        var followed =
                docket.all(Act.Dispose.class).stream()
                        .flatMap(entry -> ((Act.Dispose) entry.act()).proposed().stream())
                        .toList();
        for (var entry : docket.all(Act.ProposeDisposal.class)) {
            var proposal = (Act.ProposeDisposal) entry.act();
            if (!followed.contains(entry.digest()))
                rows.add(
                        new DisposalRow(
                                entry.digest().hex(),
                                hex(proposal.transmission()),
                                proposal.method().map(Enum::name).orElse(""),
                                hashes(proposal.disposed()),
                                "PROPOSED",
                                null));
        }
        for (var entry : docket.all(Act.Dispose.class)) {
            var disposal = (Act.Dispose) entry.act();
            rows.add(
                    carriedOut(
                            docket,
                            entry.digest(),
                            hex(disposal.transmission()),
                            disposal.method().map(Enum::name).orElse(""),
                            disposal.disposed()));
        }
        for (var entry : docket.all(Act.Destroy.class))
            rows.add(
                    carriedOut(
                            docket,
                            entry.digest(),
                            "",
                            Act.Disposal.DESTROY.name(),
                            ((Act.Destroy) entry.act()).exhibits()));
        return rows;
    }

    private static DisposalRow carriedOut(
            Docket docket, Digest act, String transmission, String method, Set<Digest> exhibits) {
        var certificate = Disposals.certificate(docket, act).map(Entry::digest);
        var received = certificate.flatMap(made -> Disposals.receipt(docket, made)).isPresent();
        return new DisposalRow(
                act.hex(),
                transmission,
                method,
                hashes(exhibits),
                received ? "RECEIVED" : certificate.isPresent() ? "CERTIFIED" : "DISPOSED",
                certificate.map(Digest::hex).orElse(null));
    }

    private static String hex(Optional<Digest> digest) {
        return digest.map(Digest::hex).orElse("");
    }

    private List<ExculpatoryRow> exculpatory(Docket docket, List<Officer> held, boolean all) {
        var rows = new ArrayList<ExculpatoryRow>();
        if (all)
            for (var entry : docket.all(Act.NotifyExculpatory.class)) {
                var notice = (Act.NotifyExculpatory) entry.act();
                rows.add(row(entry, "", notice.disclosureOn().orElse(null), notice.exculpatory()));
            }
        for (var entry : docket.all(Act.DiscloseExculpatory.class)) {
            var disclosed = (Act.DiscloseExculpatory) entry.act();
            var theirs =
                    held.stream()
                            .filter(officer -> officer.office().equals("DEF"))
                            .anyMatch(
                                    officer ->
                                            officer.authority()
                                                    .equals(disclosed.recipient().strip()));
            if (all || theirs)
                rows.add(row(entry, disclosed.recipient(), day(entry), disclosed.exculpatory()));
        }
        return rows;
    }

    private ExculpatoryRow row(
            Entry entry, String recipient, @Nullable LocalDate day, Set<Digest> named) {
        return new ExculpatoryRow(
                entry.digest().hex(),
                recipient,
                day,
                hashes(named),
                hashes(named.stream().filter(this::isHere).toList()));
    }

    /** Whether something here waits for this State to answer; for the worklist. */
    List<ConditionsView.DocketRow> waiting(List<Officer> held) {
        if (held.stream().noneMatch(officer -> officer.office().equals("CAO"))) return List.of();
        return registry.dockets().stream()
                .filter(sight.by(held))
                .map(registry::read)
                .filter(docket -> docket.requested().filter(state::equals).isPresent())
                .map(docket -> row(docket, held))
                .filter(row -> row.asked().stream().anyMatch(ask -> ask.stands().equals("OPEN")))
                .toList();
    }
}
