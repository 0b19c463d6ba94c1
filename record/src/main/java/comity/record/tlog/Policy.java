package comity.record.tlog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whose cosignatures make a checkpoint witnessed (C2SP tlog-policy): witnesses, groups of them, and
 * the quorum. {@link PolicyReader} reads its text.
 *
 * @param logs the logs whose checkpoints count; empty if they are known otherwise
 * @param members witnesses and groups by their name in the policy, in the order of their lines
 * @param quorum the member that must have witnessed; empty for {@code none}
 */
public record Policy(List<Log> logs, Map<String, Member> members, Optional<String> quorum) {
    /** A log, with where it can be reached if the policy says so. */
    public record Log(NoteKey key, Optional<String> url) {}

    /** What a quorum is made of. */
    public sealed interface Member {}

    /**
     * @param url where it takes checkpoints, without {@code /add-checkpoint}; empty if it is asked
     *     on another way
     */
    public record OneWitness(NoteKey key, Optional<String> url) implements Member {}

    /** Counts if {@code least} of its members do. */
    public record Group(int least, List<String> members) implements Member {
        public Group {
            members = List.copyOf(members);
        }
    }

    public Policy {
        logs = List.copyOf(logs);
        members = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    /** Whether the quorum cosigned {@code note}. */
    public boolean isWitnessed(Note note) {
        return quorum.filter(name -> !counts(name, note)).isEmpty();
    }

    private boolean counts(String name, Note note) {
        return switch (members.get(name)) {
            case OneWitness witness -> witness.key().cosignedAt(note).isPresent();
            case Group group ->
                    group.members().stream().filter(member -> counts(member, note)).count()
                            >= group.least();
            case null -> throw new IllegalStateException("a policy names " + name);
        };
    }

    /** Whether one of the policy's logs signed {@code note}, and the quorum cosigned it. */
    public boolean accepts(Note note) {
        return logs.stream()
                        .map(Log::key)
                        .anyMatch(
                                key ->
                                        note.text().startsWith(key.name() + "\n")
                                                && key.signed(note))
                && isWitnessed(note);
    }

    /** Each witness of the policy, whether the quorum needs it or not. */
    public List<OneWitness> witnesses() {
        return members.values().stream()
                .flatMap(
                        member ->
                                switch (member) {
                                    case OneWitness witness -> java.util.stream.Stream.of(witness);
                                    case Group _ -> java.util.stream.Stream.empty();
                                })
                .toList();
    }

    /** The keys of each place at which the policy says that a witness is to be asked. */
    public Map<String, List<NoteKey>> places() {
        var places = new LinkedHashMap<String, List<NoteKey>>();
        for (var witness : witnesses())
            witness.url()
                    .ifPresent(
                            url ->
                                    places.computeIfAbsent(url, _ -> new ArrayList<>())
                                            .add(witness.key()));
        return places;
    }

    /** Whether one of {@code keys} is a witness here, under whatever name. */
    public boolean counts(NoteKeys keys) {
        Set<String> own =
                keys.known().stream()
                        .map(key -> StrictBase64.encode(key.publicKey()))
                        .collect(Collectors.toSet());
        return witnesses().stream()
                .anyMatch(witness -> own.contains(StrictBase64.encode(witness.key().publicKey())));
    }
}
