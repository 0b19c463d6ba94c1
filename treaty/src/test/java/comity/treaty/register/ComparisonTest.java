package comity.treaty.register;

import static comity.treaty.register.Element.*;
import static comity.treaty.register.Provisions.access;
import static org.assertj.core.api.Assertions.assertThat;

import comity.treaty.terms.Truth;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Narrower and broader: beside an article, and beside another State's law. */
class ComparisonTest {

    @Provide
    static Arbitrary<Norm> norms() {
        return Combinators.combine(
                        Arbitraries.of(Verb.class).set().ofMaxSize(4),
                        Arbitraries.of(Element.class).set().ofMaxSize(5).optional(0.9),
                        Arbitraries.of(true, true, true, false))
                .as(
                        (conduct, elements, certain) ->
                                new Norm(Optional.of(conduct), elements.map(Set::copyOf), certain));
    }

    @Property
    void is_antisymmetric(@ForAll("norms") Norm one, @ForAll("norms") Norm other) {
        assertThat(one.comparedWith(other)).isEqualTo(other.comparedWith(one).reversed());
    }

    @Property
    void is_equal_to_itself_or_not_known(@ForAll("norms") Norm norm) {
        assertThat(norm.comparedWith(norm).relation()).isIn(Relation.EQUAL, Relation.UNKNOWN);
    }

    @Property
    void nothing_follows_from_what_nobody_has_seen(
            @ForAll("norms") Norm one, @ForAll("norms") Norm other) {
        var hearsay = new Norm(one.conduct(), one.elements(), false);
        assertThat(hearsay.comparedWith(other).relation()).isEqualTo(Relation.UNKNOWN);
    }

    /** Each element more makes the offence narrower, never broader. */
    @Property
    void asking_for_more_never_makes_it_broader(@ForAll("norms") Norm norm, @ForAll Element more) {
        if (norm.elements().isEmpty() || !norm.certain()) return;
        var grown = EnumSet.of(more);
        grown.addAll(norm.elements().get());
        var stricter = new Norm(norm.conduct(), Optional.of(grown), true);
        assertThat(stricter.comparedWith(norm).relation())
                .isIn(Relation.NARROWER, Relation.EQUAL, Relation.UNKNOWN);
    }

    @Test
    void a_security_measure_makes_illegal_access_narrower_as_7_2_allows() {
        var compared =
                Article.ILLEGAL_ACCESS.compare(
                        access("XA/1", Set.of(WITHOUT_RIGHT, INTENT, SECURITY_MEASURE)));
        assertThat(compared.relation()).isEqualTo(Relation.NARROWER);
        assertThat(compared.elementsBeyond()).containsExactly(SECURITY_MEASURE);
        assertThat(Article.ILLEGAL_ACCESS.leavesOpen(SECURITY_MEASURE)).isTrue();
        assertThat(Article.ILLEGAL_ACCESS.leavesOpen(PROTECTED_SYSTEM)).isFalse();
    }

    @Test
    void recklessness_that_suffices_makes_it_broader() {
        var compared =
                Article.ILLEGAL_ACCESS.compare(access("XA/1", Set.of(WITHOUT_RIGHT, RECKLESSNESS)));
        assertThat(compared.relation()).isEqualTo(Relation.BROADER);
        assertThat(compared.elementsLacking()).containsExactly(INTENT);
    }

    @Test
    void a_provision_on_several_articles_is_compared_in_what_both_are_about() {
        var provision =
                Provisions.of(
                        "XA/1",
                        Set.of(7, 8),
                        Set.of(Verb.ACCESS, Verb.INTERCEPT),
                        Set.of(WITHOUT_RIGHT, INTENT),
                        12,
                        Confidence.SEEN);
        assertThat(Article.ILLEGAL_ACCESS.compare(provision).relation()).isEqualTo(Relation.EQUAL);
        assertThat(Article.ILLEGAL_INTERCEPTION.compare(provision).relation())
                .isEqualTo(Relation.BROADER);
    }

    @Test
    void the_matrix_says_missing_unknown_and_below_four_years() {
        var seen = access("XA/1", Set.of(WITHOUT_RIGHT, INTENT));
        var heard =
                Provisions.of(
                        "XB/1",
                        Set.of(7),
                        Set.of(Verb.ACCESS),
                        Set.of(WITHOUT_RIGHT, INTENT),
                        60,
                        Confidence.SECONDARY);
        var register =
                Register.of(
                        List.of(
                                Provisions.filed(0, Set.of(), seen),
                                Provisions.filed(1, Set.of(), heard)));
        var matrix =
                Matrix.of(
                        register.on(Provisions.DAY),
                        register.states(),
                        EnumSet.of(Article.ILLEGAL_ACCESS, Article.FORGERY));
        var arcadia = matrix.cells().get("XA");
        assertThat(arcadia.get(Article.ILLEGAL_ACCESS).relation()).isEqualTo(Relation.EQUAL);
        assertThat(arcadia.get(Article.ILLEGAL_ACCESS).belowFourYears()).isEqualTo(Truth.TRUE);
        assertThat(arcadia.get(Article.FORGERY).relation()).isEqualTo(Relation.MISSING);
        var borduria = matrix.cells().get("XB").get(Article.ILLEGAL_ACCESS);
        assertThat(borduria.relation()).isEqualTo(Relation.UNKNOWN);
        assertThat(borduria.belowFourYears()).isEqualTo(Truth.UNKNOWN);
    }

    @Test
    void provisions_that_share_an_article_out_cover_it_together() {
        var elements = Set.of(WITHOUT_RIGHT, INTENT);
        var damage =
                Provisions.of(
                        "XA/1", Set.of(9), Set.of(Verb.DAMAGE_DATA), elements, 12, Confidence.SEEN);
        var rest =
                Provisions.of(
                        "XA/2",
                        Set.of(9),
                        Set.of(Verb.ALTER_DATA, Verb.SUPPRESS_DATA),
                        elements,
                        12,
                        Confidence.SEEN);
        var alone = Register.of(List.of(Provisions.filed(0, Set.of(), damage)));
        var both = Register.of(List.of(Provisions.filed(0, Set.of(), damage, rest)));
        assertThat(relation(alone)).isEqualTo(Relation.NARROWER);
        assertThat(relation(both)).isEqualTo(Relation.EQUAL);
    }

    private static Relation relation(Register register) {
        return Matrix.of(
                        register.on(Provisions.DAY),
                        Set.of("XA"),
                        EnumSet.of(Article.INTERFERENCE_WITH_DATA))
                .cells()
                .get("XA")
                .get(Article.INTERFERENCE_WITH_DATA)
                .relation();
    }

    @Test
    void the_boundary_of_2h_lies_at_forty_eight_months() {
        assertThat(new Penalty.Months(47).belowFourYears()).isEqualTo(Truth.TRUE);
        assertThat(new Penalty.Months(48).belowFourYears()).isEqualTo(Truth.FALSE);
        assertThat(new Penalty.Life().belowFourYears()).isEqualTo(Truth.FALSE);
        assertThat(new Penalty.None().belowFourYears()).isEqualTo(Truth.TRUE);
        assertThat(new Penalty.ByReference("s. 12").belowFourYears()).isEqualTo(Truth.UNKNOWN);
        assertThat(new Penalty.Unknown().belowFourYears()).isEqualTo(Truth.UNKNOWN);
    }
}
