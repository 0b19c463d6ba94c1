/**
 * Reads one exhibit in a process of its own, in which a parser that meets hostile bytes finds no
 * keys, no network and nothing of the node: what it holds, item by item, or the part of it that an
 * order covers. It may import evidence and the record, and is the only place where Tika, mime4j and
 * their parsers are. Open {@link comity.reader.ReaderMain}; what it answers is
 * docs/formats/reading.md.
 */
@NullMarked
package comity.reader;

import org.jspecify.annotations.NullMarked;
