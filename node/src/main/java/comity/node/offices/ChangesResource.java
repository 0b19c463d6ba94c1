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
 * Granting, ending and moving offices, for programs of registrars of persons. Each step needs a
 * sign-in of the last minute.
 */
@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
@Serves(offices = "REG")
class ChangesResource {
    private final Changes changes;
    private final WhoActs whoActs;

    ChangesResource(Changes changes, WhoActs whoActs) {
        this.changes = changes;
        this.whoActs = whoActs;
    }

    /**
     * @param kind GRANT, END or TRANSFER
     * @param name of somebody who is still unknown here
     * @param held the office that is granted, ended or left, such as {@code XB.court/JUD}
     * @param to where a transfer leads
     * @param from the first day in UTC; today if it is not said
     * @param until the last day in UTC; an end that names none is now
     * @param handTo who takes over what is assigned
     */
    record ChangeBody(
            String kind,
            String person,
            @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED) String name,
            @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED) String mail,
            @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED) String language,
            String held,
            @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED) String to,
            @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED) String from,
            @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED) String until,
            @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED) String handTo,
            String reason) {}

    @GetMapping("/offices")
    ChangesView list() {
        return changes.view();
    }

    @PostMapping("/offices/changes")
    @ResponseStatus(HttpStatus.CREATED)
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(implementation = ChangeBody.class)))
    ChangesView.Done propose(
            @RequestBody Json.Obj body, Officer officer, HttpServletRequest request) {
        return changes.propose(
                name -> body.text(name).orElse(""), officer, whoActs.verified(request));
    }

    /** The second registrar's yes. */
    @PostMapping("/offices/changes/{number}/confirmation")
    ChangesView.Done confirm(
            @PathVariable long number, Officer officer, HttpServletRequest request) {
        return changes.confirm(number, officer, whoActs.verified(request));
    }

    @PostMapping("/offices/changes/{number}/refusal")
    ChangesView.Done refuse(
            @PathVariable long number, Officer officer, HttpServletRequest request) {
        return changes.refuse(number, officer, whoActs.verified(request));
    }
}
