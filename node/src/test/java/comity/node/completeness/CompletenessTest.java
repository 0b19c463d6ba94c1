package comity.node.completeness;

import static org.assertj.core.api.Assertions.assertThat;

import comity.record.act.Digest;
import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.record.act.MalformedJson;
import comity.treaty.law.Profile;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Two whole nodes over real TLS: what one of them lost or hid, the other names. */
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CompletenessTest {
    private final Neighbour arcadia = new Neighbour("XA", List.of());
    private final Neighbour borduria = new Neighbour("XB", List.of(), Dropping.class);

    @BeforeAll
    void both_know_each_other() throws Exception {
        arcadia.meets(borduria);
        borduria.meets(arcadia);
        Neighbour.await(
                "both laws have crossed",
                () ->
                        arcadia.registry().docketOf(Profile.KIND, "XB").isPresent()
                                && borduria.registry().docketOf(Profile.KIND, "XA").isPresent());
        arcadia.acknowledged(borduria, arcadia.authorise(borduria));
        borduria.acknowledged(arcadia, borduria.authorise(arcadia));
    }

    @AfterAll
    void both_end() {
        arcadia.close();
        borduria.close();
    }

    /** A node that says that it filed acts of one type, and throws them away. */
    @Configuration(proxyBeanMethods = false)
    static class Dropping {
        @Bean
        Drop dropping() {
            return new Drop();
        }

        @Bean
        FilterRegistrationBean<Drop> drop(Drop dropping) {
            var registration = new FilterRegistrationBean<>(dropping);
            registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
            return registration;
        }
    }

    static final class Drop extends HttpFilter {
        private static final long serialVersionUID = 1L;
        private final transient AtomicReference<String> type = new AtomicReference<>("");

        /** An act whose digest it goes on listing, and which it does not show any more. */
        private final transient AtomicReference<String> hidden = new AtomicReference<>("none");

        @Override
        protected void doFilter(
                HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            if (request.getServletPath().equals("/federation/acts/" + hidden.get())) {
                response.setStatus(404);
                return;
            }
            if (type.get().isEmpty() || !request.getServletPath().equals("/federation/acts")) {
                chain.doFilter(request, response);
                return;
            }
            var body = request.getInputStream().readAllBytes();
            var answers = new ArrayList<String>();
            try {
                for (var item : JsonReader.actObject(body).items("acts")) {
                    var header =
                            ((Json.Obj) item)
                                    .object("envelope")
                                    .flatMap(envelope -> envelope.object("header"))
                                    .orElseThrow();
                    if (header.text("type").orElse("").equals(type.get()))
                        answers.add("{\"outcome\":\"filed\"}");
                }
            } catch (MalformedJson e) {
                throw new ServletException(e);
            }
            if (answers.isEmpty()) {
                chain.doFilter(repeated(request, body), response);
                return;
            }
            response.setContentType("application/json");
            response.getWriter().print("{\"answers\":[" + String.join(",", answers) + "]}");
        }

        private static HttpServletRequest repeated(HttpServletRequest request, byte[] body) {
            var in = new ByteArrayInputStream(body);
            return new HttpServletRequestWrapper(request) {
                @Override
                public ServletInputStream getInputStream() {
                    return new ServletInputStream() {
                        @Override
                        public int read() {
                            return in.read();
                        }

                        @Override
                        public boolean isFinished() {
                            return in.available() == 0;
                        }

                        @Override
                        public boolean isReady() {
                            return true;
                        }

                        @Override
                        public void setReadListener(ReadListener listener) {
                            throw new UnsupportedOperationException("nobody listens");
                        }
                    };
                }
            };
        }
    }

    private static int number(Json.Obj said, String name) {
        return switch (said.get(name).orElseThrow()) {
            case Json.Int(var whole) -> (int) whole;
            case Json.Real(var number) -> (int) number;
            default -> throw new AssertionError(name + " is no number");
        };
    }

    private static void assertAgreed(Json.Obj comparison) {
        assertThat(comparison.text("outcome")).contains("agreed");
    }

    @Test
    void honest_nodes_find_nothing_however_much_is_on_its_way() throws Exception {
        var before = arcadia.findings().size() + borduria.findings().size();
        try (var filing = Executors.newFixedThreadPool(2)) {
            var there = filing.submit(() -> many(arcadia, borduria));
            var back = filing.submit(() -> many(borduria, arcadia));
            while (!there.isDone() || !back.isDone()) {
                assertThat(arcadia.compare(borduria).text("outcome")).contains("agreed");
                assertThat(borduria.compare(arcadia).text("outcome")).contains("agreed");
            }
            arcadia.acknowledged(borduria, there.get().getLast());
            borduria.acknowledged(arcadia, back.get().getLast());
        }
        var last = arcadia.compare(borduria);

        assertAgreed(last);
        // Directory versions, profile, and what both judges authorised.
        assertThat(number(last, "ours")).isGreaterThan(20);
        assertThat(number(last, "ours")).isEqualTo(number(last, "theirs"));
        assertThat(number(last, "symbols")).isEqualTo(1);
        assertThat(arcadia.findings().size() + borduria.findings().size()).isEqualTo(before);
    }

    private static List<Digest> many(Neighbour from, Neighbour to) {
        var acts = new ArrayList<Digest>();
        for (var i = 0; i < 12; i++) acts.add(from.authorise(to));
        return acts;
    }

    @Test
    void an_act_that_the_partners_administrator_deleted_is_named_told_and_carried_again() {
        var act = arcadia.authorise(borduria);
        arcadia.acknowledged(borduria, act);
        borduria.forget(act);

        assertThat(arcadia.compare(borduria).text("outcome")).contains("differs");
        var named = arcadia.findings(act).getFirst();

        assertThat(named.text("kind")).contains("missing-there");
        assertThat(named.text("author")).contains("XA");
        assertThat(named.text("docket"))
                .contains(
                        arcadia.registry()
                                .act(act)
                                .orElseThrow()
                                .envelope()
                                .header()
                                .docket()
                                .toString());
        // Borduria's own log says that it had it.
        assertThat(named.text("provenBy")).contains("comity/XB");
        assertThat(named.text("since")).isPresent();
        var told = borduria.findings(act).getFirst();
        assertThat(told.text("kind")).contains("missing-here");
        assertThat(told.text("foundBy")).contains("XA");
        assertThat(told.text("provenBy")).contains("comity/XB");
        Neighbour.await("it is there again", () -> borduria.registry().act(act).isPresent());
        arcadia.acknowledged(borduria, act);
        assertAgreed(arcadia.compare(borduria));
        assertThat(arcadia.findings(act))
                .hasSize(1)
                .first()
                .satisfies(finding -> assertThat(finding.text("how")).contains("held-again"));
        assertThat(borduria.findings(act).getFirst().text("mendedAt")).isPresent();
        assertThat(arcadia.page("inspector", "/completeness")).contains(act.hex().substring(0, 8));
        assertThat(borduria.page("officer", "/completeness?language=ar"))
                .contains(act.hex().substring(0, 8));
    }

    @Test
    void what_was_deleted_here_is_fetched_from_the_partner_and_stays_named() {
        var act = arcadia.authorise(borduria);
        arcadia.acknowledged(borduria, act);
        borduria.forget(act);

        assertThat(borduria.compare(arcadia).text("outcome")).contains("differs");

        var named = borduria.findings(act).getFirst();
        assertThat(named.text("kind")).contains("missing-here");
        assertThat(named.text("provenBy")).contains("comity/XB");
        assertThat(named.text("how")).contains("fetched");
        assertThat(borduria.registry().act(act)).isPresent();
        assertThat(arcadia.findings(act).getFirst().text("kind")).contains("missing-there");
        assertAgreed(borduria.compare(arcadia));
    }

    /** Last: what an author lost of its own, no partner can give back. */
    @Test
    @Order(Integer.MAX_VALUE)
    void an_act_in_our_name_that_we_no_longer_hold_is_named_by_both() {
        var act = arcadia.authorise(borduria);
        arcadia.acknowledged(borduria, act);
        Neighbour.await(
                "Borduria has Arcadia's receipt",
                () -> !borduria.registry().act(act).orElseThrow().envelope().receipts().isEmpty());
        arcadia.forget(act);

        assertThat(borduria.compare(arcadia).text("outcome")).contains("differs");
        assertThat(borduria.findings(act).getFirst().text("kind")).contains("withdrawn-there");
        assertThat(borduria.findings(act).getFirst().text("provenBy")).contains("comity/XA");
        assertThat(arcadia.compare(borduria).text("outcome")).contains("differs");
        assertThat(arcadia.findings(act))
                .extracting(finding -> finding.text("kind").orElse(""))
                .containsOnly("additional-there");
        assertThat(arcadia.findings(act))
                .extracting(finding -> finding.text("foundBy").orElse(""))
                .containsExactlyInAnyOrder("XA", "XB");
        assertThat(arcadia.findings(act).getFirst().text("mendedAt")).isEmpty();
    }

    @Test
    void acts_that_were_acknowledged_and_thrown_away_are_named() {
        var drop = borduria.bean(Drop.class);
        drop.type.set("authorise");
        var act = arcadia.authorise(borduria);
        arcadia.acknowledged(borduria, act);

        assertThat(arcadia.compare(borduria).text("outcome")).contains("differs");
        var named = arcadia.findings(act).getFirst();
        assertThat(named.text("kind")).contains("missing-there");
        assertThat(named.text("provenBy")).isEmpty();
        // It goes on throwing away what is carried again; the finding stands open.
        arcadia.acknowledged(borduria, act);
        assertThat(arcadia.compare(borduria).text("outcome")).contains("differs");
        assertThat(arcadia.findings(act))
                .hasSize(1)
                .first()
                .satisfies(finding -> assertThat(finding.text("mendedAt")).isEmpty());
        drop.type.set("");
        Neighbour.await(
                "it arrives",
                () -> {
                    arcadia.compare(borduria);
                    return arcadia.findings(act).getFirst().text("mendedAt").isPresent();
                });
        assertThat(borduria.registry().act(act)).isPresent();
    }

    @Test
    void an_act_that_the_partner_lists_and_no_longer_has_is_found_by_asking_for_some() {
        var drop = borduria.bean(Drop.class);
        var act = arcadia.authorise(borduria);
        arcadia.acknowledged(borduria, act);
        drop.hidden.set(act.hex());

        Neighbour.await(
                "it is among those that are asked for",
                () -> {
                    arcadia.compare(borduria);
                    return !arcadia.findings(act).isEmpty();
                });

        assertThat(arcadia.findings(act).getFirst().text("kind")).contains("missing-there");
        drop.hidden.set("none");
        arcadia.acknowledged(borduria, act);
        assertAgreed(arcadia.compare(borduria));
    }

    @Test
    void a_file_of_a_shared_docket_is_asked_of_the_partner_and_its_proof_is_checked_here() {
        var act = arcadia.authorise(borduria);
        arcadia.acknowledged(borduria, act);
        var docket = arcadia.registry().act(act).orElseThrow().envelope().header().docket();
        var reason = "Was this file handed over to Borduria?";
        var asked =
                Json.object()
                        .with("sha256", Digest.of(new byte[3]).hex())
                        .with("reason", reason)
                        .with("partner", "XB");

        var answer =
                arcadia.post(
                        "officer", "/presence/questions", asked.with("docket", docket.toString()));

        assertThat(answer.text("state")).contains("XB");
        assertThat(answer.text("answer")).contains("absent");
        assertThat(borduria.page("inspector", "/presence/questions")).contains(reason);
        assertThat(arcadia.page("inspector", "/presence/questions")).contains(reason);
        assertThat(
                        arcadia.raw(
                                        "officer",
                                        "/presence/questions",
                                        asked.with("docket", UUID.randomUUID().toString()))
                                .statusCode())
                .isEqualTo(422);
    }

    @Test
    void whom_it_does_not_concern_is_not_shown_it() {
        var answer =
                arcadia.raw(
                        "judge", "/completeness/comparisons", Json.object().with("partner", "XB"));
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(
                        arcadia.raw(
                                        "inspector",
                                        "/completeness/comparisons",
                                        Json.object().with("partner", "XZ"))
                                .statusCode())
                .isEqualTo(404);
    }
}
