/**
 * The first hour of a node that is founded for no State yet: one page, on this machine alone, that
 * asks for the State, its authorities, its people and the beginning of its profile, and writes the
 * State file that everything else begins with. It imports the State file's own reader, by which
 * whatever it writes is judged. Open {@link comity.node.assistant.FirstRun}.
 */
@org.jspecify.annotations.NullMarked
package comity.node.assistant;
