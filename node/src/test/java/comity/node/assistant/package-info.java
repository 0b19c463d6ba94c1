@org.jspecify.annotations.NullMarked
package comity.node.assistant;
