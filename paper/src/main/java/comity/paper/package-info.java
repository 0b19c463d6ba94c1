/**
 * From XHTML to PDF/A: the one printer of the node's papers and of the court's report, with the
 * fonts of six languages in its jar, so that a paper looks alike wherever it was printed. Knows
 * nothing of what it prints and opens no network. Open {@link comity.paper.Printer}.
 */
@NullMarked
package comity.paper;

import org.jspecify.annotations.NullMarked;
