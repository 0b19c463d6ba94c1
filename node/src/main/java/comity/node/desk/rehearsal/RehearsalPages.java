package comity.node.desk.rehearsal;

import comity.node.desk.DocketNumbers;
import comity.node.desk.DocketViews;
import comity.node.desk.Drafts;
import comity.node.desk.Worklist;
import comity.node.desk.work.Filter;
import comity.node.frame.Languages;
import comity.node.frame.Pages;
import comity.node.frame.Refused;
import comity.node.frame.Seeing;
import comity.node.frame.WhoActs;
import comity.node.identity.Composer;
import comity.node.identity.Officer;
import comity.node.identity.Offices;
import comity.node.identity.Person;
import comity.node.identity.Serves;
import comity.treaty.terms.Rehearsal;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** One request rehearsed from draft to answer: what to do, who has done it, who is next. */
@Controller
class RehearsalPages {
    private static final Set<String> WORKING = Set.of("INV", "PRO", "CAO", "JUD", "CUS");

    private final Pages pages;
    private final Counterpart counterpart;
    private final Worklist worklist;
    private final DocketViews dockets;
    private final Drafts drafts;
    private final Seeing sight;
    private final Offices offices;
    private final Composer composer;
    private final DocketNumbers numbers;
    private final WhoActs whoActs;
    private final InstantSource clock;

    /** Where a step's form is opened. */
    private record Place(Officer officer, Optional<UUID> docket) {}

    RehearsalPages(
            Pages pages,
            Counterpart counterpart,
            Worklist worklist,
            DocketViews dockets,
            Drafts drafts,
            Seeing sight,
            Offices offices,
            Composer composer,
            DocketNumbers numbers,
            WhoActs whoActs,
            InstantSource clock) {
        this.pages = pages;
        this.counterpart = counterpart;
        this.worklist = worklist;
        this.dockets = dockets;
        this.drafts = drafts;
        this.sight = sight;
        this.offices = offices;
        this.composer = composer;
        this.numbers = numbers;
        this.whoActs = whoActs;
        this.clock = clock;
    }

    @GetMapping(path = "/rehearsal", produces = MediaType.TEXT_HTML_VALUE)
    @Serves(offices = {"INV", "PRO", "CAO", "JUD", "CUS", "ADM"})
    ModelAndView rehearsal(Person person) {
        var held = offices.of(person).stream().map(Officer::office).collect(Collectors.toSet());
        return pages.of(
                "rehearsal",
                Map.of(
                        "view",
                        new RehearsalView(
                                counterpart.standing(),
                                runs(person, held),
                                RehearsalView.begins(held),
                                RehearsalView.preserves(held),
                                WORKING.stream().anyMatch(held::contains))));
    }

    /** Read off what the reader may see; whoever runs the node sees none of it. */
    private List<RehearsalView.Run> runs(Person person, Set<String> held) {
        return worklist.of(person, WITH_THE_COUNTERPART).dockets().stream()
                .flatMap(row -> dockets.of(row.line().docket()).stream())
                .map(docket -> RehearsalView.run(docket, held))
                .toList();
    }

    private static final Filter WITH_THE_COUNTERPART =
            new Filter(
                    Filter.Whose.ALL,
                    Filter.When.ANY,
                    "",
                    Rehearsal.STATE,
                    "",
                    "",
                    false,
                    Filter.Order.LATEST,
                    "");

    /**
     * Opens the form of a step, filled: a draft of the officer's own, which they read, may change,
     * and sign where it is signed at any other time. One that they have begun is opened again.
     */
    @PostMapping(path = "/rehearsal", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    @Serves(offices = {"INV", "PRO", "CAO", "JUD", "CUS"})
    ModelAndView open(@RequestParam Map<String, String> given, Person person) {
        var step = step(given.getOrDefault("step", ""));
        var place = place(step, given, person);
        var docket = place.docket().orElseGet(numbers::draw);
        var begun =
                drafts.of(person).stream()
                        .filter(draft -> draft.type().equals(step.type()))
                        .filter(draft -> draft.docket().equals(Optional.of(docket)))
                        .findFirst();
        var draft = begun.map(Drafts.Draft::id).orElseGet(composer::newId);
        if (begun.isEmpty()) {
            var content =
                    Prefilled.of(
                            step,
                            place.docket().flatMap(dockets::of),
                            Languages.current(),
                            LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
            if (!drafts.keep(draft, person, Optional.of(docket), step.type(), content))
                throw Refused.with(409, "draft.not-kept");
        }
        return Pages.seeOther(form(step, docket, draft, place.officer()));
    }

    private Place place(Step step, Map<String, String> given, Person person) {
        var officer =
                whoActs.held(person).stream()
                        .filter(held -> step.offices().contains(held.office()))
                        .findFirst()
                        .orElseThrow(() -> Refused.with(403, "office.not-held", office(step)));
        var begins = step == Step.APPLY || step == Step.REQUEST;
        if (begins && !given.containsKey("docket")) return new Place(officer, Optional.empty());
        var docket =
                Optional.ofNullable(given.get("docket"))
                        .filter(text -> text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"))
                        .map(UUID::fromString)
                        .orElseThrow(() -> malformed("docket"));
        if (!sight.sees(docket, officer)) throw Refused.unknown();
        if (dockets.of(docket).filter(RehearsalView::isRehearsal).isEmpty())
            throw Refused.unknown();
        return new Place(officer, Optional.of(docket));
    }

    private static Map<String, String> office(Step step) {
        return Map.of("office", String.join(", ", step.offices()));
    }

    /**
     * The desk at which this is done at any other time: bench, guided writer, or the act's form.
     */
    private static String form(Step step, UUID docket, UUID draft, Officer officer) {
        return switch (step) {
            case AUTHORISE -> "/dockets/%s/bench?draft=%s".formatted(docket, draft);
            case REQUEST -> "/writer/%s?office=%s".formatted(draft, officer.inOffice());
            case APPLY, ACKNOWLEDGE, PRESERVE, TRANSMIT, RECEIVE, CLOSE ->
                    "/dockets/%s/acts/%s?office=%s&draft=%s"
                            .formatted(docket, step.type(), officer.inOffice(), draft);
        };
    }

    private static Step step(String word) {
        return Stream.of(Step.values())
                .filter(step -> step.name().equals(word) && !step.offices().isEmpty())
                .findFirst()
                .orElseThrow(() -> malformed("step"));
    }

    private static Refused malformed(String parameter) {
        return Refused.with(400, "parameter.malformed", Map.of("parameter", parameter));
    }
}
