package app.parley.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * MySQL's own {@code mysqld}: on the PATH, where MariaDB's may have that name too, or, where we are root, from Debian's
 * unstable packages in a folder of the user's cache, which is made once and takes half a gigabyte. Nothing in that folder
 * touches the rest of the machine: the program runs with the libraries beside it.
 *
 * @param program the command without options
 * @param places options that say where what belongs to it lies
 */
record MySqlProgram(List<String> program, List<String> places) implements ServerProgram {

    static final String INSTALL_LINE =
            "apt-get update && apt-get install -y mmdebstrap (as root, the rest comes by itself)";

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration DOWNLOAD = Duration.ofMinutes(10);

    /** Empty when it is not there and cannot be obtained. */
    static Optional<ServerProgram> find() {
        return Programs.find("mysqld")
                .filter(MySqlProgram::isMySql)
                .map(program -> new MySqlProgram(List.of(program.toString()), List.of()))
                .or(() -> fromDebian().map(MySqlProgram::within))
                .map(ServerProgram.class::cast);
    }

    @Override
    public String name() {
        return "mysqld";
    }

    @Override
    public void initialise(Path data) {
        Path rootFromAnywhere = data.resolveSibling("root.sql");
        try {
            Files.writeString(rootFromAnywhere, """
                    create user 'root'@'%' identified by '';
                    grant all on *.* to 'root'@'%' with grant option;
                    """);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> command = command(data);
        command.add("--initialize-insecure");
        command.add("--init-file=" + rootFromAnywhere);
        Programs.Result result = Programs.run(PATIENCE, Map.of(), command.toArray(String[]::new));
        if (!result.succeeded()) {
            throw new IllegalStateException("mysqld --initialize-insecure failed:\n" + result.output());
        }
    }

    @Override
    public List<String> command(Path data) {
        List<String> command = new ArrayList<>(program);
        command.add("--no-defaults");
        command.addAll(places);
        command.addAll(List.of("--datadir=" + data, "--secure-file-priv=NULL", "--mysqlx=0", "--skip-log-bin"));
        command.addAll(ServerProgram.user());
        return command;
    }

    private static boolean isMySql(Path program) {
        Programs.Result version = Programs.run(PATIENCE, Map.of(), program.toString(), "--version");
        return version.succeeded() && !version.output().contains("MariaDB");
    }

    private static Optional<Path> fromDebian() {
        String cache = System.getenv().getOrDefault("XDG_CACHE_HOME", System.getProperty("user.home") + "/.cache");
        Path folder = Path.of(cache, "parley-tests").toAbsolutePath();
        Path root = folder.resolve("mysql");
        try {
            Files.createDirectories(folder);
            // Other builds of this user may look for it at the same time.
            try (FileChannel lock = FileChannel.open(
                            folder.resolve("mysql.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var _ = lock.lock()) {
                return Files.isDirectory(root) || download(folder, root) ? Optional.of(root) : Optional.empty();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean download(Path folder, Path root) throws IOException {
        boolean able =
                Programs.runsAsRoot() && (Programs.find("mmdebstrap").isPresent() || Programs.install("mmdebstrap"));
        if (!able) {
            return false;
        }
        Path archive = folder.resolve("mysql.tar");
        Path unpacked = folder.resolve("mysql.new");
        // As an archive first: what is stopped half-way leaves one file and no mounts.
        Programs.Result made = Programs.run(
                DOWNLOAD,
                Map.of(),
                "mmdebstrap",
                "--aptopt=Acquire::Check-Valid-Until \"false\"",
                "--variant=minbase",
                "--include=mysql-server",
                "sid",
                archive.toString());
        Programs.Result done = !made.succeeded()
                ? made
                : Programs.run(
                        PATIENCE,
                        Map.of(),
                        "sh",
                        "-c",
                        "rm -rf \"$2\" && mkdir \"$2\" && tar -C \"$2\" -xf \"$1\" ./usr/lib ./usr/share/mysql ./usr/sbin/mysqld && rm \"$1\"",
                        "unpack",
                        archive.toString(),
                        unpacked.toString());
        if (!done.succeeded()) {
            System.err.println("Debian's MySQL could not be obtained: " + done.output());
            return false;
        }
        Files.move(unpacked, root);
        return true;
    }

    /** With the dynamic linker and the libraries of that folder, which may be newer than this machine's. */
    private static MySqlProgram within(Path root) {
        Path libraries = only(root.resolve("usr/lib"), ".*-linux-gnu");
        Path usr = root.resolve("usr");
        return new MySqlProgram(
                List.of(
                        only(libraries, "ld-linux.*\\.so\\.\\d+").toString(),
                        "--library-path",
                        libraries.toString(),
                        usr.resolve("sbin/mysqld").toString()),
                List.of(
                        "--basedir=" + usr,
                        "--lc-messages-dir=" + usr.resolve("share/mysql"),
                        "--character-sets-dir=" + usr.resolve("share/mysql/charsets"),
                        "--plugin-dir=" + usr.resolve("lib/mysql/plugin")));
    }

    private static Path only(Path folder, String name) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches(name))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
