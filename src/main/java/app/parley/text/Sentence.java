package app.parley.text;

import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.validation.Errors;

/** Something to say to a person, whose language is known only where it is said. */
public final class Sentence implements MessageSourceResolvable {

    private final String key;
    private final List<Object> arguments;

    private Sentence(String key, List<Object> arguments) {
        this.key = key;
        this.arguments = arguments;
    }

    /**
     * @param key in {@code resources/text}, beginning with the name of a module
     * @param arguments for the places {@code {0}}, {@code {1}} …
     */
    public static Sentence of(String key, Object... arguments) {
        return new Sentence(key, List.of(arguments));
    }

    /**
     * The words in this language, or in English if Parley does not speak it.
     *
     * @throws org.springframework.context.NoSuchMessageException if there is no sentence with this key
     */
    public String in(Locale locale) {
        return TextConfiguration.SOURCE.getMessage(this, locale);
    }

    /** The words in the language of whoever made the request that this thread answers. */
    public String here() {
        return in(LocaleContextHolder.getLocale());
    }

    /** Puts it beside a field of a form. */
    public void beside(String field, Errors errors) {
        errors.rejectValue(field, key, getArguments(), null);
    }

    @Override
    public String[] getCodes() {
        return new String[] {key};
    }

    @Override
    public Object[] getArguments() {
        return arguments.toArray();
    }

    /** For logs. */
    @Override
    public String toString() {
        return in(Locale.ENGLISH);
    }
}
