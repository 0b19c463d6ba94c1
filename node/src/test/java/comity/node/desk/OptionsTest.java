package comity.node.desk;

import static org.assertj.core.api.Assertions.assertThat;

import comity.node.identity.Composer;
import comity.node.identity.Offices;
import comity.node.identity.People;
import comity.node.registry.Filing;
import comity.node.signer.SignerUnavailable;
import comity.record.act.Digest;
import comity.record.act.Json;
import comity.treaty.docket.Act;
import comity.treaty.docket.Cooperation;
import comity.treaty.docket.Type;
import comity.treaty.rules.Rulebook;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What options offers, the door accepts; what it does not offer, the door denies. */
class OptionsTest extends Borduria {
    private static final int STEPS = 7;

    @Autowired Options options;
    @Autowired Composer composer;
    @Autowired Offices offices;
    @Autowired People people;

    @Test
    void what_is_offered_is_accepted_and_the_reverse() throws ReflectiveOperationException {
        for (var steps = 0; steps < STEPS; steps++) {
            for (var who : List.of(Who.KATZ, Who.OKAFOR, Who.MOREAU, Who.ORBAN)) {
                var docket = UUID.randomUUID();
                walk(docket, steps);
                var offers = offers(docket, who);
                for (var type : Type.values()) {
                    var offered = offers.get(type);
                    var filing = file(docket, who, offered);
                    assertThat(filing)
                            .as(type + " by " + who + " after " + steps + " steps")
                            .isInstanceOf(
                                    offered.permitted() ? Filing.Filed.class : Filing.Denied.class);
                    if (offered.permitted()) {
                        docket = UUID.randomUUID();
                        walk(docket, steps);
                        offers = offers(docket, who);
                    }
                }
            }
        }
    }

    /** What is denied leaves a docket as it was, and with it what is offered. */
    private Map<Type, Rulebook.Option> offers(UUID docket, Who who) {
        return options.ruled(docket, officer(who)).stream()
                .collect(Collectors.toMap(Rulebook.Option::type, Function.identity()));
    }

    private comity.node.identity.Officer officer(Who who) {
        return offices.of(people.person(who.person).orElseThrow(), who.office).orElseThrow();
    }

    /** Straight to the door, past everything that would have refused it before. */
    private Filing file(UUID docket, Who who, Rulebook.Option option)
            throws ReflectiveOperationException {
        var content = content(option.type(), option.specimen());
        var proposal = composer.compose(docket, option.type().word(), content, officer(who));
        var personal =
                option.type().personal()
                        ? Optional.of(
                                passkey(who.person)
                                        .assertion(
                                                proposal.digest().bytes(),
                                                relyingParty.origin(),
                                                relyingParty.id()))
                        : Optional.<comity.record.act.Assertion>empty();
        try {
            return door(composer.sign(proposal, personal));
        } catch (SignerUnavailable e) {
            assertThat(e).hasMessageEndingWith("scope");
            return new Filing.Denied(new comity.treaty.rules.Ruling.Denied(List.of()));
        }
    }

    /**
     * A key or passkey out of its scope is refused before the rulebook is asked, by the signer if
     * it is its own: a denial too.
     */
    private Filing door(comity.record.act.Envelope act) {
        var filing = registry.file(act);
        return filing instanceof Filing.Rejected(var code, _, _)
                        && List.of("key.other-type", "passkey.other-office").contains(code)
                ? new Filing.Denied(new comity.treaty.rules.Ruling.Denied(List.of()))
                : filing;
    }

    private void walk(UUID docket, int steps) {
        var request = arrived(docket);
        if (steps > 0) take(Who.LINDQVIST, docket, "acknowledge", WalkTest.refersTo(request));
        if (steps > 1) find(docket, request, "40(22)");
        if (steps > 2) find(docket, request, "6(2)");
        if (steps > 3) take(Who.LINDQVIST, docket, "assess", WalkTest.assessed(request));
        if (steps <= 4) return;
        var authorisation =
                take(Who.OKAFOR, docket, "authorise-execution", WalkTest.execution(request));
        if (steps > 5) take(Who.KATZ, docket, "order", WalkTest.order(authorisation));
    }

    private void find(UUID docket, Digest request, String safeguard) {
        var said =
                terms(Map.of("request", request.hex(), "safeguard", safeguard, "outcome", "CLEAR"));
        take(
                Who.LINDQVIST,
                docket,
                "find",
                Json.object().with("terms", said).with("reasons", reasons()));
    }

    /** A specimen in the sections of its type, by the names of the table of fields. */
    private static Map<String, Json.Obj> content(Type type, Act act)
            throws ReflectiveOperationException {
        var said = new LinkedHashMap<String, Object>();
        components((Record) act, said);
        var content = new LinkedHashMap<String, Json.Obj>();
        for (var field : Cooperation.fields(type)) {
            var section = content.getOrDefault(field.section(), Json.EMPTY);
            var value = said.get(field.name());
            content.put(
                    field.section(),
                    value == null ? section : section.with(field.name(), json(value)));
        }
        return content;
    }

    private static void components(Record of, Map<String, Object> said)
            throws ReflectiveOperationException {
        for (var component : of.getClass().getRecordComponents()) {
            var value = component.getAccessor().invoke(of);
            if (value instanceof Optional<?> maybe) value = maybe.orElse(null);
            if (value instanceof comity.treaty.terms.Scope
                    || value instanceof comity.treaty.terms.Offence)
                components((Record) value, said);
            else if (value instanceof comity.treaty.docket.Said form)
                form.values().forEach(said::putIfAbsent);
            else if (value != null) said.put(name(of, component.getName()), value);
        }
    }

    /** What the table of fields calls it. */
    private static String name(Record of, String component) {
        if (of instanceof Act.CallBack)
            return switch (component) {
                case "result" -> "callResult";
                case "number" -> "numberCalled";
                case "words" -> "wordsRead";
                default -> component;
            };
        return switch (component) {
            case "title" -> "offenceTitle";
            case "article" -> "conventionArticle";
            case "maxMonthsRequesting" -> "maxMonths";
            case "facts" -> "contested";
            default -> component;
        };
    }

    private static Json json(Object value) {
        return switch (value) {
            case Json form -> form;
            case Long number -> new Json.Int(number);
            case Act.Part part -> new Json.Str(part.text());
            case Digest digest -> new Json.Str(digest.hex());
            case Enum<?> word -> new Json.Str(word.name());
            case Act.Exhibit exhibit ->
                    Json.object()
                            .with("sha256", exhibit.sha256().hex())
                            .with("size", exhibit.size())
                            .with("name", exhibit.name())
                            .with("mediaType", exhibit.mediaType());
            case Collection<?> many ->
                    new Json.Arr(
                            many.stream()
                                    .map(OptionsTest::json)
                                    .sorted(java.util.Comparator.comparing(Json::toString))
                                    .toList());
            default -> new Json.Str(value.toString());
        };
    }
}
