package comity.treaty.docket;

import comity.record.act.Digest;
import comity.record.act.Header;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What becomes of a docket on which somebody says "I did not sign this": which acts rest on which,
 * which are stayed while that is open, and which fall if it is true (docs/decisions/0046).
 */
final class Contests {
    private Contests() {}

    /** Whether an act contests a signature, or says what came of it. */
    static boolean isOne(Act act) {
        return act instanceof Act.ContestSignature || act instanceof Act.ResolveContest;
    }

    /** The acts that their signatories did not take, as an authority has found. */
    static Set<Digest> voided(Collection<Entry> entries) {
        return fallen(entries).keySet();
    }

    /**
     * Each act that is contested, or rests on one that is, with the contest that stays it. A
     * contest ends only where the act was found to be genuine; an act found not to be keeps
     * everything that rested on it stayed for good.
     *
     * @param past the acts that whoever made an act knew
     */
    static Map<Digest, Digest> stayed(
            Collection<Entry> entries, Function<Header, Set<Digest>> past) {
        var genuine = resolvedAsGenuine(entries.stream().map(Entry::act).toList());
        var stayed = new LinkedHashMap<Digest, Digest>();
        for (var entry : entries) {
            if (entry.act() instanceof Act.ContestSignature contest
                    && !genuine.contains(entry.digest()))
                contest.signed().ifPresent(act -> stayed.putIfAbsent(act, entry.digest()));
        }
        spread(stayed, entries, past);
        return stayed;
    }

    /** From acts to those that rest on them, directly or through others. */
    static void spread(
            Map<Digest, Digest> struck,
            Collection<Entry> entries,
            Function<Header, Set<Digest>> past) {
        if (struck.isEmpty()) return;
        var fallen = fallen(entries);
        // Whoever names an act comes after it, so that one pass in causal order reaches everything.
        for (var entry : entries) {
            restsOn(entry.act(), asKnownTo(entry, entries, fallen, past)).stream()
                    .filter(struck::containsKey)
                    .findFirst()
                    .ifPresent(
                            ground ->
                                    struck.putIfAbsent(
                                            entry.digest(),
                                            java.util.Objects.requireNonNull(struck.get(ground))));
        }
    }

    /** Each act that somebody else had signed, with what says so. */
    private static Map<Digest, Digest> fallen(Collection<Entry> entries) {
        var contests = new LinkedHashMap<Digest, Digest>();
        var fallen = new LinkedHashMap<Digest, Digest>();
        for (var entry : entries) {
            if (entry.act() instanceof Act.ContestSignature contest)
                contest.signed().ifPresent(act -> contests.put(entry.digest(), act));
            if (entry.act() instanceof Act.ResolveContest resolved
                    && resolves(resolved, Act.Resolution.NOT_GENUINE))
                resolved.contest()
                        .map(contests::get)
                        .ifPresent(act -> fallen.putIfAbsent(act, entry.digest()));
        }
        return fallen;
    }

    /**
     * The docket as far as {@code act} rests on it: a finding that fell later was there when it was
     * made, and it rests on that for good; what is made in its place, by whoever knows, does not.
     */
    private static Collection<Entry> asKnownTo(
            Entry act,
            Collection<Entry> entries,
            Map<Digest, Digest> fallen,
            Function<Header, Set<Digest>> past) {
        if (fallen.isEmpty()) return entries;
        var known = past.apply(act.header());
        return entries.stream()
                .filter(
                        entry ->
                                !fallen.containsKey(entry.digest())
                                        || known.contains(entry.digest()))
                .map(
                        entry -> {
                            var ground = fallen.get(entry.digest());
                            return ground == null || known.contains(ground)
                                    ? entry
                                    : new Entry(entry.digest(), entry.header(), entry.act(), false);
                        })
                .toList();
    }

    /** The contests after which the act was found to be its signatory's. */
    static Set<Digest> resolvedAsGenuine(Collection<Act> acts) {
        var genuine = new HashSet<Digest>();
        for (var act : acts) {
            if (act instanceof Act.ResolveContest resolved
                    && resolves(resolved, Act.Resolution.GENUINE))
                resolved.contest().ifPresent(genuine::add);
        }
        return genuine;
    }

    private static boolean resolves(Act.ResolveContest resolved, Act.Resolution resolution) {
        return resolved.resolution().filter(resolution::equals).isPresent();
    }

    /**
     * The acts without which {@code act} could not have been taken: those that it names, and for
     * what executes, whatever was found and assessed on the way. What only stops, asks or tells
     * rests on nothing: no contest may keep anybody from withdrawing.
     */
    static Set<Digest> restsOn(Act act, Collection<Entry> entries) {
        return switch (act) {
            case Act.Authorise authorise -> Set.copyOf(list(authorise.application()));
            case Act.Request request -> Set.copyOf(list(request.authorisation()));
            case Act.Preserve preserve -> Set.copyOf(list(preserve.request()));
            case Act.AuthoriseExecution execution ->
                    with(list(execution.request()), findings(entries));
            case Act.Order order -> with(list(order.authorisation()), findings(entries));
            case Act.Produce produce -> with(list(produce.order()), findings(entries));
            case Act.Transmit transmit ->
                    with(
                            Stream.of(transmit.request(), transmit.order())
                                    .flatMap(Optional::stream)
                                    .toList(),
                            findings(entries));
            case Act.ConfirmReceipt receipt -> Set.copyOf(list(receipt.transmission()));
            case Act.Consent consent -> Set.copyOf(list(consent.consentSought()));
            case Act.TransferOnward transfer ->
                    Set.copyOf(
                            Stream.of(transfer.transmission(), transfer.consent())
                                    .flatMap(Optional::stream)
                                    .toList());
            // 42(8): what a refusal that nobody signed would have deleted stays.
            case Act.Release release -> with(list(release.preservation()), refusals(entries));
            case Act.Close _ -> refusals(entries);
            // What is destroyed cannot be brought back: every step before it has to stand.
            case Act.DecideSetAside decision -> Set.copyOf(list(decision.comparison()));
            case Act.Destroy destruction -> Set.copyOf(list(destruction.decision()));
            case Act.RuleOnMark ruling -> Set.copyOf(list(ruling.mark()));
            case Act.Use use -> Set.copyOf(list(use.transmission()));
            case Act.Dispose disposal -> Set.copyOf(list(disposal.proposed()));
            case Act.Erase erase -> with(list(erase.proposal()), refusals(entries));
            case Act.ExtendAdmission extension -> Set.copyOf(list(extension.admission()));
            case Act.CountOutage outage -> Set.copyOf(list(outage.admission()));
            case Act.ClassifyError classified -> Set.copyOf(list(classified.report()));
            case Act.ConfirmBreakGlass confirmation -> Set.copyOf(list(confirmation.broken()));
            case Act.AnswerOpening answer -> Set.copyOf(list(answer.proposal()));
            case Act.Apply _,
                    Act.Decline _,
                    Act.Acknowledge _,
                    Act.AskInformation _,
                    Act.SupplyInformation _,
                    Act.Find _,
                    Act.Assess _,
                    Act.Contest _,
                    Act.ContestSignature _,
                    Act.ResolveContest _,
                    Act.Refuse _,
                    Act.Postpone _,
                    Act.Consult _,
                    Act.AskExtension _,
                    Act.Inform _,
                    Act.AskConsent _,
                    Act.ReportUse _,
                    Act.NotifyExculpatory _,
                    Act.DiscloseExculpatory _,
                    Act.ProposeDisposal _,
                    Act.ConfirmReturn _,
                    Act.CertifyDisposal _,
                    Act.ReceiveCertificate _,
                    Act.CertifyDestruction _,
                    Act.ObjectTo _,
                    Act.Withdraw _,
                    Act.Remedy _,
                    Act.LiftSuspension _,
                    Act.Remedied _,
                    Act.Hold _,
                    Act.LiftHold _,
                    Act.ProposeErasure _,
                    Act.CertifyDeletion _,
                    Act.Disclose _,
                    Act.Compare _,
                    Act.Declare _,
                    Act.Mark _,
                    Act.ReviewMark _,
                    Act.HandOver _,
                    Act.Receive _,
                    Act.Handle _,
                    Act.Derive _,
                    Act.Import _,
                    Act.CertifyHandler _,
                    Act.ProposeOpening _,
                    Act.Translate _,
                    Act.DelayNotice _,
                    Act.LiftSecrecy _,
                    Act.Notify _,
                    Act.ReportNotFound _,
                    Act.Admit _,
                    Act.EndAdmission _,
                    Act.CallBack _,
                    Act.ReportError _,
                    Act.BreakGlass _,
                    Act.SealDocket _,
                    Act.UnsealDocket _,
                    Act.Withheld _,
                    Act.Unrecognised _ ->
                    Set.of();
        };
    }

    private static java.util.List<Digest> list(Optional<Digest> named) {
        return named.stream().toList();
    }

    private static Set<Digest> with(Collection<Digest> named, Set<Digest> others) {
        var all = new LinkedHashSet<>(named);
        all.addAll(others);
        return all;
    }

    /**
     * What was found on safeguards, assessed, and heard on the telephone: all of it was before
     * whoever executes.
     */
    private static Set<Digest> findings(Collection<Entry> entries) {
        return digests(entries, Act.Find.class, Act.Assess.class, Act.CallBack.class);
    }

    private static Set<Digest> refusals(Collection<Entry> entries) {
        return digests(entries, Act.Refuse.class);
    }

    @SafeVarargs
    private static Set<Digest> digests(Collection<Entry> entries, Class<? extends Act>... types) {
        var found = new LinkedHashSet<Digest>();
        for (var entry : entries) {
            // One that was found not to be genuine has fallen: others may be made in its place.
            if (!entry.overridden() && Stream.of(types).anyMatch(t -> t.isInstance(entry.act())))
                found.add(entry.digest());
        }
        return found;
    }
}
