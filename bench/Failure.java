/** What makes a run worthless: a closed socket, a message that is missing, doubled or out of order. */
final class Failure extends RuntimeException {

    Failure(String what) {
        super(what);
    }
}
