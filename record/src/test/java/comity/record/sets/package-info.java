/** Tests of set reconciliation. */
@org.jspecify.annotations.NullMarked
package comity.record.sets;
