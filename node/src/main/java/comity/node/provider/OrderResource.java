package comity.node.provider;

import comity.node.frame.Plain;
import comity.node.frame.Refused;
import comity.node.identity.Officer;
import comity.node.identity.Serves;
import comity.record.act.Digest;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Orders to the provider for whom one acts. */
@RestController
@RequestMapping(path = "/provider/orders", produces = MediaType.APPLICATION_JSON_VALUE)
@Serves(
        offices = {"PRV", "CUS"},
        programs = true)
class OrderResource {
    private final Orders orders;

    OrderResource(Orders orders) {
        this.orders = orders;
    }

    /**
     * @param papers the signed acts that the provider may hold, sections beyond its business
     *     withheld
     */
    record OrderPapers(OrderView order, List<Map<String, Object>> papers) {}

    @GetMapping
    List<OrderView> orders(Officer officer) {
        return orders.under(officer);
    }

    @GetMapping("/{order}")
    OrderPapers order(@PathVariable String order, Officer officer) {
        if (!order.matches("[0-9a-f]{64}")) throw Refused.unknown();
        var view = orders.under(officer, new Digest(order)).orElseThrow(Refused::unknown);
        return new OrderPapers(
                view, orders.papers(view).stream().map(act -> Plain.of(act.json())).toList());
    }
}
