package app.parley.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The lock of one process on a database file, in a file beside it that says who holds it. The operating system releases it
 * when the process ends, however it ends; the file stays. Its second line is the mark that the database held something once.
 */
final class DataLock implements AutoCloseable {

    private static final String KEPT = "There is data since ";
    private static final int LONGEST = 4_096;

    private final FileChannel channel;
    private final String holder =
            "process %d on %s since %s".formatted(ProcessHandle.current().pid(), host(), now());
    private final String kept;

    private DataLock(FileChannel channel, String kept) {
        this.channel = channel;
        this.kept = kept;
    }

    /**
     * @param file of the lock
     * @throws UnusableStorage if another process holds it
     */
    static DataLock of(Path file) throws IOException {
        FileChannel channel = Private.open(file);
        try {
            String before = read(channel);
            if (lock(channel) == null) {
                throw new UnusableStorage(
                        "Another Parley runs on %s: %s."
                                .formatted(
                                        file.toAbsolutePath().getParent(),
                                        before.lines().findFirst().orElse("it does not say where")),
                        "Stop that one, or give this one a directory of its own by PARLEY_DATA_DIR.");
            }
            var lock = new DataLock(
                    channel,
                    before.lines()
                            .filter(line -> line.startsWith(KEPT))
                            .findFirst()
                            .orElse(""));
            lock.write(lock.kept);
            return lock;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Whether {@link #keep} was ever called beside this database. */
    boolean isKept() {
        return !kept.isEmpty();
    }

    /** Marks that the database holds something, so that a later start does not take its absence for a new beginning. */
    void keep() throws IOException {
        if (!isKept()) {
            write(KEPT + now());
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException _) { // this process holds it
            return null;
        }
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(LONGEST);
        channel.read(content, 0);
        return UTF_8.decode(content.flip()).toString();
    }

    private void write(String mark) throws IOException {
        ByteBuffer content = UTF_8.encode(holder + "\n" + mark + "\n");
        int size = content.remaining();
        channel.write(content, 0);
        channel.truncate(size);
        channel.force(true);
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS);
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException _) {
            return "this machine";
        }
    }
}
