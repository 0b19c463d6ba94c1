package comity.node.desk.rehearsal;

/** Whether there is somebody to rehearse with. */
@FunctionalInterface
public interface Counterpart {

    /** How the counterpart is. */
    enum Standing {
        /** This node is the counterpart itself: nobody rehearses here. */
        OURSELVES,
        /** It was never introduced to this node. */
        ABSENT,
        /** It is introduced, and does not answer. */
        SILENT,
        /** It answers, and its directory or its law has not arrived yet. */
        MEETING,
        /** A request can be sent to it. */
        UP
    }

    /** Asks it now, over the line on which acts go. */
    Standing standing();
}
