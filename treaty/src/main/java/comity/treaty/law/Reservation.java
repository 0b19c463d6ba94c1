package comity.treaty.law;

import comity.record.act.Json;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A reservation or declaration that the Convention foresees.
 *
 * @param articles for 23(3)(a): the Convention's offences for which traffic data are collected in
 *     real time nevertheless
 * @param minimumMonths for 23(3)(a): and the offences with at least this maximum penalty
 */
public record Reservation(Provision provision, Set<Long> articles, OptionalLong minimumMonths) {
    public Reservation {
        articles = Set.copyOf(articles);
    }

    /** What it is made under. There are no others: the Convention has no general clause. */
    public enum Provision {
        /** 11(3): misuse of devices, beyond sale, distribution and making available. */
        A11_3("11(3)"),
        /** 23(3)(a): real-time traffic data for some offences alone. */
        A23_3_A("23(3)(a)"),
        /** 23(3)(b): nothing in real time from systems that a closed group of users has. */
        A23_3_B("23(3)(b)"),
        /**
         * 42(5): preservation without dual criminality, for other than the Convention's offences.
         */
        A42_5("42(5)"),
        /** 63: disputes are not submitted to arbitration or the Court. */
        A63("63");

        private final String text;

        Provision(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    static Optional<Reservation> of(Json.Obj said) {
        var months = said.integer("minimumMonths");
        return Stream.of(Provision.values())
                .filter(
                        provision ->
                                said.text("provision").filter(provision.text::equals).isPresent())
                .findFirst()
                .map(
                        provision ->
                                new Reservation(
                                        provision,
                                        new HashSet<>(Said.integers(said, "articles")),
                                        months.isPresent()
                                                ? OptionalLong.of(months.get())
                                                : OptionalLong.empty()));
    }
}
