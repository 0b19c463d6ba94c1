/**
 * The rulebook: {@code ruling(docket, act, actor)} is a pure function. One class per article; each
 * rule is declared with its citation and the plain sentence of what it demands. Open {@link
 * comity.treaty.rules.Rulebook}, its table of contents.
 */
@NullMarked
package comity.treaty.rules;

import org.jspecify.annotations.NullMarked;
