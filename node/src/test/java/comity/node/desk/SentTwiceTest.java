package comity.node.desk;

import static org.assertj.core.api.Assertions.assertThat;

import comity.openid.Surfer;
import comity.record.act.Digest;
import comity.record.act.Json;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** Double click, back button, and two persons at once: one act, and nobody frightened. */
class SentTwiceTest extends Borduria {
    private static final String OFFICE = "XB.central-authority/CAO";

    private URI at(String path) {
        return URI.create(relyingParty.origin() + path);
    }

    private Surfer as(Who who) {
        var surfer = new Surfer();
        var page = surfer.go(at("/sign-in"));
        var in = surfer.fill(page, "/sign-in", Map.of("person", who.person));
        assertThat(in.status()).isEqualTo(303);
        return surfer;
    }

    private static String form(UUID docket) {
        return "/dockets/" + docket + "/acts/acknowledge";
    }

    private Surfer.Seen blank(Surfer surfer, UUID docket) {
        var page = surfer.go(at(form(docket) + "?office=" + OFFICE));
        assertThat(page.status()).as(page.text()).isEqualTo(200);
        return page;
    }

    /** What a browser would send of the form: its draft's number among it. */
    private static Map<String, String> typed(Surfer.Seen form, Digest request, String step) {
        var fields = new HashMap<String, String>();
        fields.put("draft", form.hidden("draft"));
        fields.put("office", OFFICE);
        fields.put("terms.request", request.hex());
        fields.put("do", step);
        return fields;
    }

    private int acts(UUID docket) {
        return get(Who.KATZ, "/dockets/" + docket).expect(200).object().items("acts").size();
    }

    private Surfer.Seen proposed(Surfer surfer, UUID docket, Digest request) {
        var form = blank(surfer, docket);
        var sent = surfer.fill(form, form(docket), typed(form, request, "propose"));
        assertThat(sent.status()).as(sent.text()).isEqualTo(303);
        return surfer.go(sent.leads());
    }

    private static String filing(Surfer.Seen proposal) {
        return proposal.at().getPath() + "/filing";
    }

    private static <T> List<T> together(Callable<T> click) throws Exception {
        var barrier = new CyclicBarrier(2);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<T> one =
                    () -> {
                        barrier.await();
                        return click.call();
                    };
            var first = threads.submit(one);
            var second = threads.submit(one);
            return List.of(first.get(), second.get());
        }
    }

    @Test
    void a_double_click_proposes_once_and_files_once_and_both_answers_say_the_same()
            throws Exception {
        var docket = UUID.randomUUID();
        var request = arrived(docket);
        var surfer = as(Who.LINDQVIST);
        var form = blank(surfer, docket);
        var before = acts(docket);

        var proposals =
                together(() -> surfer.fill(form, form(docket), typed(form, request, "propose")));

        assertThat(proposals).allSatisfy(one -> assertThat(one.status()).isEqualTo(303));
        assertThat(proposals.get(0).leads()).isEqualTo(proposals.get(1).leads());
        var proposal = surfer.go(proposals.get(0).leads());

        var filed = together(() -> surfer.fill(proposal, filing(proposal), Map.of()));

        assertThat(filed).allSatisfy(one -> assertThat(one.status()).isEqualTo(303));
        assertThat(filed.get(0).leads()).isEqualTo(filed.get(1).leads());
        assertThat(filed.get(0).leads().getFragment()).startsWith("act-");
        assertThat(acts(docket)).isEqualTo(before + 1);
    }

    @Test
    void the_back_button_leads_to_what_was_filed() {
        var docket = UUID.randomUUID();
        var request = arrived(docket);
        var surfer = as(Who.LINDQVIST);
        var form = blank(surfer, docket);
        var fields = typed(form, request, "propose");
        var proposal = surfer.go(surfer.fill(form, form(docket), fields).leads());
        var act = surfer.fill(proposal, filing(proposal), Map.of()).leads();
        var before = acts(docket);

        assertThat(surfer.go(proposal.at()).leads()).as("the page to sign").isEqualTo(act);
        assertThat(surfer.fill(proposal, filing(proposal), Map.of()).leads()).isEqualTo(act);
        var again =
                surfer.go(at(form(docket) + "?office=" + OFFICE + "&draft=" + fields.get("draft")));
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.text())
                .contains("You have filed this already")
                .contains("href=\"" + act.getPath() + "#" + act.getFragment() + "\"");
        fields.put("reasons.reasons", "said otherwise");
        var changed = surfer.fill(form, form(docket), fields);
        assertThat(changed.status()).isEqualTo(409);
        assertThat(changed.text()).contains("You have filed this already");
        assertThat(
                        post(
                                        Who.LINDQVIST,
                                        "/dockets/" + docket + "/proposals",
                                        Json.object()
                                                .with("type", "acknowledge")
                                                .with("draft", fields.get("draft"))
                                                .with("content", WalkTest.refersTo(request)))
                                .expect(409)
                                .code())
                .isEqualTo("draft.filed");
        assertThat(acts(docket)).isEqualTo(before);
    }

    /** Two windows: the forms' tokens differ, the draft is one. */
    @Test
    void one_draft_proposed_in_two_windows_becomes_one_act() {
        var docket = UUID.randomUUID();
        var request = arrived(docket);
        var surfer = as(Who.LINDQVIST);
        var form = blank(surfer, docket);
        var fields = typed(form, request, "propose");
        var first = surfer.go(surfer.fill(form, form(docket), fields).leads());
        var other =
                surfer.go(at(form(docket) + "?office=" + OFFICE + "&draft=" + fields.get("draft")));
        var second = surfer.go(surfer.fill(other, form(docket), fields).leads());
        assertThat(second.at()).isNotEqualTo(first.at());
        var act = surfer.fill(first, filing(first), Map.of()).leads();
        var before = acts(docket);

        var filed = surfer.fill(second, filing(second), Map.of());

        assertThat(filed.status()).as(filed.text()).isEqualTo(303);
        assertThat(filed.leads()).isEqualTo(act);
        assertThat(acts(docket)).isEqualTo(before);
    }

    @Test
    void whoever_comes_second_sees_what_is_new_and_keeps_their_text() {
        var docket = UUID.randomUUID();
        var request = arrived(docket);
        var first = as(Who.KATZ);
        var second = as(Who.LINDQVIST);
        var theirs = proposed(first, docket, request);
        var mine = proposed(second, docket, request);
        var act = first.fill(theirs, filing(theirs), Map.of()).leads();

        var late = second.fill(mine, filing(mine), Map.of());

        assertThat(late.status()).isEqualTo(409);
        assertThat(late.text())
                .contains("Another act was filed on this docket first.")
                .contains("#" + act.getFragment())
                .contains("href=\"/dockets/" + docket + "\"");
        assertThat(second.go(mine.at()).status()).as("the page to sign says it too").isEqualTo(409);
        var back = second.go(late.at().resolve(late.link("/dockets/" + docket + "/acts/")));
        assertThat(back.status()).isEqualTo(200);
        assertThat(back.text()).contains("value=\"" + request.hex() + "\" selected");
        var again = second.fill(back, form(docket), typed(back, request, "propose"));
        var renewed = second.go(again.leads());
        assertThat(second.fill(renewed, filing(renewed), Map.of()).status()).isEqualTo(303);
    }

    /** What was typed, changed and changed back is heard each time. */
    @Test
    void only_the_last_form_is_taken_for_the_same() {
        var docket = UUID.randomUUID();
        var request = arrived(docket);
        var surfer = as(Who.LINDQVIST);
        var form = blank(surfer, docket);
        var one = typed(form, request, "keep");
        var other = new HashMap<>(one);
        other.put("terms.request", "");
        for (var fields : List.of(one, other, one))
            assertThat(surfer.fill(form, form(docket), fields).status()).isEqualTo(303);
        assertThat(get(Who.LINDQVIST, "/drafts/" + one.get("draft")).expect(200).text())
                .contains(request.hex());
    }

    @Test
    void a_file_that_came_after_its_session_is_said_to_be_lost_and_where_it_still_is() {
        var answer =
                send(
                        request("/dockets/" + UUID.randomUUID() + "/custody/derivations")
                                .setHeader("Accept", "text/html")
                                .header("Content-Type", "multipart/form-data; boundary=x")
                                .POST(HttpRequest.BodyPublishers.ofString("--x--\r\n")));
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.text())
                .contains("Your browser still has both")
                .contains("Sign in in another window");
    }
}
