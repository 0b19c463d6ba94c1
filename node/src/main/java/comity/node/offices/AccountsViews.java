package comity.node.offices;

import comity.node.frame.Refused;
import comity.node.identity.Officer;
import comity.node.identity.openid.Accounts;
import comity.node.identity.openid.OpenIdSignIn;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Reads what a registrar typed about an account, for page and program alike. */
@Component
final class AccountsViews {
    private static final int MOST = 2_000;

    private final Accounts accounts;
    private final ObjectProvider<OpenIdSignIn> openId;

    AccountsViews(Accounts accounts, ObjectProvider<OpenIdSignIn> openId) {
        this.accounts = accounts;
        this.openId = openId;
    }

    AccountsView view() {
        return new AccountsView(
                openId.getIfAvailable() != null, shown(accounts.all()), shown(accounts.open()));
    }

    private static List<AccountsView.Account> shown(List<Accounts.Account> accounts) {
        return accounts.stream()
                .map(
                        one ->
                                new AccountsView.Account(
                                        one.number(),
                                        one.issuer(),
                                        one.subject(),
                                        one.called(),
                                        one.person().id(),
                                        one.person().name(),
                                        one.reason(),
                                        one.proposedBy().name(),
                                        one.proposedAt()))
                .toList();
    }

    /**
     * @param said the members by name; empty for one that was not said
     */
    AccountsView.Done propose(Function<String, String> said, Officer by, String device) {
        var reason = said.apply("reason").strip();
        if (reason.isEmpty() || reason.length() > MOST) throw Refused.with(422, "offices.reason");
        return done(
                accounts.propose(
                        said.apply("code"),
                        said.apply("person").strip(),
                        reason,
                        by.person(),
                        device));
    }

    AccountsView.Done confirm(long number, Officer by, String device) {
        return done(accounts.confirm(number, by.person(), device));
    }

    AccountsView.Done refuse(long number, Officer by, String device) {
        return done(accounts.refuse(number, by.person(), device));
    }

    AccountsView.Done end(long number, Officer by, String device) {
        return done(accounts.end(number, by.person(), device));
    }

    private static AccountsView.Done done(Accounts.Outcome outcome) {
        return switch (outcome) {
            case Accounts.Outcome.Done(var number) -> new AccountsView.Done(number);
            case Accounts.Outcome.Refused(var why) -> throw Refused.with(409, why, Map.of());
        };
    }
}
