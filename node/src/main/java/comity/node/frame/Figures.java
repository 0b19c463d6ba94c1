package comity.node.frame;

import comity.record.act.Digest;

/** Whether there is an answer to whoever asks in which published figures an act counts. */
@FunctionalInterface
public interface Figures {
    /** Whether the quarter in which this node filed the act is published with a proof. */
    boolean areProven(Digest act);
}
