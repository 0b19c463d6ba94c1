package comity.node.desk;

import comity.treaty.docket.Cooperation;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A docket as one of its State's officers may read it.
 *
 * @param phase how far it has come, such as {@code REQUESTED}
 * @param acts in causal order, oldest first
 * @param safeguards those that somebody has to find on before anything can be executed
 * @param timers the clocks that run on it
 * @param remedies what judges of review ordered, and what has become of it
 * @param marks the exhibits that were obtained under what a judge has quashed or suspended
 * @param errors what was reported as obtained or disclosed by mistake, and whom it awaits
 * @param call what came of calling the asking State back, in an emergency
 * @param seals by which a judge of this State hides it from every office today
 * @param state one digest for what the docket says: equal wherever the same acts are held
 */
public record DocketView(
        UUID docket,
        String phase,
        Parties parties,
        List<ActView> acts,
        List<SafeguardView> safeguards,
        List<TimerView> timers,
        List<RemedyView> remedies,
        List<MarkView> marks,
        List<ErrorView> errors,
        CallView call,
        List<SealView> seals,
        String state) {

    /** The same without the sections that {@code shown} does not let through. */
    DocketView showing(BiPredicate<ActView, String> shown) {
        return new DocketView(
                docket,
                phase,
                parties,
                acts.stream().map(act -> act.showing(shown)).toList(),
                safeguards,
                timers,
                remedies,
                marks.stream().map(mark -> mark.showing(acts, shown)).toList(),
                errors.stream().map(error -> error.showing(acts, shown)).toList(),
                call,
                seals,
                state);
    }

    /**
     * The same for counsel: the clocks of their own admissions; and what follows from the terms of
     * acts only where they read terms.
     */
    DocketView toCounsel(List<String> admissions, boolean terms) {
        return new DocketView(
                docket,
                phase,
                parties,
                acts,
                terms ? safeguards : List.of(),
                timers.stream().filter(timer -> admissions.contains(timer.act())).toList(),
                terms ? remedies : List.of(),
                terms ? marks : List.of(),
                terms ? errors : List.of(),
                CallView.NONE,
                seals,
                state);
    }

    /**
     * Article 40(20): a judge's seal.
     *
     * @param court the authority of the judge who set it
     * @param until its last day
     */
    public record SealView(String act, String court, LocalDate until) {}

    /** The digits of a digest. */
    private static final int DIGEST = 64;

    /** What kind of act {@code value} points at; empty if it is not the digest of one of these. */
    public String pointedAt(Object value) {
        if (!(value instanceof String text) || text.length() != DIGEST) return "";
        return acts.stream()
                .filter(act -> act.digest().equals(text))
                .findFirst()
                .map(ActView::type)
                .orElse("");
    }

    /** The request, or else what came before it; empty while there is neither. */
    public Optional<ActView> asked() {
        return Stream.of("request", "apply", "authorise", "inform")
                .flatMap(type -> acts.stream().filter(act -> act.type().equals(type)))
                .findFirst();
    }

    /** The translations of an act that stand, as far as this reader is shown them. */
    public List<Beside> beside(ActView act) {
        return Beside.of(this, act);
    }

    /**
     * Articles 2(o), 41: whether the asking State was called back.
     *
     * @param standing of {@link comity.treaty.rules.CallBacks}
     * @param number that State's published number; empty if it has published none
     */
    public record CallView(String standing, String number) {
        /** Whoever does not work on the docket calls nobody. */
        static final CallView NONE = new CallView("NOT_NEEDED", "");

        /** Whether anybody has to hear of it. */
        public boolean isOpen() {
            return standing.equals("AWAITED") || standing.equals("DENIED");
        }
    }

    /** The States; empty while nobody has asked anything yet. */
    public record Parties(String requesting, String requested) {}

    /**
     * An act.
     *
     * @param at its author's claim of the time: for display, decides nothing
     * @param overridden true if a concurrent restriction took away what it permits
     * @param own whether an authority of this State took it
     * @param record how firmly it stands in this State's record
     * @param internal whether it stays in its State until a transmission discloses it
     * @param personal whether a person signed it with a passkey
     * @param software whether that passkey is a program: trial use only
     * @param sections what it says; what is withheld here is listed as withheld
     * @param checkWords six words for the digest, in the reader's language, of an act that a person
     *     signed; none of others
     * @param stayed the digest of the contest of a signature on which it rests, or which it bears;
     *     empty if there is none that is open or was upheld
     * @param quashed the digest of the remedy by which a judge quashed it or what it rests on;
     *     empty if none did
     * @param suspended the same of a suspension that no judge has lifted
     */
    public record ActView(
            String digest,
            UUID id,
            String type,
            AuthorView author,
            Instant at,
            IntervalView interval,
            boolean overridden,
            boolean own,
            RecordView record,
            boolean internal,
            boolean personal,
            boolean software,
            Map<String, SectionView> sections,
            List<ReceiptView> receipts,
            List<String> seen,
            List<String> checkWords,
            String stayed,
            String quashed,
            String suspended) {

        private ActView showing(BiPredicate<ActView, String> shown) {
            var kept = new LinkedHashMap<String, SectionView>();
            sections.forEach(
                    (name, section) ->
                            kept.put(
                                    name,
                                    shown.test(this, name)
                                            ? section
                                            : new SectionView(true, Map.of(), section.erased())));
            return new ActView(
                    digest,
                    id,
                    type,
                    shown.test(this, Cooperation.OFFICER) ? author : author.unnamed(),
                    at,
                    interval,
                    overridden,
                    own,
                    shown.test(this, Cooperation.EXHIBITS_SECTION) ? record : record.bare(),
                    internal,
                    personal,
                    software,
                    kept,
                    receipts,
                    seen,
                    checkWords,
                    stayed,
                    quashed,
                    suspended);
        }

        /** The acts by which sections of this one were erased here, each once. */
        public List<ErasedView> erasures() {
            return sections.values().stream()
                    .map(SectionView::erased)
                    .filter(Objects::nonNull)
                    .distinct()
                    .toList();
        }

        /** The names of the sections that {@code erasure} erased. */
        public List<String> erasedBy(ErasedView erasure) {
            return sections.entrySet().stream()
                    .filter(section -> erasure.equals(section.getValue().erased()))
                    .map(Map.Entry::getKey)
                    .toList();
        }

        /** The same for whoever reads the docket from top to bottom. */
        public Story story() {
            return Story.of(this);
        }

        /** What a section says under {@code member}; null if it says nothing or is withheld. */
        public @Nullable Object said(String section, String member) {
            var view = sections.get(section);
            return view == null ? null : view.content().get(member);
        }
    }

    /**
     * Who acted.
     *
     * @param officer the pseudonym, the same throughout this docket
     * @param name the officer's name; empty if the section is withheld
     */
    public record AuthorView(
            String state, String authority, String office, String officer, String name) {
        AuthorView unnamed() {
            return new AuthorView(state, authority, office, officer, "");
        }
    }

    /** When, as far as others than the author can say; an absent end is open. */
    public record IntervalView(@Nullable Instant notBefore, @Nullable Instant notAfter) {}

    /**
     * Two words, and no third: <em>acknowledged</em>, durable here; <em>witnessed</em>,
     * countersigned by others.
     *
     * @param acknowledged when this node filed it, by its own clock
     * @param minutes for how long it has been waiting to be witnessed; 0 once it is
     * @param unstamped for how many minutes it has been waiting for a timestamp; absent where it
     *     has one, or where this node asks nobody for any
     * @param timestamp the first timestamp on a checkpoint that holds it
     * @param pending the exhibits that it is the first to name and that have no timestamp of their
     *     own yet
     */
    public record RecordView(
            Instant acknowledged,
            boolean witnessed,
            long minutes,
            @Nullable Long unstamped,
            @Nullable TimestampView timestamp,
            List<PendingView> pending) {
        /** Exhibits have names, and a name may say something. */
        RecordView bare() {
            return new RecordView(
                    acknowledged, witnessed, minutes, unstamped, timestamp, List.of());
        }
    }

    /**
     * An exhibit that no timestamp authority has stamped by itself yet; nothing waits for it.
     *
     * @param since when this node sealed it
     * @param minutes how long that is ago
     */
    public record PendingView(String name, String sha256, Instant since, long minutes) {}

    /**
     * @param notAfter the act was there at this time at the latest, says the authority
     * @param by its name, as its certificate has it
     * @param trial it is this node's own, for trials, and proves nothing
     */
    public record TimestampView(Instant notAfter, String by, boolean trial) {}

    /**
     * One section: its content, or that it is not here.
     *
     * @param erased by which act it was erased here; absent if it was not
     */
    public record SectionView(
            boolean withheld, Map<String, Object> content, @Nullable ErasedView erased) {}

    /** The act that erased a section, its State, and its day. */
    public record ErasedView(String act, String state, LocalDate day) {}

    /** Proof of inclusion in an operator's log. */
    public record ReceiptView(String origin, long index, long size, List<String> cosigners) {}

    /**
     * A safeguard and what was found.
     *
     * @param standing OPEN, CLEAR or CONCERN
     * @param findings digests of the acts that found on it
     */
    public record SafeguardView(String citation, String standing, List<String> findings) {}

    /**
     * A clock that runs.
     *
     * @param timer its number, T1 to T7
     * @param citation the article that sets it
     * @param state whose authorities it reminds
     * @param act that started it
     * @param due its last day in UTC; empty while it waits for a decision
     * @param daysLeft to that day, negative once it has passed; empty with {@code due}
     */
    public record TimerView(
            String timer,
            String citation,
            String state,
            String act,
            @Nullable LocalDate due,
            @Nullable Long daysLeft) {

        /** Whether somebody should act now. */
        public boolean isClose() {
            return daysLeft != null && daysLeft <= 14;
        }
    }

    /**
     * A remedy that a judge ordered.
     *
     * @param act by which it was ordered
     * @param kind what was ordered, such as {@code QUASH}
     * @param by the State whose judge ordered it
     * @param addressee the State that has to do it; empty where it takes effect by itself
     * @param due its last day; absent where it takes effect by itself
     * @param standing IN_FORCE, LIFTED, OPEN, OVERDUE or DONE
     * @param done the act that says that it was done, or certifies it; empty while it is not
     */
    public record RemedyView(
            String act,
            String kind,
            String by,
            String addressee,
            @Nullable LocalDate due,
            String standing,
            String done) {}

    /** The same with those acts alone, and nothing that is derived from others. */
    DocketView only(Predicate<ActView> kept) {
        return new DocketView(
                docket,
                phase,
                parties,
                acts.stream().filter(kept).toList(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                CallView.NONE,
                seals,
                state);
    }

    /**
     * Something that was reported as obtained or disclosed by mistake.
     *
     * @param report the act that says so
     * @param by the State in which it was reported, and whose oversight body classifies it
     * @param kind what went wrong; empty where its terms are not shown
     * @param exhibits what is, or was, in quarantine, by name; empty where names are not shown
     * @param many how many exhibits these are
     * @param standing of {@link comity.treaty.rules.Errors.Standing}
     * @param due the last day for what is awaited; absent where nothing is
     * @param classification the act that classifies it; empty while it is awaited
     * @param gravity how grave it was; empty while nobody said so
     * @param owing the States that have still to destroy it
     */
    public record ErrorView(
            String report,
            String by,
            LocalDate on,
            String kind,
            List<String> exhibits,
            int many,
            String standing,
            @Nullable LocalDate due,
            String classification,
            String gravity,
            List<String> owing) {
        private ErrorView showing(List<ActView> acts, BiPredicate<ActView, String> shown) {
            var terms =
                    acts.stream()
                            .filter(act -> act.digest().equals(report))
                            .allMatch(act -> shown.test(act, Cooperation.TERMS));
            var names =
                    acts.stream().allMatch(act -> shown.test(act, Cooperation.EXHIBITS_SECTION));
            return new ErrorView(
                    report,
                    by,
                    on,
                    terms ? kind : "",
                    names ? exhibits : List.of(),
                    many,
                    standing,
                    due,
                    classification,
                    terms ? gravity : "",
                    owing);
        }
    }

    /**
     * An exhibit and what a judge's remedy makes of it.
     *
     * @param name empty where this reader is not shown the names of exhibits
     * @param remedy the act by which it was ordered
     * @param unlawful whether it was obtained under what was quashed; else it is suspended
     */
    public record MarkView(String exhibit, String name, String remedy, boolean unlawful) {
        private MarkView showing(List<ActView> acts, BiPredicate<ActView, String> shown) {
            return acts.stream().allMatch(act -> shown.test(act, Cooperation.EXHIBITS_SECTION))
                    ? this
                    : new MarkView(exhibit, "", remedy, unlawful);
        }
    }
}
