package comity.node.admin;

import comity.node.admin.Line.Area;
import comity.node.admin.Line.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** From facts to lines, the gravest first. Pure: the same facts give the same lines. */
final class Lines {
    private final Facts facts;
    private final Thresholds limits;
    private final List<Line> lines = new ArrayList<>();

    private Lines(Facts facts, Thresholds limits) {
        this.facts = facts;
        this.limits = limits;
    }

    static List<Line> of(Facts facts, Thresholds limits) {
        var made = new Lines(facts, limits);
        made.health();
        made.jobs();
        made.peers();
        made.keys();
        made.certificates();
        made.storage();
        made.backup();
        made.version();
        made.mail();
        made.weekly();
        return made.lines.stream()
                .sorted(
                        Comparator.comparing(Line::state)
                                .thenComparing(Line::area)
                                .thenComparing(Line::code)
                                .thenComparing(Line::about))
                .toList();
    }

    private void health() {
        var database = facts.database();
        var used = 100 * database.used() / Math.max(1, database.most());
        add(
                Area.HEALTH,
                "database",
                limits.connections().of(used),
                Optional.empty(),
                database.version(),
                database.used(),
                database.most());
        var disk = facts.disk();
        add(
                Area.HEALTH,
                "disk",
                limits.free()
                        .of(100 * disk.free() / Math.max(1, disk.total()))
                        .or(limits.room().of(disk.free())),
                Optional.empty(),
                Sizes.text(disk.free()),
                Sizes.text(disk.total()));
        log();
        stamps();
    }

    private void log() {
        var log = facts.log();
        if (log.behind() || log.suspended())
            add(Area.HEALTH, "log-behind", State.NOW, Optional.empty(), log.acts());
        add(
                Area.HEALTH,
                log.waiting().isPresent() ? "log-waits" : "log",
                // That it waits at all is worth a look, however short.
                log.waiting()
                        .map(since -> limits.log().of(age(since)).or(State.LOOK))
                        .orElse(State.WELL),
                log.waiting(),
                log.published(),
                log.acts());
        add(
                Area.HEALTH,
                "witnesses",
                aged(limits.witnessed(), log.unwitnessed()),
                log.unwitnessed().or(log::cosigned),
                Math.max(0, log.acts() - log.witnessed()));
    }

    private void stamps() {
        var stamps = facts.stamps();
        if (stamps.places() == 0) {
            add(Area.HEALTH, "timestamps-none", State.LOOK, Optional.empty());
            return;
        }
        var late = aged(limits.stamped(), stamps.unstamped());
        add(
                Area.HEALTH,
                stamps.problem().isEmpty() ? "timestamps" : "timestamps-failed",
                stamps.problem().isEmpty() ? late : late.or(State.LOOK),
                stamps.problem().isEmpty() ? stamps.last() : stamps.unstamped().or(stamps::last),
                Math.max(0, facts.log().published() - stamps.stamped()),
                stamps.problem());
        if (!stamps.ahead().isZero())
            add(
                    Area.HEALTH,
                    "clock",
                    State.LOOK,
                    Optional.empty(),
                    Math.abs(stamps.ahead().toSeconds()));
    }

    private void jobs() {
        var jobs = facts.jobs();
        add(
                Area.HEALTH,
                "tables",
                aged(limits.tables(), jobs.behindSince()),
                jobs.behindSince(),
                jobs.behind());
        if (jobs.unrung() > 0)
            add(Area.HEALTH, "clocks", State.NOW, Optional.empty(), jobs.unrung());
        if (facts.stamps().places() > 0)
            add(
                    Area.HEALTH,
                    "exhibit-times",
                    aged(limits.exhibits(), jobs.untimedSince()),
                    jobs.untimedSince(),
                    jobs.untimed());
    }

    private void peers() {
        if (facts.peers().isEmpty()) add(Area.PEERS, "peer-none", State.LOOK, Optional.empty());
        for (var peer : facts.peers()) peer(peer);
    }

    private void peer(Facts.Peer peer) {
        var state = peer.state();
        if (peer.suspended()) {
            about(state, Area.PEERS, "peer-suspended", State.LOOK, Optional.empty(), state);
            return;
        }
        if (peer.directory().isEmpty()) {
            about(state, Area.PEERS, "peer-unheard", State.LOOK, Optional.empty(), state);
            return;
        }
        about(
                state,
                Area.PEERS,
                "peer",
                State.WELL,
                peer.cosigned(),
                state,
                peer.directory().getAsLong());
        about(
                state,
                Area.PEERS,
                "outbox",
                aged(limits.untold(), peer.untoldSince()),
                peer.untoldSince(),
                state,
                peer.untold());
        if (peer.refused() > 0)
            about(
                    state,
                    Area.PEERS,
                    "refused",
                    State.LOOK,
                    Optional.empty(),
                    state,
                    peer.refused());
        if (peer.compared().isPresent())
            about(
                    state,
                    Area.PEERS,
                    peer.agreed() ? "compared" : "compared-not",
                    peer.agreed() ? State.WELL : State.LOOK,
                    peer.compared(),
                    state);
    }

    private void keys() {
        var keys = facts.keys();
        for (var key : keys.authorities()) {
            var where = keys.inToken() ? "PKCS#11" : "keys/";
            var state = key.compromised() ? State.NOW : left(limits.keys(), key.until());
            about(
                    key.authority(),
                    Area.KEYS,
                    key.compromised() ? "key-compromised" : "key",
                    state,
                    Optional.empty(),
                    key.authority(),
                    key.algorithm(),
                    where,
                    Sizes.day(key.until()));
        }
        if (keys.demo()) add(Area.KEYS, "demo", State.LOOK, Optional.empty());
        keys.drafted()
                .ifPresent(
                        since ->
                                add(
                                        Area.KEYS,
                                        "directory-waits",
                                        limits.directory().of(age(since)).or(State.LOOK),
                                        Optional.of(since)));
    }

    private void certificates() {
        var tls = facts.keys().tls();
        add(Area.CERTIFICATES, "tls", left(limits.keys(), tls), Optional.empty(), Sizes.day(tls));
        for (var key : facts.keys().authorities())
            if (key.certificate().isPresent())
                about(
                        key.authority(),
                        Area.CERTIFICATES,
                        "pki",
                        left(limits.keys(), key.certificate().get()),
                        Optional.empty(),
                        key.authority(),
                        Sizes.day(key.certificate().get()));
        facts.stamps()
                .ends()
                .ifPresent(
                        ends ->
                                add(
                                        Area.CERTIFICATES,
                                        "stamps-end",
                                        left(limits.stamps(), ends),
                                        Optional.empty(),
                                        Sizes.day(ends)));
    }

    private void storage() {
        facts.exhibits()
                .ifPresent(
                        held ->
                                add(
                                        Area.STORAGE,
                                        held.inBucket() ? "exhibits-bucket" : "exhibits",
                                        State.WELL,
                                        Optional.of(held.counted()),
                                        held.count(),
                                        held.bytes().isPresent()
                                                ? Sizes.text(held.bytes().getAsLong())
                                                : "–",
                                        held.unnamed()));
        var epochs = facts.epochs();
        add(
                Area.STORAGE,
                epochs.ending() ? "epoch-ending" : "epochs",
                epochs.ending() ? State.LOOK : State.WELL,
                Optional.empty(),
                epochs.current(),
                epochs.kept());
    }

    /** A node that never had one is given as long as between two. */
    private void backup() {
        var backup = facts.backup();
        var since = backup.done().orElse(backup.first());
        add(
                Area.BACKUPS,
                backup.done().isPresent() ? "backup" : "backup-never",
                backup.done().isPresent()
                        ? limits.backup().of(age(since))
                        : limits.backup().of(age(since)).or(State.LOOK),
                Optional.of(since));
    }

    private void version() {
        var version = facts.version();
        var older = version.before().filter(before -> Sizes.isOlder(version.running(), before));
        add(
                Area.UPGRADES,
                older.isPresent() ? "version-older" : "version",
                older.isPresent() ? State.NOW : State.WELL,
                Optional.of(version.started()),
                version.running(),
                version.schema(),
                version.before().orElse("–"));
    }

    private void mail() {
        var mail = facts.mail();
        if (!mail.named()) {
            add(Area.MAIL, "mail-off", State.WELL, Optional.empty());
            return;
        }
        var late = aged(limits.letters(), mail.oldest());
        add(
                Area.MAIL,
                mail.failure().isEmpty() ? "mail" : "mail-failed",
                mail.failure().isEmpty() ? late : late.or(State.LOOK),
                mail.oldest().or(mail::last),
                mail.waiting(),
                mail.failure());
        if (mail.refused() > 0)
            add(Area.MAIL, "mail-refused", State.LOOK, Optional.empty(), mail.refused());
        if (mail.doubtful() > 0)
            add(Area.MAIL, "mail-doubtful", State.LOOK, Optional.empty(), mail.doubtful());
    }

    private void weekly() {
        var weekly = facts.weekly();
        if (!facts.mail().named()) return;
        var late = aged(limits.digests(), weekly.oldest());
        add(
                Area.MAIL,
                weekly.failure().isEmpty() ? "weekly" : "weekly-failed",
                weekly.failure().isEmpty() ? late : late.or(State.LOOK),
                weekly.oldest().or(weekly::edition),
                weekly.waiting(),
                weekly.failure());
        if (weekly.refused() > 0)
            add(Area.MAIL, "weekly-refused", State.LOOK, weekly.edition(), weekly.refused());
        if (weekly.doubtful() > 0)
            add(Area.MAIL, "weekly-doubtful", State.LOOK, Optional.empty(), weekly.doubtful());
    }

    private void add(Area area, String code, State state, Optional<Instant> since, Object... said) {
        about("", area, code, state, since, said);
    }

    private void about(
            String about,
            Area area,
            String code,
            State state,
            Optional<Instant> since,
            Object... said) {
        lines.add(Line.of(area, code, state, since, said).on(about));
    }

    private State aged(Thresholds.Age limit, Optional<Instant> since) {
        return since.map(then -> limit.of(age(then))).orElse(State.WELL);
    }

    private State left(Thresholds.Left limit, Instant end) {
        return limit.of(Duration.between(facts.at(), end));
    }

    private Duration age(Instant since) {
        return Duration.between(since, facts.at());
    }
}
