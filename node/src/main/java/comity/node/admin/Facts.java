package comity.node.admin;

import comity.node.mail.Mailroom;
import comity.node.mail.PublicLetters;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What was measured, at one moment. Counts, times, codes of States and authorities: no more. */
record Facts(
        Instant at,
        Database database,
        Disk disk,
        Log log,
        Stamps stamps,
        Jobs jobs,
        List<Peer> peers,
        Keys keys,
        Optional<Exhibits> exhibits,
        Epochs epochs,
        Backup backup,
        Version version,
        Mailroom.Standing mail,
        PublicLetters.Standing weekly) {

    /** How many connections the server has, and how many it allows. */
    record Database(String version, long used, long most) {}

    record Disk(long free, long total) {}

    /**
     * @param acts filed
     * @param published of them in the log
     * @param behind whether an old state of the node is running
     * @param suspended whether it files nothing because of that
     * @param waiting since when the log's place takes nothing
     * @param witnessed of them countersigned by others
     * @param unwitnessed when the oldest of the rest was filed
     * @param cosigned when another operator signed last
     */
    record Log(
            long acts,
            long published,
            boolean behind,
            boolean suspended,
            Optional<Instant> waiting,
            long witnessed,
            Optional<Instant> unwitnessed,
            Optional<Instant> cosigned) {}

    /**
     * @param places whom this node asks
     * @param unstamped when the oldest act was filed that has no timestamp
     * @param last when the newest timestamp was given
     * @param problem a code; empty if the last try went well
     * @param ahead by how much this node's clock and the authority's differ
     * @param ends when the first certificate ends on which a timestamp rests that was not renewed
     */
    record Stamps(
            int places,
            long stamped,
            Optional<Instant> unstamped,
            Optional<Instant> last,
            String problem,
            Duration ahead,
            Optional<Instant> ends) {}

    /**
     * Work that goes on by itself, by what it has left undone.
     *
     * @param behind acts that the desks' tables do not hold yet, and since when
     * @param unrung clocks whose day to ring has passed
     * @param untimed exhibits that no authority stamped, and since when
     */
    record Jobs(
            long behind,
            Optional<Instant> behindSince,
            long unrung,
            long untimed,
            Optional<Instant> untimedSince) {}

    /**
     * @param directory the version of its directory that is held; empty if none is
     * @param untold acts that were not yet looked through for it, and when the oldest was filed
     * @param refused acts that it did not take
     * @param cosigned when it countersigned our log last
     * @param compared when its acts were compared with ours last, and whether that went well
     */
    record Peer(
            String state,
            OptionalLong directory,
            boolean suspended,
            long untold,
            Optional<Instant> untoldSince,
            long refused,
            Optional<Instant> cosigned,
            Optional<Instant> compared,
            boolean agreed) {}

    /**
     * @param authorities each one's key that lasts longest
     * @param drafted since when a draft of the directory waits for the holders of the root
     * @param tls when the certificate ends that partners know
     */
    record Keys(
            List<Key> authorities,
            boolean inToken,
            boolean demo,
            Optional<Instant> drafted,
            Instant tls) {}

    /**
     * @param certificate when the first certificate ends that leads to it, where there are some
     */
    record Key(
            String authority,
            String algorithm,
            Instant until,
            boolean compromised,
            Optional<Instant> certificate) {}

    /**
     * @param bytes empty where counting them would ask a bucket for each
     * @param unnamed that no act names
     * @param counted this takes long: when it was done last
     */
    record Exhibits(
            long count, OptionalLong bytes, long unnamed, boolean inBucket, Instant counted) {}

    /**
     * @param ending whether an erasure goes on, or was broken off
     */
    record Epochs(int current, int kept, boolean ending) {}

    /**
     * @param done when the operator's script marked the last one as done
     * @param first when this node started for the first time
     */
    record Backup(Optional<Instant> done, Instant first) {}

    /**
     * @param before what ran at the start before this one
     * @param started when this process did
     */
    record Version(String running, String schema, Optional<String> before, Instant started) {}
}
