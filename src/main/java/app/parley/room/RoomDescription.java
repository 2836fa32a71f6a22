package app.parley.room;

import app.parley.text.Sentence;
import app.parley.web.PlainText;
import java.text.Normalizer;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/**
 * What people may say about a room: a name on one line, a description, who finds it.
 *
 * @param ownersCallMany whether only those who manage it may call all of it at once; null leaves it as it is
 */
record RoomDescription(
        String name,
        String description,
        RoomKind kind,
        @Nullable Boolean ownersCallMany) {

    static final int LONGEST_NAME = 80;
    static final int LONGEST_DESCRIPTION = 400;

    /** The description that the form asks for, or null after every wrong field got its error. */
    static @Nullable RoomDescription from(RoomForm form, BindingResult errors) {
        String name = normal(form.name());
        String description = normal(form.description());
        refuse(errors, "name", nameError(name));
        refuse(errors, "description", PlainText.error(description, LONGEST_DESCRIPTION));
        RoomKind kind = switch (form.kind()) {
            case "open" -> RoomKind.OPEN;
            case "closed" -> RoomKind.CLOSED;
            default -> null;
        };
        refuse(errors, "kind", kind == null ? Sentence.of("room.kind.choose") : null);
        Boolean ownersCallMany = switch (form.many()) {
            case RoomForm.OWNERS -> true;
            case RoomForm.EVERYBODY -> false;
            default -> null;
        };
        if (ownersCallMany == null && !form.many().isEmpty()) {
            refuse(errors, "many", Sentence.of("room.many.choose"));
        }
        return errors.hasErrors() || kind == null ? null : new RoomDescription(name, description, kind, ownersCallMany);
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
