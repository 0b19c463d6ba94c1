package comity.treaty.rules;

import java.util.Locale;

/** The official languages of the United Nations: the Convention's text is authentic in each. */
public enum Language {
    ARABIC("ar"),
    CHINESE("zh"),
    ENGLISH("en"),
    FRENCH("fr"),
    RUSSIAN("ru"),
    SPANISH("es");

    private final Locale locale;

    Language(String code) {
        this.locale = Locale.of(code);
    }

    /** That of {@code locale}; English for a language that is none of the six. */
    public static Language of(Locale locale) {
        return switch (locale.getLanguage()) {
            case "ar" -> ARABIC;
            case "zh" -> CHINESE;
            case "fr" -> FRENCH;
            case "ru" -> RUSSIAN;
            case "es" -> SPANISH;
            default -> ENGLISH;
        };
    }

    public Locale locale() {
        return locale;
    }
}
