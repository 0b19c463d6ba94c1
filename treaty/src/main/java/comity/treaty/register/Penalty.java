package comity.treaty.register;

import comity.treaty.terms.Offence;
import comity.treaty.terms.Truth;

/** The highest deprivation of liberty that a provision allows. */
public sealed interface Penalty {
    /** A term; 2(h) counts in years, and {@link Offence#SERIOUS_MONTHS} is its four. */
    record Months(long months) implements Penalty {
        public Months {
            if (months < 0) throw new IllegalArgumentException("negative months");
        }
    }

    record Life() implements Penalty {}

    /** No deprivation of liberty: a fine, or work. */
    record None() implements Penalty {}

    /** The same as that of another provision, which is named. */
    record ByReference(String to) implements Penalty {}

    /** Nobody has said. */
    record Unknown() implements Penalty {}

    /** How a penalty by reference begins where it is written as text. */
    String AS = "as: ";

    /** As it stands in a file: {@code 120}, {@code life}, {@code none}, {@code as: s. 12}. */
    default String text() {
        return switch (this) {
            case Months(var months) -> Long.toString(months);
            case Life() -> "life";
            case None() -> "none";
            case ByReference(var to) -> AS + to;
            case Unknown() -> "unknown";
        };
    }

    /** Whether it is less than the four years of 2(h). */
    default Truth belowFourYears() {
        return switch (this) {
            case Months(var months) -> Truth.of(months < Offence.SERIOUS_MONTHS);
            case Life() -> Truth.FALSE;
            case None() -> Truth.TRUE;
            case ByReference(_), Unknown() -> Truth.UNKNOWN;
        };
    }

    /** Whether it is known to be less than {@code other}. */
    default boolean isBelow(Penalty other) {
        return rank() >= 0 && other.rank() >= 0 && rank() < other.rank();
    }

    private long rank() {
        return switch (this) {
            case None() -> 0;
            case Months(var months) -> months;
            case Life() -> Long.MAX_VALUE;
            case ByReference(_), Unknown() -> -1;
        };
    }
}
