/**
 * The Convention as code: its words, the dockets' acts and folds, its rules. Pure; knows no server.
 */
module comity.treaty {
    requires transitive comity.record;

    exports comity.treaty.terms;
    exports comity.treaty.assessment;
    exports comity.treaty.docket;
    exports comity.treaty.facts;
    exports comity.treaty.forms;
    exports comity.treaty.law;
    exports comity.treaty.offices;
    exports comity.treaty.positions;
    exports comity.treaty.register;
    exports comity.treaty.rules;
    exports comity.treaty.text;
    exports comity.treaty.translation;
}
