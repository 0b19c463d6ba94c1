/**
 * The case file that a court receives, and everything that can be checked about it without a
 * network, a node or anyone's word: {@link comity.evidence.dossier.DossierWriter} writes it, {@link
 * comity.evidence.dossier.Verification} re-checks it, {@link comity.evidence.dossier.Report} says
 * what came of it, each line passed, failed, or could not be checked.
 *
 * <p>May import record and treaty. Open {@link comity.evidence.dossier.Verification} first.
 */
@NullMarked
package comity.evidence.dossier;

import org.jspecify.annotations.NullMarked;
