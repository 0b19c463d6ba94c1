/**
 * The fourteen forms as documents: which part of a form asks which field, under which article; the
 * document {@code comity-request/1} with its schema; and the Convention's own terms in its six
 * languages, which nobody rewords. Imports record, docket, facts and terms; start with {@link
 * comity.treaty.forms.RequestDocument}.
 */
@NullMarked
package comity.treaty.forms;

import org.jspecify.annotations.NullMarked;
