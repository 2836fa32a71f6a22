package app.parley.notification;

/** The beginning of what somebody wrote. */
public final class Excerpt {

    private Excerpt() {}

    /**
     * The text, or its beginning and an ellipsis.
     *
     * @param longest so many characters (code points) at most, at least 1
     */
    public static String of(String text, int longest) {
        int length = text.codePointCount(0, text.length());
        return length <= longest ? text : text.substring(0, text.offsetByCodePoints(0, longest - 1)) + "…";
    }
}
