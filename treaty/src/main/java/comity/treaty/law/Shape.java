package comity.treaty.law;

import java.util.List;

/** What a member of a profile's document may hold. */
public sealed interface Shape {

    /** Words, not blank, of one line or several. */
    record Text(int most) implements Shape {}

    record Truth() implements Shape {}

    /** A whole number within what can be meant at all; what the treaty allows is the floor's. */
    record Whole(long least, long most) implements Shape {}

    /** A day as ISO 8601 writes it. */
    record Day() implements Shape {}

    /** A State: ISO 3166-1, two letters. */
    record State() implements Shape {}

    /** A State, or {@code *} for every other. */
    record StateOrAll() implements Shape {}

    /** An authority of the State's directory. */
    record Authority() implements Shape {}

    /** A language: BCP 47. */
    record Language() implements Shape {}

    /** A time zone of the tz database. */
    record Zone() implements Shape {}

    /** One of a list's words. */
    record Code(List<String> codes) implements Shape {
        public Code {
            codes = List.copyOf(codes);
        }
    }

    /** Several of one shape, none twice. */
    record Several(Shape each) implements Shape {}

    /** Members together under one title. */
    record Group(List<Term> terms) implements Shape {
        public Group {
            terms = List.copyOf(terms);
        }
    }

    /**
     * Rows of the same members.
     *
     * @param key the members by which a row is told from another: none stands there twice
     */
    record Rows(List<String> key, List<Term> terms) implements Shape {
        public Rows {
            key = List.copyOf(key);
            terms = List.copyOf(terms);
        }
    }
}
