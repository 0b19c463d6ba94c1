package comity.node;

import comity.node.courier.Recovery;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** {@code ./comity recover}: the node comes up, recovers instead of serving, and ends. */
@Component
@ConditionalOnProperty("comity.recover")
class Recover implements ApplicationRunner {
    private final Recovery recovery;

    Recover(Recovery recovery) {
        this.recovery = recovery;
    }

    @Override
    @SuppressWarnings("SystemOut") // a command's answer goes where the command was typed
    public void run(ApplicationArguments arguments) {
        var exit = recovery.run(System.out);
        System.out.flush();
        System.exit(exit);
    }
}
