/**
 * Requests and decisions as paper: a PDF with two of the six languages side by side. May import
 * frame and treaty; knows neither registry nor drafts, which hand it a {@link
 * comity.node.desk.paper.Sheet}. Open {@link comity.node.desk.paper.Paper} first.
 */
@NullMarked
package comity.node.desk.paper;

import org.jspecify.annotations.NullMarked;
