/** Tests of the authenticated map. */
@org.jspecify.annotations.NullMarked
package comity.record.map;
