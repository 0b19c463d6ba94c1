package comity.node.retention;

/** Is told how far an erasure has come; a test ends the process there. */
@FunctionalInterface
interface Milestones {
    /** What is durable when it is reached. */
    enum Milestone {
        /** The rows are gone, and which epochs are to end is noted. */
        REMOVED,
        /** A fresh epoch has begun. */
        TURNED,
        /** A part of what survives has moved to it. */
        MOVING,
        /** All that survives has moved. */
        MOVED,
        /** The old keys are destroyed. */
        ENDED
    }

    void reached(Milestone milestone);
}
