/**
 * Which offices one human may not hold together, or may not act in on one docket: the separation
 * matrix as data, and the one class that answers questions about it. Imports the terms alone. Open
 * {@link comity.treaty.offices.Separation} first.
 */
@NullMarked
package comity.treaty.offices;

import org.jspecify.annotations.NullMarked;
