package app.parley.testing.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * What the authors know to be stored, in a file that is on disk before anything relies on it: an entry that was appended
 * survives whatever is killed next. Thread-safe.
 */
final class Journal implements AutoCloseable {

    private final Path file;
    private final FileChannel channel;
    private final Object disk = new Object();
    private volatile long written;
    private long onDisk;

    Journal(Path file) {
        this.file = file;
        try {
            channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns when the entry is on disk; entries that come at the same time get there together. */
    void append(Acknowledged message) {
        try {
            force(write(message));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return the number of the entry */
    private long write(Acknowledged message) throws IOException {
        ByteBuffer line = ByteBuffer.wrap((message.line() + "\n").getBytes(StandardCharsets.UTF_8));
        synchronized (channel) {
            while (line.hasRemaining()) {
                channel.write(line);
            }
            return ++written;
        }
    }

    /** Who waited here while another one forced finds its entry on disk already. */
    private void force(long entry) throws IOException {
        synchronized (disk) {
            if (onDisk < entry) {
                long upTo = written;
                channel.force(false);
                onDisk = upTo;
            }
        }
    }

    /** Every entry, read from the file again. */
    List<Acknowledged> entries() {
        try {
            return Files.readAllLines(file).stream().map(Acknowledged::parse).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
