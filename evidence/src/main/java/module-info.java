/** Exhibits, the court's package and its verification. Pure; knows no server and no network. */
module comity.evidence {
    requires transitive comity.treaty;

    exports comity.evidence.dossier;
    exports comity.evidence.exhibit;
    exports comity.evidence.reading;
    exports comity.evidence.redaction;
}
