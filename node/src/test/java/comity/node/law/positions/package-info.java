/** Tests of how positions are shown. */
@org.jspecify.annotations.NullMarked
package comity.node.law.positions;
