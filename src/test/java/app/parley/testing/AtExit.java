package app.parley.testing;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * What must be closed before this JVM ends, last opened first. One hook for all, because the JVM runs several hooks at
 * once and a directory must not be removed under the server that still writes to it.
 */
final class AtExit {

    private static final Deque<AutoCloseable> OPEN = new ConcurrentLinkedDeque<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(AtExit::closeAll, "close-test-services"));
    }

    private AtExit() {}

    static <T extends AutoCloseable> T close(T resource) {
        OPEN.push(resource);
        return resource;
    }

    /** For a resource that was closed earlier. */
    static void forget(AutoCloseable resource) {
        OPEN.remove(resource);
    }

    private static void closeAll() {
        for (AutoCloseable resource = OPEN.poll(); resource != null; resource = OPEN.poll()) {
            try {
                resource.close();
            } catch (Exception e) {
                System.err.println("Closing " + resource + " failed: " + e);
            }
        }
    }
}
