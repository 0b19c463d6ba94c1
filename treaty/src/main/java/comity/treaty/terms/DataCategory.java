package comity.treaty.terms;

/** Article 2(c), (d), (f): the three kinds of electronic data, least intrusive first. */
public enum DataCategory {
    SUBSCRIBER,
    TRAFFIC,
    CONTENT
}
