package comity.node.recourse;

import static org.assertj.core.api.Assertions.assertThat;

import comity.node.database.TestDatabases;
import comity.node.desk.Tellings;
import comity.node.desk.work.AccountsWorld;
import comity.node.frame.Page;
import comity.node.frame.Telling;
import comity.node.recourse.Guesser.Trial;
import comity.node.registry.Filing;
import comity.node.registry.Stored;
import comity.record.act.ActId;
import comity.record.act.Author;
import comity.record.act.CanonicalJson;
import comity.record.act.DetachedJws;
import comity.record.act.Digest;
import comity.record.act.Envelope;
import comity.record.act.Header;
import comity.record.act.Json;
import comity.record.act.Section;
import comity.record.act.SigningKey;
import comity.record.complaint.Complaint;
import comity.record.complaint.Complaint.Told;
import comity.record.complaint.Complaint.Type;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Who asks cannot tell whether there is something secret (docs/decisions/0123). A coin decides
 * whether an account is among those of a measure that is secret; its holder, whom an inspector has
 * verified, asks; a guesser gets all that a person outside can see. No clock is looked at: what is
 * compared is bytes, rows, places and the times that acts bear.
 */
class LeakGameTest {
    private static final int TRIALS = 10_000;
    private static final int FEWER = 400;

    private static final int ACCOUNTS = 200;

    /** A request that names more accounts is refused as one for data in bulk. */
    private static final int MOST_NAMED = 10;

    private static final String BODY = "XA.court";
    private static final LocalDate ASKED = LocalDate.of(2026, 11, 24);
    private static final LocalDate SECRET_UNTIL = LocalDate.of(2026, 12, 20);
    private static final TemplateEngine TEMPLATES =
            TemplateEngine.createPrecompiled(ContentType.Html);

    private static final Random RANDOM = new Random(123);
    private static AccountsWorld world;
    private static Telling telling;
    private static ComplaintKeys keys;
    private static ReplyDays days;
    private static Index index;
    private static Complaints complaints;

    /** Accounts of which data is preserved in secret, and as many of which nobody knows. */
    private static final List<String> SECRET = new ArrayList<>();

    private static final List<String> FREE = new ArrayList<>();

    @BeforeAll
    static void a_record_with_secret_measures() {
        world = new AccountsWorld(123);
        var sql = JdbcClient.create(world.database());
        keys = ComplaintKeys.open(TestDatabases.folder("leak").resolve("key.json"), new Seeded());
        days = new ReplyDays(keys, 2, 3, 2);
        index = new Index(world.registry(), sql, days);
        complaints =
                new Complaints(
                        world.registry(),
                        new Complaints.Signing() {
                            @Override
                            public String state() {
                                return "XA";
                            }

                            @Override
                            public SigningKey key(String authority) {
                                return world.arcadia().key("court");
                            }
                        },
                        keys,
                        index,
                        new SealedFiles(sql, keys),
                        () -> world.arcadia().now,
                        new Seeded());
        telling = Tellings.of(world.registry(), world.names(), "XA");
        var names = new HashSet<String>();
        while (names.size() < 2 * ACCOUNTS)
            names.add("%08x@harbourmail.example".formatted(RANDOM.nextInt()));
        for (var name : new TreeSet<>(names))
            (SECRET.size() > FREE.size() ? FREE : SECRET).add(name);
        for (var from = 0; from < SECRET.size(); from += MOST_NAMED)
            world.secret(
                    List.copyOf(SECRET.subList(from, Math.min(SECRET.size(), from + MOST_NAMED))),
                    SECRET_UNTIL);
    }

    @AfterAll
    static void ends() {
        world.close();
    }

    /**
     * The same keys and salts each time: three sigma are passed by chance once in seven hundred.
     */
    private static final class Seeded extends SecureRandom {
        private static final long serialVersionUID = 1L;
        private final Random random = new Random(123);

        @Override
        public void nextBytes(byte[] bytes) {
            random.nextBytes(bytes);
        }
    }

    /** Somebody who asks, and whether what they ask of is secret. */
    private record Asker(boolean coin, String account, UUID docket, Instant asked) {}

    /** What each is told, when and in which place, as ten thousand would see it on their page. */
    @Test
    void nobody_learns_from_what_is_said_whether_there_is_something_secret() {
        var score = Guesser.play(said(TRIALS, new Answers(telling)));

        report("said", score);
        assertThat(score.guesses()).isEqualTo(TRIALS);
        assertThat(score.advantage()).isLessThan(3 * score.sigma());
    }

    /** The guesser is no fool: by a single space it knows, although all else is the same. */
    @Test
    void an_answerer_that_leaks_by_one_space_is_found_out() {
        var score = Guesser.play(said(FEWER, this::leakingByOneSpace));

        report("said, leaking by one space", score);
        assertThat(score.advantage()).isGreaterThan(0.9);
    }

    private Map<UUID, Json.Obj> leakingByOneSpace(LocalDate night, List<Answering.Asker> askers) {
        var replies = new HashMap<>(new Answers(telling).replies(night, askers));
        var secret = secret(askers, night);
        for (var asker : askers)
            if (secret.contains(asker.accounts().getFirst()))
                replies.computeIfPresent(
                        asker.docket(),
                        (_, said) ->
                                Complaint.reply(
                                        said.text("text").orElseThrow() + " ",
                                        Told.NEUTRAL,
                                        List.of()));
        return replies;
    }

    /** The whole way: filed, verified, replied to by the job of the night, and in the log. */
    @Test
    void nobody_learns_from_acts_places_and_times_whether_there_is_something_secret()
            throws Exception {
        var score = Guesser.play(trials(FEWER, new Answers(telling)));

        report("filed", score);
        assertThat(score.advantage()).isLessThan(3 * score.sigma());
    }

    private static void report(String game, Guesser.Score score) {
        System.out.printf(
                "leak game, %s: %d guesses, advantage %.4f, sigma %.4f%n",
                game, score.guesses(), score.advantage(), score.sigma());
    }

    /** Nor does it miss what shows only now and then: one in three comes a night later. */
    @Test
    void an_answerer_that_is_sometimes_a_night_late_is_found_out() throws Exception {
        Answering leaking =
                (night, askers) -> {
                    var replies = new HashMap<>(new Answers(telling).replies(night, askers));
                    var secret = secret(askers, night);
                    for (var asker : askers)
                        if (secret.contains(asker.accounts().getFirst())
                                && asker.docket().hashCode() % 3 == 0
                                && night.equals(days.of(asker.docket(), noon(ASKED))))
                            replies.remove(asker.docket());
                    return replies;
                };

        var score = Guesser.play(trials(FEWER, leaking));

        report("filed, one in three a night late", score);
        assertThat(score.advantage()).isGreaterThan(3 * score.sigma());
    }

    /** What is kept back is there: once the secrecy has ended, the same holders are told of it. */
    @Test
    void what_was_secret_is_told_when_it_is_no_longer() {
        var asked = new Telling.Asked(SECRET.getLast(), Locale.FRENCH);
        assertThat(telling.letters(List.of(asked), SECRET_UNTIL)).isEmpty();
        assertThat(telling.letters(List.of(asked), SECRET_UNTIL.plusDays(1)).get(asked))
                .singleElement()
                .satisfies(letter -> assertThat(letter.text()).contains(SECRET.getLast()));
        assertThat(
                        telling.letters(
                                List.of(new Telling.Asked(FREE.getLast(), Locale.FRENCH)),
                                SECRET_UNTIL.plusDays(1)))
                .isEmpty();
    }

    /** The door takes no reply of another size, and none that tells before anybody was verified. */
    @Test
    void the_door_takes_no_reply_that_tells_by_its_size_or_too_early() throws Exception {
        var asker = asked(1).getFirst();
        var early = Complaint.reply("Told.", Told.MEASURES, List.of(UUID.randomUUID().toString()));
        world.arcadia().now = noon(ASKED);
        assertThat(complaints.reply(asker.docket(), early, noon(ASKED)))
                .isInstanceOfSatisfying(
                        Complaints.Outcome.Refused.class,
                        refused ->
                                assertThat(refused.why().code())
                                        .isEqualTo("complaint.not-verified"));
        var bare = Complaint.reply("We say nothing.", Told.NEUTRAL, List.of()).with("padding", "");
        assertThat(complaints.reply(asker.docket(), bare, noon(ASKED)))
                .isInstanceOfSatisfying(
                        Complaints.Outcome.Refused.class,
                        refused ->
                                assertThat(refused.why().code()).isEqualTo("complaint.malformed"));
        var neutral = Complaint.reply("We say nothing.", Told.NEUTRAL, List.of());
        assertThat(complaints.reply(asker.docket(), neutral, noon(ASKED)))
                .isInstanceOf(Complaints.Outcome.Kept.class);
        assertThat(complaints.reply(asker.docket(), neutral, noon(ASKED)))
                .isInstanceOf(Complaints.Outcome.Refused.class);
    }

    /** Those of their accounts that are in a measure that is secret. */
    private static Set<String> secret(List<Answering.Asker> askers, LocalDate night) {
        var accounts = new TreeSet<String>();
        askers.forEach(asker -> accounts.addAll(asker.accounts()));
        accounts.removeIf(
                account ->
                        telling.standing(List.of(account), night).stream()
                                .noneMatch(Telling.Standing::secret));
        return accounts;
    }

    private static String account(boolean secret) {
        return (secret ? SECRET : FREE).get(RANDOM.nextInt(ACCOUNTS));
    }

    private static Instant noon(LocalDate day) {
        return day.atTime(12, 0).toInstant(ZoneOffset.UTC);
    }

    /** The game: all ask on one day, are verified, are replied to on their nights, and look. */
    private static List<Trial> trials(int many, Answering answering) throws Exception {
        var askers = asked(many);
        together(
                askers.stream()
                        .<Callable<Envelope>>map(
                                asker ->
                                        () -> {
                                            var asked = world.registry().docket(asker.docket());
                                            return filed(
                                                    asker,
                                                    Type.VERIFY,
                                                    verified(asker),
                                                    asker.asked().plusSeconds(3_600),
                                                    new TreeSet<>(
                                                            Set.of(asked.getFirst().digest())));
                                        })
                        .toList());
        world.arcadia().now = noon(ASKED);
        index.follow();
        var before = new HashMap<UUID, String>();
        for (var asker : askers) before.put(asker.docket(), page(asker));
        var replies =
                new Replies(
                        complaints,
                        index,
                        days,
                        keys,
                        answering,
                        Duration.ZERO,
                        () -> world.arcadia().now);
        for (var night = ASKED; night.isBefore(ASKED.plusDays(8)); night = night.plusDays(1)) {
            world.arcadia().now = days.release(night).plusSeconds(7);
            replies.step();
        }
        return seen(askers, before);
    }

    /** Each on their night, with all others of it: what is said, how much, and in which place. */
    private static List<Trial> said(int many, Answering answering) {
        var askers = drawn(many);
        var nights = new TreeMap<LocalDate, List<Asker>>();
        for (var asker : askers)
            nights.computeIfAbsent(days.of(asker.docket(), asker.asked()), _ -> new ArrayList<>())
                    .add(asker);
        var seen = new HashMap<UUID, Map<String, Object>>();
        nights.forEach(
                (night, all) -> {
                    var replies =
                            answering.replies(
                                    night,
                                    all.stream()
                                            .map(
                                                    asker ->
                                                            new Answering.Asker(
                                                                    asker.docket(),
                                                                    true,
                                                                    Locale.ENGLISH,
                                                                    List.of(asker.account()),
                                                                    Set.of()))
                                            .toList());
                    var places =
                            replies.keySet().stream()
                                    .sorted(Comparator.comparing(one -> keys.place(one, night)))
                                    .toList();
                    for (var place = 0; place < places.size(); place++)
                        seen.put(
                                places.get(place),
                                said(at(replies, places.get(place)), night, place));
                });
        return askers.stream()
                .map(asker -> new Trial(asker.coin(), at(seen, asker.docket())))
                .toList();
    }

    private static Map<String, Object> said(Json.Obj matter, LocalDate night, int place) {
        var shown = new HashMap<String, Object>();
        shown.put("page", page());
        shown.put(
                "said",
                new TalkView.Said(
                        "",
                        "reply",
                        false,
                        days.release(night),
                        matter.text("text").orElseThrow(),
                        "",
                        "",
                        false,
                        null,
                        "",
                        null,
                        List.of(),
                        "",
                        null,
                        matter.text("told").orElseThrow(),
                        Complaint.dockets(matter),
                        matter.text("padding").orElseThrow(),
                        List.of()));
        shown.put("language", "en");
        var text = new StringOutput();
        TEMPLATES.render("complaintSaid.jte", shown, text);
        var seen = new HashMap<String, Object>();
        seen.put("page", text.toString().hashCode());
        seen.put("page, bytes", bytes(text.toString()));
        seen.put("said", Digest.of(CanonicalJson.bytes(matter)).hex());
        seen.put("said, bytes", (long) CanonicalJson.bytes(matter).length);
        seen.put("night", night.toEpochDay());
        seen.put("place", (long) place);
        return seen;
    }

    private static List<Asker> drawn(int many) {
        var askers = new ArrayList<Asker>();
        for (var i = 0; i < many; i++) {
            var coin = RANDOM.nextBoolean();
            var asked = noon(ASKED).minusSeconds(RANDOM.nextInt(36_000));
            askers.add(new Asker(coin, account(coin), ActId.next(asked, RANDOM), asked));
        }
        return askers;
    }

    private static List<Asker> asked(int many) throws Exception {
        var askers = drawn(many);
        together(
                askers.stream()
                        .<Callable<Envelope>>map(
                                asker ->
                                        () ->
                                                filed(
                                                        asker,
                                                        Type.INQUIRE,
                                                        inquiry(asker),
                                                        asker.asked(),
                                                        new TreeSet<>()))
                        .toList());
        return askers;
    }

    private static void together(List<Callable<Envelope>> work) throws Exception {
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var one : threads.invokeAll(work)) one.get();
        }
    }

    private static Json.Obj inquiry(Asker asker) {
        return new Complaints.Asked(List.of(asker.account()), "It is mine.", "", "")
                .json("en")
                .with("files", new Json.Arr(List.of()))
                .with(
                        "return",
                        comity.record.act.Base64Url.encode(
                                Digest.of(
                                                asker.docket()
                                                        .toString()
                                                        .getBytes(StandardCharsets.UTF_8))
                                        .bytes()));
    }

    private static Json.Obj verified(Asker asker) {
        return Json.object()
                .with("text", "A message came from it.")
                .with("means", "ACCOUNT")
                .with("accounts", Json.strings(List.of(asker.account())));
    }

    private static Envelope filed(
            Asker asker, Type type, Json.Obj matter, Instant at, SortedSet<Digest> seen) {
        var random = new Random(asker.docket().hashCode() * 31L + type.word().hashCode());
        var section = Section.of(matter, random);
        var other = Digest.of(CanonicalJson.bytes(Json.object().with("of", asker.account())));
        var digests = new TreeMap<>(Map.of(Complaint.MATTER, section.digest()));
        digests.put(Complaint.OFFICER, other);
        var header =
                new Header(
                        ActId.next(at, random),
                        asker.docket(),
                        Complaint.KIND,
                        type.word(),
                        at,
                        new Author("XA", BODY, type.office(), other),
                        seen,
                        Digest.of(new byte[0]),
                        "",
                        digests);
        var envelope =
                new Envelope(
                        header,
                        Map.of(Complaint.MATTER, section),
                        DetachedJws.sign(header.canonical(), world.arcadia().key("court"))
                                .compact(),
                        Optional.empty(),
                        List.of());
        if (world.registry().file(envelope) instanceof Filing.Filed) return envelope;
        throw new AssertionError("not filed: " + world.registry().file(envelope));
    }

    /** What whoever holds the code sees in a browser. */
    private static String page(Asker asker) {
        var found = complaints.found(index.of(asker.docket()).orElseThrow());
        return page(asker, found);
    }

    private static Page page() {
        return new Page(
                Locale.ENGLISH, "/complaint/return", "", "", List.of(), Set.of(), "XA", "", false);
    }

    private static String page(Asker asker, Complaints.Found found) {
        var shown = new HashMap<String, Object>();
        shown.put("page", page());
        shown.put(
                "talk",
                TalkView.of(
                        found,
                        new TalkView.Times(
                                Duration.ofDays(7), Duration.ofDays(90), Duration.ofDays(30)),
                        noon(ASKED.plusDays(9))));
        shown.put("code", "");
        shown.put("typed", Map.of());
        shown.put("form", "");
        var text = new StringOutput();
        TEMPLATES.render("complaintTalk.jte", shown, text);
        // What the asker brought, or drew, says nothing of what was found.
        return text.toString()
                .replace(asker.account(), "")
                .replaceAll("[0-9a-f]{64}", "")
                .replaceAll("\\b[0-9a-f]{8,12}\\b", "")
                .replaceAll("<bdi>[^<]*2026[^<]*</bdi>", "");
    }

    private static List<Trial> seen(List<Asker> askers, Map<UUID, String> before) {
        var acts = new HashMap<UUID, List<Stored>>();
        var places = new TreeMap<Long, UUID>();
        for (var asker : askers) {
            var stored = world.registry().docket(asker.docket());
            acts.put(asker.docket(), stored);
            stored.stream()
                    .filter(act -> Complaint.type(act.envelope()).orElseThrow() == Type.REPLY)
                    .forEach(act -> places.put(act.position(), asker.docket()));
        }
        var order = new HashMap<UUID, Long>();
        for (var docket : places.values()) order.putIfAbsent(docket, (long) order.size());
        var trials = new ArrayList<Trial>();
        for (var asker : askers) {
            var stored = at(acts, asker.docket());
            var reply = stored.getLast();
            var header = reply.envelope().header();
            assertThat(header.type()).isEqualTo(Type.REPLY.word());
            var matter = at(reply.envelope().sections(), Complaint.MATTER);
            var after =
                    page(
                            asker,
                            new Complaints.Found(
                                    Optional.empty(),
                                    index.of(asker.docket()).orElseThrow(),
                                    stored));
            var seen = new HashMap<String, Object>();
            seen.put("page before", at(before, asker.docket()).hashCode());
            seen.put("page before, bytes", bytes(at(before, asker.docket())));
            seen.put("page after", after.hashCode());
            seen.put("page after, bytes", bytes(after));
            seen.put("acts", (long) stored.size());
            seen.put(
                    "night against the drawn one",
                    header.at().getEpochSecond()
                            - days.release(days.of(asker.docket(), asker.asked()))
                                    .getEpochSecond());
            seen.put("days waited", Duration.between(asker.asked(), header.at()).toDays());
            seen.put("time of day", header.at().getEpochSecond() % 86_400);
            seen.put("part of a second", header.at().toEpochMilli() % 1_000);
            seen.put(
                    "time in the id",
                    (header.id().getMostSignificantBits() >>> 16) - header.at().toEpochMilli());
            seen.put("header, bytes", (long) header.canonical().length);
            seen.put("said, bytes", (long) CanonicalJson.bytes(matter.content()).length);
            seen.put("said", Digest.of(CanonicalJson.bytes(matter.content())).hex());
            seen.put("envelope, bytes", (long) CanonicalJson.bytes(reply.envelope().json()).length);
            seen.put("signature, bytes", (long) reply.envelope().signature().length());
            seen.put("place in the log", reply.position());
            seen.put("place among replies", at(order, asker.docket()));
            seen.put("odd place", reply.position() % 2);
            seen.put(
                    "replies since the one before",
                    Optional.ofNullable(places.lowerKey(reply.position()))
                            .map(last -> reply.position() - last)
                            .orElse(0L));
            trials.add(new Trial(asker.coin(), seen));
        }
        return trials;
    }

    private static <K, V> V at(Map<K, V> all, K key) {
        return Objects.requireNonNull(all.get(key));
    }

    private static long bytes(String page) {
        return page.getBytes(StandardCharsets.UTF_8).length;
    }
}
