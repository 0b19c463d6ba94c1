package comity.node.custody;

import comity.record.act.Digest;

/** What opens for nobody, as another room keeps it; whatever is made of it opens for nobody too. */
public interface Restrictions {
    boolean hold(Digest exhibit);

    /** Notes that one exhibit was made of another. */
    void inherit(Digest from, Digest made);
}
