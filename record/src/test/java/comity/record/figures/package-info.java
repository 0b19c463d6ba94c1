/** Tests of proven totals. */
@org.jspecify.annotations.NullMarked
package comity.record.figures;
