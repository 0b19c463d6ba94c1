package comity.node.registry;

import comity.record.act.Directory;
import comity.record.act.Envelope;
import comity.treaty.law.Law;
import comity.treaty.law.Profile;
import comity.treaty.law.ProfileReader;
import comity.treaty.law.ProfileReader.Publisher;
import comity.treaty.register.Enactment;
import comity.treaty.register.ProvisionsReader;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** A State's law as data, published on one docket of its own. */
final class LawKind implements Kind {
    /** It is already this day somewhere while it is still the day before at the node. */
    private static final ZoneOffset EARLIEST = ZoneOffset.ofHours(14);

    /** A refusal names the first of what is wrong; the reader names all of it. */
    private static final int MOST_TOLD = 20;

    @Override
    public Set<String> sections() {
        return Law.SECTIONS;
    }

    @Override
    public Optional<Filing.Rejected> unauthentic(Envelope act, Trust trust, Instant now) {
        return Kind.signatory(act, trust, now).or(() -> beforeItsDay(act, now));
    }

    /** A version stands from when it is published, so none is published before its law is law. */
    private static Optional<Filing.Rejected> beforeItsDay(Envelope act, Instant now) {
        return act.content(Profile.SECTION)
                .map(document -> new Profile(act.header().author().state(), document))
                .flatMap(Profile::inForceFrom)
                .filter(day -> day.isAfter(LocalDate.ofInstant(now, EARLIEST)))
                .map(
                        day ->
                                Filing.Rejected.of(
                                        "profile.before-its-day", Map.of("day", day.toString())));
    }

    @Override
    public Optional<Filing> refused(Envelope act, Held docket, Trust trust, boolean own) {
        var header = act.header();
        var state = header.author().state();
        var law = Law.of(header.type());
        if (law.isEmpty())
            return Optional.of(Filing.Rejected.of("type.unknown", Map.of("type", header.type())));
        if (act.content(law.get().section()).isEmpty())
            return Optional.of(Filing.Rejected.of("section.missing"));
        if (own && isByOne(act)) return Optional.of(Filing.Rejected.of("law.one-person"));
        return trust.docketOf(Law.KIND, state)
                .filter(docketOfState -> !docketOfState.equals(header.docket()))
                .map(_ -> Filing.Rejected.of("docket.second-of-its-kind", Map.of("state", state)))
                .or(
                        () ->
                                switch (law.get()) {
                                    case PROFILE -> unfit(act, trust, own);
                                    case PROVISIONS -> provisions(act, state, own);
                                })
                .map(Filing.class::cast);
    }

    /**
     * Entry and activation by two (SECURITY, 3.2): the act of a person names another who entered
     * it. What the State's file says when it is founded is no person's.
     */
    private static boolean isByOne(Envelope act) {
        var said = act.content(Law.OFFICER);
        if (said.isEmpty()) return false;
        var entered = said.get().object(Law.ENTERED).flatMap(one -> one.text("person"));
        return entered.isEmpty() || entered.equals(said.get().text("person"));
    }

    /**
     * What the reader of profiles refuses, in this State's acts and in others' alike. A format that
     * another State's later release has made is kept, and relied on by nothing; this State
     * publishes none that its own node cannot read.
     */
    private static Optional<Filing.Rejected> unfit(Envelope act, Trust trust, boolean own) {
        var state = act.header().author().state();
        var document = act.content(Profile.SECTION).orElseThrow();
        if (!own && new Profile(state, document).isOfALaterRelease()) return Optional.empty();
        var problems = ProfileReader.read(document, publisher(state, trust)).problems();
        if (problems.isEmpty()) return Optional.empty();
        var first =
                problems.stream()
                        .limit(MOST_TOLD)
                        .map(Object::toString)
                        .collect(Collectors.joining("\n"));
        return Optional.of(
                Filing.Rejected.of(
                        "profile.refused",
                        Map.of(
                                "state", state,
                                "count", Integer.toString(problems.size()),
                                "problems", first)));
    }

    private static Publisher publisher(String state, Trust trust) {
        var versions = trust.profiles().getOrDefault(state, List.of());
        return new Publisher(
                state,
                trust.directories()
                        .of(state)
                        .map(
                                directory ->
                                        directory.authorities().stream()
                                                .map(Directory.Authority::id)
                                                .collect(Collectors.toUnmodifiableSet())),
                versions.isEmpty()
                        ? OptionalLong.empty()
                        : OptionalLong.of(versions.getLast().version()));
    }

    /**
     * A batch is taken whole or not at all, and only of the law of the State that signs. As with
     * profiles, another State's later format is kept and relied on by nothing.
     */
    private static Optional<Filing.Rejected> provisions(Envelope act, String state, boolean own) {
        var document = act.content(Law.PROVISIONS.section()).orElseThrow();
        if (!own && Enactment.isOfALaterRelease(document)) return Optional.empty();
        var problems = ProvisionsReader.json(document, Optional.of(state)).problems();
        if (problems.isEmpty()) return Optional.empty();
        return Optional.of(
                Filing.Rejected.of(
                        "provisions.refused",
                        Map.of(
                                "problems",
                                problems.stream()
                                        .limit(MOST_TOLD)
                                        .map(Object::toString)
                                        .collect(Collectors.joining("; ")))));
    }
}
