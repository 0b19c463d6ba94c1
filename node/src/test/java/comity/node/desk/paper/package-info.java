/** Papers are read back as a reader would: their text, their fonts, their languages. */
@org.jspecify.annotations.NullMarked
package comity.node.desk.paper;
