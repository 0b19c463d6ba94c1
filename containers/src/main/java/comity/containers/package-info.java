/**
 * What containers of evidence that others made say of themselves: ASiC-E and -S, JAdES, evidence
 * records (by EU DSS), BagIt, CASE. It reads one file in a process of its own, which has no network
 * and no keys, writes nothing, and answers in JSON. May import record and DSS; nothing imports it
 * but tests: whoever asks starts it. Open {@link comity.containers.Look} first.
 */
@NullMarked
package comity.containers;

import org.jspecify.annotations.NullMarked;
