package comity.node.completeness;

import comity.node.frame.Refused;
import comity.node.identity.Serves;
import comity.record.act.Json;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The same for programs. */
@RestController
@Serves(offices = {"OVS", "CAO"})
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
class CompletenessResource {
    private final Overview overview;
    private final Rounds rounds;

    CompletenessResource(Overview overview, Rounds rounds) {
        this.overview = overview;
        this.rounds = rounds;
    }

    @GetMapping("/completeness")
    CompletenessView overview() {
        return overview.view();
    }

    /** The partner to compare with, by its State. */
    record Wanted(String partner) {}

    /** Compares with one partner now, and answers when it is done. */
    @PostMapping("/completeness/comparisons")
    @ResponseStatus(HttpStatus.CREATED)
    CompletenessView.ComparisonView compare(
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = Wanted.class)))
                    @RequestBody
                    Json.Obj wanted) {
        var partner = wanted.text("partner").orElse("");
        if (!rounds.partners().contains(partner)) throw Refused.with(404, "partner.unknown");
        return CompletenessView.ComparisonView.of(rounds.with(partner));
    }
}
