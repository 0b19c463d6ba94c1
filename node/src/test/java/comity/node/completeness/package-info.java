/** Tests of the comparison between nodes. */
@org.jspecify.annotations.NullMarked
package comity.node.completeness;
