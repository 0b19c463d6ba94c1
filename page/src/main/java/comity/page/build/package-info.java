/**
 * What takes part in compiling the page and is not in it: which calls are replaced, which sentences
 * go along. Imports TeaVM; open {@link comity.page.build.Replacements} first.
 */
@NullMarked
package comity.page.build;

import org.jspecify.annotations.NullMarked;
