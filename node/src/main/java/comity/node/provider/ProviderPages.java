package comity.node.provider;

import comity.node.frame.Pages;
import comity.node.frame.Refused;
import comity.node.identity.Officer;
import comity.node.identity.Serves;
import comity.record.act.CanonicalJson;
import comity.record.act.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

/** The provider's orders, and one order with what can be done about it, for people. */
@Controller
@Serves(offices = "PRV")
public class ProviderPages {
    private final Pages pages;
    private final Orders orders;
    private final Manifests manifests;

    ProviderPages(Pages pages, Orders orders, Manifests manifests) {
        this.pages = pages;
        this.orders = orders;
        this.manifests = manifests;
    }

    /**
     * A delivery beside the manifest itself.
     *
     * @param signed the signed manifest as a production holds it
     * @param filed whether one does
     */
    public record Delivered(DeliveryView view, String signed, boolean filed) {
        static Delivered of(Manifests.Delivery delivery, Set<Digest> produced) {
            return new Delivered(
                    DeliveryView.of(delivery),
                    new String(
                            CanonicalJson.bytes(delivery.signed().json()), StandardCharsets.UTF_8),
                    produced.contains(delivery.signed().digest()));
        }
    }

    @GetMapping(path = "/provider/orders", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView orders(Officer officer) {
        return pages.of("orders", Map.of("orders", orders.to(officer.authority())));
    }

    /** What a custodian delivered is named on the docket's page of custody. */
    @Serves(offices = {"PRV", "CUS"})
    @GetMapping(path = "/provider/orders/{order}", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView order(@PathVariable String order, Officer officer) {
        if (!order.matches("[0-9a-f]{64}")) throw Refused.unknown();
        if (officer.office().equals("CUS")) {
            var under = orders.under(officer, new Digest(order)).orElseThrow(Refused::unknown);
            return Pages.seeOther(
                    "/dockets/%s/custody?office=%s&under=%s"
                            .formatted(under.docket(), officer.inOffice(), order));
        }
        var view = orders.to(officer.authority(), new Digest(order)).orElseThrow(Refused::unknown);
        var produced = orders.produced(view);
        var deliveries =
                manifests.under(new Digest(order), officer.authority()).stream()
                        .map(delivery -> Delivered.of(delivery, produced))
                        .toList();
        return pages.of(
                "order",
                Map.of("order", view, "office", officer.inOffice(), "deliveries", deliveries));
    }
}
