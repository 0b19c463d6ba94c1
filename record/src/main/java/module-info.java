/**
 * Acts, their canonical form and signatures, and the transparency log. Pure: no clock, no
 * randomness except what a caller hands in, no file, no socket; and no word of the treaty.
 */
module comity.record {
    requires static transitive org.jspecify;
    requires org.bouncycastle.provider;

    exports comity.record.act;
    exports comity.record.complaint;
    exports comity.record.draw;
    exports comity.record.figures;
    exports comity.record.finding;
    exports comity.record.container;
    exports comity.record.keys;
    exports comity.record.map;
    exports comity.record.sets;
    exports comity.record.tlog;
    exports comity.record.x509;
}
