package comity.node.offices;

import comity.node.frame.WhoActs;
import comity.node.identity.Officer;
import comity.node.identity.Serves;
import comity.record.act.Json;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Whose account at the State's OpenID provider is whose, for programs of registrars of persons.
 * Each step needs a sign-in with a passkey of the last minute.
 */
@RestController
@RequestMapping(path = "/offices/accounts", produces = MediaType.APPLICATION_JSON_VALUE)
@Serves(offices = "REG")
class AccountsResource {
    private final AccountsViews accounts;
    private final WhoActs whoActs;

    AccountsResource(AccountsViews accounts, WhoActs whoActs) {
        this.accounts = accounts;
        this.whoActs = whoActs;
    }

    /**
     * @param code as the person brought it
     * @param person whose account it is
     */
    record AccountBody(String code, String person, String reason) {}

    @GetMapping
    AccountsView list() {
        return accounts.view();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(implementation = AccountBody.class)))
    AccountsView.Done propose(
            @RequestBody Json.Obj body, Officer officer, HttpServletRequest request) {
        return accounts.propose(
                name -> body.text(name).orElse(""), officer, whoActs.verified(request));
    }

    /** The second registrar's yes. */
    @PostMapping("/{number}/confirmation")
    AccountsView.Done confirm(
            @PathVariable long number, Officer officer, HttpServletRequest request) {
        return accounts.confirm(number, officer, whoActs.verified(request));
    }

    @PostMapping("/{number}/refusal")
    AccountsView.Done refuse(
            @PathVariable long number, Officer officer, HttpServletRequest request) {
        return accounts.refuse(number, officer, whoActs.verified(request));
    }

    /** One registrar ends it, and what is open by it. */
    @PostMapping("/{number}/end")
    AccountsView.Done end(@PathVariable long number, Officer officer, HttpServletRequest request) {
        return accounts.end(number, officer, whoActs.verified(request));
    }
}
