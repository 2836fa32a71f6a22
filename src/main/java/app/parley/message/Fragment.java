package app.parley.message;

/**
 * HTML that may stand in a page as it is: text that {@link Markdown} has sanitised, or the whole message that its template
 * made around it. This type is the only thing that a template may print unescaped.
 */
record Fragment(String html) {

    @Override
    public String toString() {
        return html;
    }
}
