package comity.treaty.docket;

import comity.record.act.Digest;
import comity.treaty.terms.Conduct;
import comity.treaty.terms.Ground;
import comity.treaty.terms.Offence;
import comity.treaty.terms.Scope;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One legal step on a cooperation docket, in the Convention's own words. A new kind of act is added
 * here first; the compiler then names every place that has to decide about it.
 *
 * <p>An empty {@link Optional} is something that was not said, or whose section is withheld; the
 * rules tell the two apart by asking the docket.
 */
public sealed interface Act {

    /** An exhibit as an act names it. */
    record Exhibit(
            Digest sha256,
            long size,
            String name,
            String mediaType,
            Optional<Derivation> derivation) {}

    /**
     * From which exhibit, with which tool, another was made; and what was left out (within and set
     * aside, in messages).
     */
    record Derivation(Digest from, String tool, long within, long setAside) {}

    /**
     * Article 24(2): a judge or other independent authority of the requesting State permits that
     * this is asked for.
     */
    record Authorise(
            String requestedState, Scope scope, Optional<LocalDate> until, String proportionality)
            implements Act {}

    /** Article 40(15): asks another State for assistance. */
    record Request(
            String requestedState,
            Optional<Digest> authorisation,
            Offence offence,
            Scope scope,
            String conductingAuthority,
            String proceeding,
            String assistance,
            String purpose,
            String language,
            Optional<String> summary,
            Optional<String> proportionality,
            Optional<String> lessIntrusiveMeans)
            implements Act {}

    /** Article 40(13), (26): the requested State has the request. */
    record Acknowledge(Optional<Digest> request) implements Act {}

    /** Article 40(16): asks for information that execution needs. */
    record AskInformation(Optional<Digest> request, Optional<String> question) implements Act {}

    /** Article 40(16): supplies it. */
    record SupplyInformation(Optional<Digest> question, Optional<String> answer) implements Act {}

    /** A named person finds on a safeguard, with reasons: Articles 6(2), 40(22). */
    record Find(
            Optional<Digest> request,
            String safeguard,
            Optional<Outcome> outcome,
            Set<Conduct> conduct,
            Optional<String> reasons)
            implements Act {}

    /** What a finding says of its safeguard. */
    enum Outcome {
        CLEAR,
        CONCERN
    }

    /** Article 40(21), (22), (25): refuses, with grounds and reasons. */
    record Refuse(Optional<Digest> request, Set<Ground> grounds, Optional<String> reasons)
            implements Act {}

    /** Article 40(27): postpones, with reasons. */
    record Postpone(Optional<Digest> request, Optional<LocalDate> until, Optional<String> reasons)
            implements Act {}

    /** Article 40(28): consults on terms and conditions; either State may. */
    record Consult(Optional<Digest> about, Optional<String> message) implements Act {}

    /** Article 24(2), (4): a judge of the requested State permits execution, within limits. */
    record AuthoriseExecution(
            Optional<Digest> request,
            Scope scope,
            Optional<LocalDate> until,
            Optional<String> reasons)
            implements Act {}

    /** Article 27: orders a provider to produce, as the named authorisation permits. */
    record Order(
            Optional<Digest> authorisation, String provider, Scope scope, Optional<LocalDate> due)
            implements Act {}

    /** The provider objects to an order. */
    record ObjectTo(Optional<Digest> order, Optional<String> reasons) implements Act {}

    /** Article 27: the provider produces what was ordered. */
    record Produce(Optional<Digest> order, Scope scope, Optional<List<Exhibit>> exhibits)
            implements Act {}

    /**
     * Article 40(3), (19): the requested State transmits, for one purpose, and discloses the acts
     * that it rests on.
     */
    record Transmit(
            Optional<Digest> request,
            Optional<Digest> order,
            Set<Digest> discloses,
            String purpose,
            Optional<List<Exhibit>> exhibits)
            implements Act {}

    /** The requesting State has what was transmitted, and for what it will use it. */
    record ConfirmReceipt(
            Optional<Digest> transmission, String purpose, Optional<List<Exhibit>> exhibits)
            implements Act {}

    /** Article 40(26): the requesting State no longer asks. */
    record Withdraw(Optional<Digest> request, Optional<String> reasons) implements Act {}

    /** The proceeding ends. */
    record Close(Optional<String> reasons) implements Act {}

    /** An act of a known type whose terms are withheld from this reader: present and empty. */
    record Withheld(String type) implements Act {}

    /**
     * An act of a type this version does not know. It stays on the docket with its signature, and
     * no rule relies on it: what we cannot read cannot permit anything.
     */
    record Unrecognised(String type) implements Act {}
}
