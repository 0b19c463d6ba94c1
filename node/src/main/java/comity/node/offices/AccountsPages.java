package comity.node.offices;

import comity.node.frame.Languages;
import comity.node.frame.Pages;
import comity.node.frame.Refused;
import comity.node.frame.WhoActs;
import comity.node.identity.Officer;
import comity.node.identity.Serves;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Whose account at the State's OpenID provider is whose, for people. */
@Controller
@RequestMapping("/offices/accounts")
@Serves(offices = "REG")
class AccountsPages {
    private static final String FORM = MediaType.APPLICATION_FORM_URLENCODED_VALUE;

    private final Pages pages;
    private final AccountsViews accounts;
    private final WhoActs whoActs;

    AccountsPages(Pages pages, AccountsViews accounts, WhoActs whoActs) {
        this.pages = pages;
        this.accounts = accounts;
        this.whoActs = whoActs;
    }

    @GetMapping(produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView list() {
        return page(Map.of(), Optional.empty());
    }

    @PostMapping(consumes = FORM)
    ModelAndView propose(
            @RequestParam Map<String, String> typed, Officer officer, HttpServletRequest request) {
        var device = whoActs.verified(request);
        return taken(
                typed,
                () -> accounts.propose(name -> typed.getOrDefault(name, ""), officer, device));
    }

    @PostMapping(path = "/{number}/confirmation", consumes = FORM)
    ModelAndView confirm(@PathVariable long number, Officer officer, HttpServletRequest request) {
        var device = whoActs.verified(request);
        return taken(Map.of(), () -> accounts.confirm(number, officer, device));
    }

    @PostMapping(path = "/{number}/refusal", consumes = FORM)
    ModelAndView refuse(@PathVariable long number, Officer officer, HttpServletRequest request) {
        var device = whoActs.verified(request);
        return taken(Map.of(), () -> accounts.refuse(number, officer, device));
    }

    @PostMapping(path = "/{number}/end", consumes = FORM)
    ModelAndView end(@PathVariable long number, Officer officer, HttpServletRequest request) {
        var device = whoActs.verified(request);
        return taken(Map.of(), () -> accounts.end(number, officer, device));
    }

    /** What was typed comes back with what is wrong with it. */
    private ModelAndView taken(Map<String, String> typed, Supplier<AccountsView.Done> step) {
        try {
            var _ = step.get();
            return Pages.seeOther("/offices/accounts");
        } catch (Refused refused) {
            return page(typed, Optional.of(refused));
        }
    }

    private ModelAndView page(Map<String, String> typed, Optional<Refused> refused) {
        var problem = refused.map(no -> no.problem(Languages.current()));
        var page =
                pages.of(
                        "accounts",
                        Map.of(
                                "view",
                                accounts.view(),
                                "typed",
                                typed,
                                "problem",
                                problem.map(one -> one.title()).orElse(""),
                                "remedy",
                                problem.map(one -> one.remedy()).orElse("")));
        problem.ifPresent(one -> page.setStatus(HttpStatus.valueOf(one.status())));
        return page;
    }
}
