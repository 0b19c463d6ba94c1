package comity.node.publication;

import comity.record.tlog.Witness;
import java.util.List;

/** What a witness must not forget, and what it shows of it. */
interface WitnessMemory extends Witness.Memory {
    /** The names of the files of evidence against logs that showed two histories. */
    List<String> forks();
}
