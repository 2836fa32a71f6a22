package app.parley.account;

import app.parley.text.Language;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

/**
 * What people say about themselves and how they like their pages.
 *
 * @param bio some sentences; null leaves them as they are
 * @param status a few words about now; null leaves them as they are
 * @param theme the word of a {@link Theme}
 * @param density the word of a {@link Density}
 * @param language the tag of a {@link Language}; null leaves it as it is
 * @param timeZone the name of one, blank for none; null leaves it as it is
 * @param showsTyping whether others see that one is typing; null leaves it as it is
 * @param showsReads whether others see how far one has read; null leaves it as it is
 */
record ProfileForm(
        String name,
        @Nullable String bio,
        @Nullable String status,
        String theme,
        String density,
        @Nullable String language,
        @Nullable String timeZone,
        @Nullable Boolean showsTyping,
        @Nullable Boolean showsReads) {

    ProfileForm(
            @Nullable String name,
            @Nullable String bio,
            @Nullable String status,
            @Nullable String theme,
            @Nullable String density,
            @Nullable String language,
            @Nullable String timeZone,
            @Nullable Boolean showsTyping,
            @Nullable Boolean showsReads) {
        this.name = Objects.requireNonNullElse(name, "");
        this.bio = bio;
        this.status = status;
        this.theme = Objects.requireNonNullElse(theme, "");
        this.density = Objects.requireNonNullElse(density, "");
        this.language = language;
        this.timeZone = timeZone;
        this.showsTyping = showsTyping;
        this.showsReads = showsReads;
    }

    /** As the user is; the language is the one in which the page is shown. */
    static ProfileForm of(User user) {
        return new ProfileForm(
                user.name(),
                user.bio(),
                user.status(),
                user.theme().word(),
                user.density().word(),
                Language.here().tag(),
                Objects.requireNonNullElse(user.timeZoneName(), ""),
                user.showsTyping(),
                user.showsReads());
    }

    /** Puts the sentence about each bad field beside it. */
    void check(Errors errors) {
        Newcomer.check("name", () -> PersonName.typed(name), errors);
        Newcomer.check("bio", () -> Optional.ofNullable(bio).map(Bio::typed), errors);
        Newcomer.check("status", () -> Optional.ofNullable(status).map(Status::typed), errors);
        Newcomer.check("theme", () -> chosen(Theme.of(theme)), errors);
        Newcomer.check("density", () -> chosen(Density.of(density)), errors);
        Newcomer.check("language", () -> Optional.ofNullable(language).map(tag -> chosen(Language.of(tag))), errors);
        Newcomer.check("timeZone", () -> Optional.ofNullable(timeZone).map(TimeZones::typed), errors);
    }

    /** @throws Refusal if the form breaks a rule */
    void apply(User user) {
        user.describe(PersonName.typed(name), Bio.typed(bio == null ? user.bio() : bio));
        if (status != null) {
            user.say(Status.typed(status));
        }
        user.prefer(chosen(Theme.of(theme)), chosen(Density.of(density)));
        if (language != null) {
            user.speak(chosen(Language.of(language)));
        }
        if (timeZone != null) {
            user.move(TimeZones.typed(timeZone));
        }
        if (showsTyping != null) {
            user.showTyping(showsTyping);
        }
        if (showsReads != null) {
            user.showReads(showsReads);
        }
    }

    private static <T> T chosen(@Nullable T value) {
        if (value == null) {
            throw new Refusal("account.choice");
        }
        return value;
    }
}
