package app.parley.room;

import app.parley.text.Sentence;
import app.parley.web.PlainText;
import java.text.Normalizer;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/**
 * What people may say about a room: a name on one line, a description, who finds it, who may do what.
 *
 * @param description null leaves it as it is
 * @param ownersCallMany whether only owners and moderators may call all of it at once; null leaves it as it is
 * @param announcement whether only owners and moderators post; null leaves it as it is
 */
record RoomDescription(
        String name,
        @Nullable String description,
        RoomKind kind,
        @Nullable Boolean ownersCallMany,
        @Nullable Boolean announcement) {

    static final int LONGEST_NAME = 80;
    static final int LONGEST_DESCRIPTION = 400;

    /** The description that the form asks for, or null after every wrong field got its error. */
    static @Nullable RoomDescription from(RoomForm form, BindingResult errors) {
        String name = normal(form.name());
        String description = form.description() == null ? null : normal(form.description());
        refuse(errors, "name", nameError(name));
        refuse(errors, "description", description == null ? null : PlainText.error(description, LONGEST_DESCRIPTION));
        RoomKind kind = switch (form.kind()) {
            case "open" -> RoomKind.OPEN;
            case "closed" -> RoomKind.CLOSED;
            default -> null;
        };
        refuse(errors, "kind", kind == null ? Sentence.of("room.kind.choose") : null);
        Boolean ownersCallMany = restricted(form.many());
        Boolean announcement = restricted(form.posting());
        refuse(errors, "many", isWrong(form.many()) ? Sentence.of("room.many.choose") : null);
        refuse(errors, "posting", isWrong(form.posting()) ? Sentence.of("room.posting.choose") : null);
        return errors.hasErrors() || kind == null
                ? null
                : new RoomDescription(name, description, kind, ownersCallMany, announcement);
    }

    private static @Nullable Boolean restricted(String who) {
        return switch (who) {
            case RoomForm.OWNERS -> true;
            case RoomForm.EVERYBODY -> false;
            default -> null;
        };
    }

    private static boolean isWrong(String who) {
        return restricted(who) == null && !who.isEmpty();
    }

    private static String normal(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC).strip();
    }

    private static @Nullable Sentence nameError(String name) {
        return PlainText.isBlank(name) ? Sentence.of("room.name.blank") : PlainText.error(name, LONGEST_NAME);
    }

    private static void refuse(BindingResult errors, String field, @Nullable Sentence sentence) {
        if (sentence != null) {
            sentence.beside(field, errors);
        }
    }
}
