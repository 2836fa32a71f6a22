package app.parley.text;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;

/** The languages that Parley speaks. */
public enum Language {
    ENGLISH("en", "English"),
    GERMAN("de", "Deutsch"),
    SPANISH("es", "Español"),
    FRENCH("fr", "Français"),
    HINDI("hi", "हिन्दी"),
    JAPANESE("ja", "日本語"),
    ARABIC("ar", "العربية");

    private final Locale locale;
    private final String ownName;

    Language(String tag, String ownName) {
        this.locale = Locale.of(tag);
        this.ownName = ownName;
    }

    /** Null if none has this tag, such as {@code de} (BCP 47, the language alone). */
    public static @Nullable Language of(String tag) {
        return Stream.of(values())
                .filter(language -> language.tag().equals(tag))
                .findFirst()
                .orElse(null);
    }

    /** The first of somebody's languages that is spoken here, whatever the region; English if none is. */
    public static Language firstOf(List<Locale> preferred) {
        return preferred.stream()
                .map(locale -> of(locale.getLanguage()))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(ENGLISH);
    }

    /** The language of whoever made the request that this thread answers. */
    public static Language here() {
        return firstOf(List.of(LocaleContextHolder.getLocale()));
    }

    /** Its tag, such as {@code de} (BCP 47). */
    public String tag() {
        return locale.getLanguage();
    }

    /** The language alone, without a region. */
    public Locale locale() {
        return locale;
    }

    /** What those who speak it call it. */
    public String ownName() {
        return ownName;
    }
}
