package app.parley.storage;

/** The server cannot start with this database; the message says why and what to do, each in a sentence for the operator. */
class UnusableStorage extends IllegalStateException {

    private final String action;

    /**
     * @param problem what was found
     * @param action what to do about it
     */
    UnusableStorage(String problem, String action) {
        super(problem);
        this.action = action;
    }

    String action() {
        return action;
    }
}
