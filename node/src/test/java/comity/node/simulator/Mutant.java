package comity.node.simulator;

/**
 * Faults of ours, each planted in what the simulator puts in the place of storage: production code
 * has no switch that weakens it. A simulator that does not find one of them finds nothing.
 */
public enum Mutant {
    /** The database says that it committed before its journal is synced. */
    SKIPS_THE_SYNC_OF_A_COMMIT,
    /** The log signs what its disk has not synced. */
    SKIPS_THE_SYNC_OF_TILES,
    /** A witness answers before what it cosigned is synced. */
    SKIPS_THE_SYNC_OF_A_WITNESS,
    /** The table neither tells what it holds already nor refuses it. */
    DROPS_THE_DUPLICATE_CHECK,
    /** A witness is told of the checkpoint before the last one. */
    REMEMBERS_A_STALE_CHECKPOINT,
    /** A docket that is read from the table lacks its last act: nobody has to have seen it. */
    LOSES_WHAT_MUST_BE_SEEN,
    /** A new committer's session does not wait for the commit that the former left under way. */
    DOES_NOT_WAIT_FOR_A_COMMIT,
    /** Nobody is asked what he holds of the log before it is signed. */
    ASKS_NOBODY_BEFORE_SIGNING,
    /** The courier's cursor is somewhere else after a restart: ahead of what was told. */
    FORGETS_WHAT_WAS_NOT_TOLD
}
