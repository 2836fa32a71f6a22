package app.parley.message;

/**
 * One rendered message: HTML that the message template made and may stand in a page as it is. This type is the only thing
 * that a template may print unescaped.
 */
record Fragment(String html) {

    @Override
    public String toString() {
        return html;
    }
}
