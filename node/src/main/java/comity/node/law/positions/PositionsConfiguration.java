package comity.node.law.positions;

import comity.treaty.positions.Positions;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reads what the release ships once, when the node starts: a broken data file keeps it down. */
@Configuration(proxyBeanMethods = false)
class PositionsConfiguration {

    @Bean
    Listing listing(InstantSource clock) {
        return new Listing(Positions.shipped(), clock);
    }

    @Bean
    WorldMap worldMap() {
        return WorldMap.drawn();
    }
}
