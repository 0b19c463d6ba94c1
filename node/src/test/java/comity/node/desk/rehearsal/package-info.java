/** A rehearsal, read off its docket. */
@org.jspecify.annotations.NullMarked
package comity.node.desk.rehearsal;
