package comity.node.transparency;

import static org.assertj.core.api.Assertions.assertThat;

import comity.node.frame.Quarter;
import comity.node.registry.Registry;
import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** A quarter that a node publishes and proves: all that it filed so far, as if it were over. */
public final class ProvenQuarter {
    private ProvenQuarter() {}

    /**
     * Publishes what is counted now as the quarter that goes on; its name. Were it an earlier one,
     * the node would publish all that have ended since.
     */
    public static String publish(ApplicationContext node) {
        var now = node.getBean(InstantSource.class).instant();
        var quarter = Quarter.of(now);
        var proofs = node.getBean(Proofs.class);
        if (proofs.of(quarter).isPresent()) return quarter.name();
        var counts = node.getBean(Counts.class);
        while (counts.step()) {}
        var partners = List.of("XA");
        var binding = node.getBean(Binding.class);
        proofs.begin(quarter, partners, binding::newDocket);
        var counted = counts.kept();
        var published = new Published(new JdbcTemplate(node.getBean("filer", DataSource.class)));
        // Others may have moved this node's clock on, past the end of a quarter of its own.
        var from = published.upTo();
        var upTo = node.getBean(Registry.class).size();
        var kept = proofs.of(quarter).orElseThrow();
        while (proofs.grow(kept, from, upTo)) {}
        var statement =
                new Statement(
                        quarter.name(),
                        quarter.first(),
                        quarter.last(),
                        Table.VERSION,
                        10,
                        from,
                        upTo,
                        now,
                        Statement.numbers(new Withholding(10).shown(counted, partners, List.of())));
        proofs.prove(kept, statement.totals(), Withholding.figures(counted, partners));
        published.add(statement);
        assertThat(binding.bind(proofs.of(quarter).orElseThrow(), statement)).isTrue();
        return quarter.name();
    }
}
