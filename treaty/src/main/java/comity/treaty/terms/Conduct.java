package comity.treaty.terms;

/**
 * What a person is said to have done, in words that matter for Articles 6(2) and 40(22). Assessed
 * by a named officer, never by a program; the law's label for it is another matter (35(3)).
 */
public enum Conduct {
    CRITICISM,
    ART_OR_SATIRE,
    RELIGIOUS_PRACTICE,
    POLITICAL_SPEECH,
    ASSEMBLY_OR_ASSOCIATION,
    JOURNALISM,
    SOGI_EXPRESSION,
    CONSENSUAL_SAME_SEX,
    DEFAMATION,
    INSULT_OF_HEAD_OF_STATE,
    FALSE_NEWS,
    INCITEMENT_TO_VIOLENCE,
    VIOLENCE,
    /** None of these. */
    OTHER
}
