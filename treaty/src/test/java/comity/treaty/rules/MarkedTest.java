package comity.treaty.rules;

import static org.assertj.core.api.Assertions.assertThat;

import comity.record.act.Digest;
import comity.treaty.Proceeding;
import comity.treaty.World;
import comity.treaty.World.Officer;
import comity.treaty.docket.Act;
import comity.treaty.docket.Cooperation;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Type;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Article 6: what is marked stays frozen until a judge rules, and as the judge ruled. */
class MarkedTest {
    private static final Digest MAILBOX = Digest.of("mailbox".getBytes(StandardCharsets.UTF_8));
    private static final LocalDate DAY = LocalDate.parse("2026-11-23");

    private static Docket marked() {
        var received = Proceeding.upTo(Type.CONFIRM_RECEIPT).docket();
        return with(received, Officer.MOREAU, Type.MARK);
    }

    private static Docket with(Docket docket, Officer who, Type type) {
        return docket.with(World.act(who, type, docket, Map.of()));
    }

    @Test
    void a_mark_freezes_what_it_names() {
        assertThat(Marked.frozen(marked(), MAILBOX)).isPresent();
    }

    /** What is said of the person may be erased in time; what is frozen may not. */
    @Test
    void no_erasure_sets_free_what_a_judge_has_not() {
        var marked = marked();
        var mark = marked.latest(Act.Mark.class).orElseThrow().digest();
        assertThat(Retention.erasable(marked))
                .contains(new Act.Part(mark, Cooperation.REASONS))
                .doesNotContain(new Act.Part(mark, Cooperation.TERMS));
        var erasing =
                new Act.ProposeErasure(
                        Set.of(new Act.Part(mark, Cooperation.TERMS)), "1", Optional.of("Old."));
        assertThat(
                        Rulebook.current()
                                .ruling(
                                        marked,
                                        erasing,
                                        Officer.NDIAYE.author(),
                                        World.PROFILES,
                                        DAY)
                                .all())
                .extracting(Finding::rule)
                .contains("W-033");
    }

    @Test
    void neither_does_the_erasure_of_what_the_judge_ruled() {
        var marked = marked();
        var reviewed = with(marked, Officer.FINCH, Type.REVIEW_MARK);
        var ruled = with(reviewed, Officer.OKAFOR, Type.RULE_ON_MARK);
        for (var entry : ruled.entries().subList(marked.entries().size(), ruled.entries().size()))
            assertThat(Retention.erasable(ruled))
                    .as(entry.header().type())
                    .doesNotContain(new Act.Part(entry.digest(), Cooperation.TERMS));
    }
}
