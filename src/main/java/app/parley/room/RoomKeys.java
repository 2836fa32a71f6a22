package app.parley.room;

import app.parley.text.Folding;

/**
 * By what a room is found and where it stands in a list.
 *
 * @param order at most 200 characters; rooms whose names are equal to people have the same
 * @param search lines of at most 1,603 characters together: name and description, folded, and once more with ä as ae where that
 *     makes a difference
 */
record RoomKeys(String order, String search) {

    static final int LONGEST_ORDER = 200;
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_DESCRIPTION = 600;

    static RoomKeys of(String name, String description) {
        String folded = lines(Folding.folded(name), Folding.folded(description));
        String writtenOut = lines(Folding.writtenOut(name), Folding.writtenOut(description));
        return new RoomKeys(
                Folding.cut(Folding.ordered(name), LONGEST_ORDER),
                folded.equals(writtenOut) ? folded : folded + "\n" + writtenOut);
    }

    /** A LIKE pattern, escaped with {@code !}, for what somebody types to find a room; no line of the text is left. */
    static String pattern(String typed) {
        return "%" + Folding.folded(typed).replaceAll("([!%_])", "!$1") + "%";
    }

    private static String lines(String name, String description) {
        return Folding.cut(name, LONGEST_NAME) + "\n" + Folding.cut(description, LONGEST_DESCRIPTION);
    }
}
