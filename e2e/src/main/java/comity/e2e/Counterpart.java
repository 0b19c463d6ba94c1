package comity.e2e;

import comity.record.act.Digest;
import comity.record.act.Json;
import comity.treaty.terms.Rehearsal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The officers of the State that is nobody's: five programs with a passkey each, who look at their
 * own node's dockets and take the next step of each, one at a time, through the same door as
 * everybody. What comes next is read off the docket, so that a counterpart that was ended goes on
 * where it was.
 */
final class Counterpart {
    private static final String STATE = Rehearsal.STATE;

    static final World.Officer REVIEWER =
            new World.Officer(STATE, "reviewer", "XR.central-authority", "CAO");
    private static final World.Officer OFFICER =
            new World.Officer(STATE, "officer", "XR.central-authority", "CAO");
    private static final World.Officer CUSTODIAN =
            new World.Officer(STATE, "custodian", "XR.central-authority", "CUS");
    private static final World.Officer JUDGE = new World.Officer(STATE, "judge", "XR.court", "JUD");
    private static final World.Officer PROVIDER =
            new World.Officer(STATE, "provider", "XR.provider", "PRV");

    private static final List<String> SAFEGUARDS = List.of("40(22)", "6(2)");

    /** What its own State keeps to itself, and discloses with what it transmits. */
    private static final Set<String> DISCLOSED =
            Set.of("find", "assess", "authorise-execution", "order", "produce", "compare");

    private static final Set<String> ENDED = Set.of("close", "withdraw", "refuse", "transmit");

    private final Person reviewer;
    private final Person officer;
    private final Person custodian;
    private final Person judge;
    private final Person provider;
    private final Path folder;
    private final InstantSource clock;
    private final Consumer<String> says;

    /** Heads of dockets on which a step failed: tried again only once something is new. */
    private final Set<String> waiting = new HashSet<>();

    private Counterpart(RunningNode node, InstantSource clock, Consumer<String> says)
            throws IOException {
        this.reviewer = signIn(node, REVIEWER);
        this.officer = signIn(node, OFFICER);
        this.custodian = signIn(node, CUSTODIAN);
        this.judge = signIn(node, JUDGE);
        this.provider = signIn(node, PROVIDER);
        this.folder = node.data();
        this.clock = clock;
        this.says = says;
    }

    /**
     * Signs everybody in.
     *
     * @param says hears of each step, in one line
     */
    static Counterpart at(RunningNode node, InstantSource clock, Consumer<String> says)
            throws IOException {
        return new Counterpart(node, clock, says);
    }

    private static Person signIn(RunningNode node, World.Officer officer) throws IOException {
        return Person.signIn(officer, Cast.passkey(node, officer.person()), node.client());
    }

    /** Takes the next step on each docket that has one; false if there was none. */
    boolean look() throws IOException {
        var moved = false;
        for (var query = "whose=ALL&order=LATEST"; !query.isEmpty(); ) {
            var list = reviewer.client().get("/worklist?" + query).expect(200).json();
            for (var row : Person.objects(list, "dockets"))
                moved |=
                        answer(
                                UUID.fromString(
                                        row.object("line")
                                                .flatMap(line -> line.text("docket"))
                                                .orElseThrow()));
            query = list.text("following").orElse("");
        }
        return moved;
    }

    private boolean answer(UUID docket) throws IOException {
        var held = new Held(docket, Person.objects(reviewer.docket(docket), "acts"));
        if (held.request().isEmpty() || held.isEnded() || waiting.contains(held.head()))
            return false;
        var replies = RehearsalReplies.to(held.request().get());
        try {
            if (step(held, replies)) return true;
        } catch (Client.Refused e) {
            if (!e.isDenied()) throw e;
            // The door said no. It says why to the reader of this terminal, and the partner is
            // told.
            says.accept(held.brief() + "  not taken: " + e.getMessage());
            tell(held, replies);
        }
        waiting.add(held.head());
        return false;
    }

    private void tell(Held held, RehearsalReplies replies) {
        if (held.own("consult").isPresent()) return;
        var told =
                reviewer.propose(
                        held.docket(),
                        replies.word(
                                "This is the counterpart of a rehearsal. Its rules do not allow the next step on this request as it stands. Begin another from the page Rehearsal, and leave the fields as they are filled."));
        if (told.status() == 201) reviewer.fileProposal(told.json());
    }

    private boolean step(Held held, RehearsalReplies replies) throws IOException {
        if (held.own("acknowledge").isEmpty())
            return file(held, reviewer, replies.acknowledgement());
        return switch (replies.measure()) {
            case "PRESERVE" ->
                    held.own("preserve").isEmpty()
                            && file(held, reviewer, replies.preservation(today()));
            case "PRODUCE_CONTENT" -> execute(held, replies);
            default ->
                    held.own("consult").isEmpty()
                            && file(
                                    held,
                                    reviewer,
                                    replies.word(
                                            "This is the counterpart of a rehearsal. It preserves data and produces content; it does nothing else."));
        };
    }

    /** From the findings to the transmission, each by the office whose step it is. */
    private boolean execute(Held held, RehearsalReplies replies) throws IOException {
        for (var safeguard : SAFEGUARDS)
            if (!held.found(safeguard)) return file(held, reviewer, replies.finding(safeguard));
        if (held.own("assess").isEmpty()) return file(held, reviewer, replies.assessment());
        var authorisation = held.own("authorise-execution");
        if (authorisation.isEmpty()) return file(held, judge, replies.execution(today()));
        var order = held.own("order");
        if (order.isEmpty())
            return file(
                    held,
                    officer,
                    replies.order(authorisation.get(), PROVIDER.authority(), today()));
        if (held.own("produce").isEmpty())
            return file(
                    held, provider, replies.production(order.get(), upload(order.get(), replies)));
        return transmit(held, replies, order.get());
    }

    private Upload upload(Digest order, RehearsalReplies replies) throws IOException {
        var file = folder.resolve("rehearsal.mbox");
        try {
            Files.write(file, RehearsalMail.of(replies.account(), replies.first(), replies.last()));
            return Upload.of(provider.client(), order, file);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private boolean transmit(Held held, RehearsalReplies replies, Digest order) {
        var exhibit = new Digest(held.exhibit().orElseThrow());
        var made = custodian.compare(exhibit).expect(200).json().object("comparison").orElseThrow();
        if (held.own("compare").isEmpty())
            return file(
                    held,
                    custodian,
                    replies.comparison(
                            order,
                            made.text("tool").orElseThrow(),
                            Person.objects(made, "compared")));
        return file(
                held,
                officer,
                replies.transmission(
                        order, held.disclosed(), made.object("exhibit").orElseThrow()));
    }

    private boolean file(Held held, Person person, Content content) {
        person.file(held.docket(), content);
        says.accept(held.brief() + "  " + content.type() + "  by the " + person.officer().person());
        return true;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** What its own node holds of a docket. */
    private record Held(UUID docket, List<Json.Obj> acts) {

        Optional<Json.Obj> request() {
            return acts.stream()
                    .filter(act -> !isOwn(act) && isOf(act, "request"))
                    .reduce((_, later) -> later);
        }

        boolean isEnded() {
            return acts.stream().anyMatch(act -> ENDED.contains(act.text("type").orElse("")));
        }

        Optional<Digest> own(String type) {
            return acts.stream()
                    .filter(act -> isOwn(act) && isOf(act, type))
                    .reduce((_, later) -> later)
                    .flatMap(act -> act.text("digest"))
                    .map(Digest::new);
        }

        boolean found(String safeguard) {
            return acts.stream()
                    .filter(act -> isOwn(act) && isOf(act, "find"))
                    .flatMap(act -> content(act, "terms").text("safeguard").stream())
                    .anyMatch(safeguard::equals);
        }

        Optional<String> exhibit() {
            return acts.stream()
                    .filter(act -> isOf(act, "produce"))
                    .flatMap(act -> Person.objects(content(act, "exhibits"), "exhibits").stream())
                    .flatMap(exhibit -> exhibit.text("sha256").stream())
                    .findFirst();
        }

        List<Digest> disclosed() {
            return acts.stream()
                    .filter(act -> isOwn(act) && DISCLOSED.contains(act.text("type").orElse("")))
                    .flatMap(act -> act.text("digest").stream())
                    .map(Digest::new)
                    .toList();
        }

        /** Changes whenever anything is filed. */
        String head() {
            return docket + "/" + acts.size();
        }

        String brief() {
            return docket.toString().substring(24);
        }

        private static boolean isOf(Json.Obj act, String type) {
            return act.text("type").filter(type::equals).isPresent();
        }

        private static boolean isOwn(Json.Obj act) {
            return act.object("author")
                    .flatMap(author -> author.text("state"))
                    .filter(STATE::equals)
                    .isPresent();
        }

        private static Json.Obj content(Json.Obj act, String section) {
            return act.object("sections")
                    .flatMap(sections -> sections.object(section))
                    .flatMap(said -> said.object("content"))
                    .orElse(Json.EMPTY);
        }
    }
}
