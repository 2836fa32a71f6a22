package app.parley.testing.crash;

import app.parley.testing.ParleyServer;
import app.parley.testing.Person;
import app.parley.testing.Scale;
import app.parley.testing.ScratchDirectory;
import app.parley.testing.ScratchMariaDb;
import app.parley.testing.crash.CrashAudit.Verdict;
import app.parley.testing.load.LoadDriver;
import app.parley.testing.load.Posted;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A server, a few people who talk without pause in its rooms, and somebody who kills it or its database. */
final class CrashRun implements AutoCloseable {

    private static final List<String> PEOPLE = List.of("Bo", "Chidi", "Dana", "Emre", "Fumiko", "Galina");
    private static final int ROOMS = 2;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Who is killed. */
    enum Victim {
        SERVER,
        DATABASE,
        BOTH
    }

    private final ScratchDirectory directory = ScratchDirectory.create("journal");
    private final Journal journal = new Journal(directory.path().resolve("journal"));
    private final Random random = Scale.random("instants");
    private final ParleyServer server;
    private final @Nullable ScratchMariaDb mariaDb;
    private final Person administrator;
    private final LoadDriver load;
    private int kills;
    private long unacknowledgedAtKills;

    /** @see #CrashRun(ParleyServer.Setup, ScratchMariaDb, int) */
    CrashRun(ParleyServer.Setup setup, int inFlight) {
        this(setup, null, inFlight);
    }

    /**
     * Starts the server and lets people talk.
     *
     * @param mariaDb where the server's database is, if that is to be killed; the caller closes it
     * @param inFlight how many unacknowledged messages each of them has at most
     */
    CrashRun(ParleyServer.Setup setup, @Nullable ScratchMariaDb mariaDb, int inFlight) {
        this.mariaDb = mariaDb;
        server = setup.unlimited().start();
        administrator = server.administrator();
        List<Long> rooms = new ArrayList<>();
        for (int i = 1; i <= ROOMS; i++) {
            rooms.add(administrator.createRoom("Crash " + i, "open"));
        }
        List<Person> people = PEOPLE.stream()
                .map(name -> Person.newMember(server.uri(), name))
                .toList();
        people.forEach(person -> rooms.forEach(person::join));
        load = new LoadDriver(people, rooms, inFlight, this::note);
    }

    /** {@link #kill} of the server, which stays dead. */
    Verdict killAfter(int moreMessages) throws SQLException {
        return kill(Victim.SERVER, moreMessages);
    }

    /**
     * Waits until more messages are acknowledged, and a moment longer, and kills in the middle of the next. A database that
     * was killed is started again.
     *
     * @return what the database holds, if the server is dead before it serves again
     */
    Verdict kill(Victim victim, int moreMessages) throws SQLException {
        load.awaitAcknowledged(load.acknowledged() + moreMessages + random.nextInt(1 + moreMessages / 4), PATIENCE);
        LockSupport.parkNanos(random.nextLong(Duration.ofMillis(20).toNanos()));
        long inFlight = load.inFlight();
        if (victim == Victim.BOTH && random.nextBoolean()) {
            server.kill();
            database().kill();
        } else {
            if (victim != Victim.SERVER) {
                database().kill();
            }
            if (victim != Victim.DATABASE) {
                server.kill();
            }
        }
        kills++;
        unacknowledgedAtKills += inFlight;
        if (victim != Victim.SERVER) {
            database().restart();
        }
        return audit(Set.of());
    }

    void restart() {
        server.restart();
    }

    /** Lets everybody send the rest and audits with the server still running. */
    Verdict finish() throws SQLException {
        load.finish(PATIENCE);
        return audit(load.tried());
    }

    int kills() {
        return kills;
    }

    /** How many messages were on their way when somebody was killed; without any, a kill proves nothing. */
    long unacknowledgedAtKills() {
        return unacknowledgedAtKills;
    }

    LoadDriver load() {
        return load;
    }

    URI uri() {
        return server.uri();
    }

    /** Somebody who is signed in and does not post. */
    Person administrator() {
        return administrator;
    }

    @Override
    public void close() {
        load.close();
        server.close();
        journal.close();
        directory.close();
    }

    private ScratchMariaDb database() {
        return Objects.requireNonNull(mariaDb, "SQLite dies with its server");
    }

    private void note(Posted message) {
        journal.append(new Acknowledged(
                message.room(),
                message.seq(),
                message.id(),
                message.clientId(),
                message.author(),
                Acknowledged.hash(message.body())));
    }

    /** The journal is read first: what is acknowledged while we look must not count as lost. */
    private Verdict audit(Set<String> tried) throws SQLException {
        List<Acknowledged> entries = journal.entries();
        try (Connection database = server.database().connect()) {
            return CrashAudit.of(database, entries, tried);
        }
    }
}
