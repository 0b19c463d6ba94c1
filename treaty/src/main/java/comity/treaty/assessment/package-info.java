/**
 * "Can this State obtain that from that State, how, and what must be shown?", asked of facts and
 * answered whole: legal bases, channel, steps, deadlines, findings, and how to ask for less. Open
 * {@link comity.treaty.assessment.Assessor}.
 */
@NullMarked
package comity.treaty.assessment;

import org.jspecify.annotations.NullMarked;
