package app.parley.storage;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of the embedded database and what SQLite keeps beside it: held by this process alone, closed to other users, and
 * looked at before it is opened, so that what is damaged or missing is said and never replaced by something new.
 *
 * @see <a href="https://www.sqlite.org/fileformat2.html#the_database_header">SQLite, the database header</a>
 */
final class SqliteFile implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(SqliteFile.class);

    private static final String MAGIC = "SQLite format 3\0";
    private static final int HEADER = 100;
    static final String RESTORE = "Put back a backup, all files of it; Parley changes nothing here until then.";

    private final Path file;
    private final DataLock lock;

    private SqliteFile(Path file, DataLock lock) {
        this.file = file;
        this.lock = lock;
    }

    /**
     * Takes the file for this process, and makes it if it never was there.
     *
     * @param dataDirectory Parley's own, to be made and closed to others; the file may be elsewhere by {@code DATABASE_URL}
     * @throws UnusableStorage if it cannot be used, for a reason to be told
     */
    static SqliteFile open(Path file, Path dataDirectory) {
        prepare(dataDirectory);
        DataLock lock = lock(file);
        try {
            mend(file);
            look(file, lock);
            create(file);
            return new SqliteFile(file, lock);
        } catch (IOException e) {
            close(lock);
            throw new UnusableStorage(
                    "%s cannot be read and written: %s.".formatted(file, reason(e)),
                    "Let it and its directory belong to the user that Parley runs as, on a disk that is not read-only.");
        } catch (RuntimeException e) {
            close(lock);
            throw e;
        }
    }

    /** Marks that it holds something, now that it does. */
    void keep() {
        try {
            lock.keep();
        } catch (IOException e) {
            log.warn("{} could not be marked as in use: {}", file, reason(e));
        }
    }

    @Override
    public void close() {
        close(lock);
    }

    @Override
    public String toString() {
        return file.toString();
    }

    private static void prepare(Path directory) {
        try {
            Private.makeDirectory(directory);
            Private.mend(directory);
        } catch (IOException e) {
            throw new UnusableStorage(
                    "The data directory %s cannot be made and closed to other users: %s."
                            .formatted(directory, reason(e)),
                    "Set PARLEY_DATA_DIR to a directory that belongs to the user that Parley runs as, and to nothing else.");
        }
    }

    private static DataLock lock(Path file) {
        try {
            return DataLock.of(beside(file, ".lock"));
        } catch (IOException e) {
            throw new UnusableStorage(
                    "Nothing can be written to the data directory %s: %s."
                            .formatted(file.toAbsolutePath().getParent(), reason(e)),
                    "Let it belong to the user that Parley runs as, on a disk that is not read-only.");
        }
    }

    private static void look(Path file, DataLock lock) throws IOException {
        if (Files.isDirectory(file)) {
            throw new UnusableStorage(
                    "%s is a directory, where the database should be.".formatted(file), "Move it elsewhere.");
        } else if (isNotEmpty(file)) {
            try (FileChannel content = Private.open(file)) {
                lookAtHeader(file, content);
            }
            lock.keep();
        } else if (lock.isKept() || isNotEmpty(beside(file, "-wal"))) {
            throw new UnusableStorage(
                    "%s is %s, but there was data in it before."
                            .formatted(file, Files.exists(file) ? "empty" : "missing"),
                    RESTORE
                            + " To begin anew, delete every file whose name begins with %s."
                                    .formatted(file.getFileName()));
        }
    }

    private static void lookAtHeader(Path file, FileChannel content) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(HEADER);
        while (header.hasRemaining() && content.read(header) >= 0) {}
        if (header.hasRemaining()
                || !US_ASCII.decode(header.slice(0, MAGIC.length())).toString().equals(MAGIC)) {
            throw new UnusableStorage(
                    "%s is not a database of SQLite, or its beginning is damaged.".formatted(file), RESTORE);
        }
        long pageSize = header.getShort(16) == 1 ? 65_536 : header.getShort(16);
        long size = pageSize * Integer.toUnsignedLong(header.getInt(28));
        boolean knowsItsSize = header.getInt(24) == header.getInt(92);
        if (knowsItsSize && !isNotEmpty(beside(file, "-wal")) && content.size() < size) {
            throw new UnusableStorage(
                    "%s is cut off: %d of %d bytes are there.".formatted(file, content.size(), size), RESTORE);
        }
    }

    private static void create(Path file) throws IOException {
        Private.open(file).close();
    }

    /** SQLite gives what it makes later the permissions of the database. */
    private static void mend(Path file) throws IOException {
        for (String suffix : List.of("", "-wal", "-shm", "-journal", ".lock")) {
            Path one = beside(file, suffix);
            if (Files.exists(one)) {
                Private.mend(one);
            }
        }
    }

    private static boolean isNotEmpty(Path file) {
        return file.toFile().length() > 0;
    }

    private static Path beside(Path file, String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }

    private static void close(DataLock lock) {
        try {
            lock.close();
        } catch (IOException e) {
            log.debug("The lock was gone before it could be released", e);
        }
    }

    private static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException _ -> "this user may not";
            case NotDirectoryException _ -> "a file is in its way";
            case FileAlreadyExistsException _ -> "a file is in its way";
            case NoSuchFileException _ -> "there is no such directory";
            case FileSystemException failure when failure.getReason() != null -> failure.getReason();
            default -> String.valueOf(e.getMessage());
        };
    }
}
