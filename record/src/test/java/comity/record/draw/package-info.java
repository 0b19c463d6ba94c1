/** Tests of drawing samples. */
@org.jspecify.annotations.NullMarked
package comity.record.draw;
