/**
 * The rules, for anybody who wants to read them: each with its article, its examples, and the
 * Convention's own paragraph beside it where a registrar of laws has loaded the certified text. It
 * keeps that text, which is not shipped, and who confirmed which citation against it.
 *
 * <p>May import frame, identity, registry and treaty; never another capability. Open {@link
 * comity.node.law.rules.RulePages} first.
 */
@NullMarked
package comity.node.law.rules;

import org.jspecify.annotations.NullMarked;
