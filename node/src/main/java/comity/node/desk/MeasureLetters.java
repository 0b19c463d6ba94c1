package comity.node.desk;

import comity.node.desk.paper.Letter;
import comity.node.frame.AuthorityNames;
import comity.node.registry.Registry;
import comity.treaty.docket.Act;
import comity.treaty.docket.Docket;
import comity.treaty.docket.Entry;
import comity.treaty.rules.Secrecy;
import comity.treaty.rules.Timers;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;

/** Letters about a docket, and when anybody may read one (docs/decisions/0118, 0123). */
final class MeasureLetters {
    private final Registry registry;
    private final AuthorityNames names;
    private final String state;
    private final String origin;

    MeasureLetters(Registry registry, AuthorityNames names, String state, String origin) {
        this.registry = registry;
        this.names = names;
        this.state = state;
        this.origin = origin;
    }

    Letter of(Docket docket, Act.Told told, String account, Locale language) {
        return notice(docket, language).to(told, account);
    }

    /** To whom a serious error harmed, and of nobody else. */
    Letter ofError(Docket docket, Entry classified, Locale language) {
        return notice(docket, language).ofError(classified);
    }

    private NoticeLetter notice(Docket docket, Locale language) {
        return new NoticeLetter(
                docket,
                registry.profiles(Timers.states(docket)).of(state),
                state,
                origin,
                authority -> names.of(authority, language),
                language);
    }

    /** Something was done, and neither State keeps it secret on this day. */
    static boolean mayBeTold(Docket docket, LocalDate day) {
        return Secrecy.measure(docket).isPresent() && !Secrecy.runs(docket, day);
    }

    /**
     * What whoever holds an account may read of a docket on {@code day}: the letter to them. Empty
     * while anything keeps it secret, or may: what is withheld is not taken for a no.
     */
    Optional<String> toHolder(Docket docket, String account, Locale language, LocalDate day) {
        return Optional.of(docket)
                .filter(one -> mayBeTold(one, day) && saysWhetherItIsSecret(one))
                .map(one -> of(one, Act.Told.HOLDER, account, language).text());
    }

    private static boolean saysWhetherItIsSecret(Docket docket) {
        return docket.request()
                .map(entry -> ((Act.Request) entry.act()).said())
                .filter(said -> !said.isWithheld("confidential"))
                .filter(said -> !said.isWithheld("doNotNotify"))
                .isPresent();
    }
}
