package comity.evidence.reading;

/** What sort of thing an item is: it decides which of its dates and accounts say something. */
public enum Kind {
    /** A message with its header: mail of any form. */
    MESSAGE,
    /** Lines or rows, each with a time of its own: CSV, JSON lines, syslog. */
    ROWS,
    /** A mailbox, an archive, a compressed file: judged by what lies in it. */
    CONTAINER,
    /** Text, tables, slides, PDF. */
    DOCUMENT,
    /** A picture. */
    IMAGE,
    /** Sound or moving pictures. */
    RECORDING,
    /** Anything else, and what could not be read. */
    OTHER
}
