package comity.node.provider;

import comity.node.frame.Refused;
import comity.node.identity.Officer;
import comity.node.identity.Serves;
import comity.node.provider.Reckoning.NotAList;
import comity.node.provider.Reckoning.OrdersCompared;
import comity.node.provider.Reckoning.ProviderQuarter;
import comity.record.act.Json;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The same for a provider's programs. */
@RestController
@RequestMapping(path = "/provider/figures", produces = MediaType.APPLICATION_JSON_VALUE)
@Serves(offices = "PRV", programs = true)
class ReckoningResource {
    private final Reckoning reckoning;

    ReckoningResource(Reckoning reckoning) {
        this.reckoning = reckoning;
    }

    @GetMapping
    List<ProviderQuarter> figures(Officer officer) {
        return reckoning.figures(officer.authority());
    }

    /**
     * @param quarter such as 2026-Q4; absent for all
     * @param orders the numbers of the orders that the provider holds
     */
    record ListedOrders(String quarter, List<String> orders) {}

    @PostMapping
    OrdersCompared compare(
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(schema = @Schema(implementation = ListedOrders.class)))
                    @RequestBody
                    Json.Obj said,
            Officer officer) {
        try {
            var quarter = said.text("quarter").orElse("");
            if (!Reckoning.isQuarter(quarter)) throw new NotAList("quarter", 0);
            return reckoning.compare(
                    officer.authority(),
                    quarter,
                    Reckoning.listed(String.join("\n", said.texts("orders"))));
        } catch (NotAList e) {
            throw Refused.with(
                    422, "reckoning." + e.word, Map.of("line", Integer.toString(e.line)));
        }
    }
}
