package app.parley.testing.crash;

import app.parley.testing.ParleyServer;
import app.parley.testing.Person;
import app.parley.testing.ScratchDirectory;
import app.parley.testing.crash.CrashAudit.Verdict;
import app.parley.testing.load.LoadDriver;
import app.parley.testing.load.Posted;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/** A server, a few people who talk without pause in its rooms, and somebody who kills it. */
final class CrashRun implements AutoCloseable {

    private static final List<String> PEOPLE = List.of("Bo", "Chidi", "Dana", "Emre", "Fumiko", "Galina");
    private static final int ROOMS = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ScratchDirectory directory = ScratchDirectory.create("journal");
    private final Journal journal = new Journal(directory.path().resolve("journal"));
    private final Random random = new Random();
    private final ParleyServer server;
    private final LoadDriver load;
    private int kills;
    private long unacknowledgedAtKills;

    /**
     * Starts the server and lets people talk.
     *
     * @param inFlight how many unacknowledged messages each of them has at most
     */
    CrashRun(ParleyServer.Setup setup, int inFlight) {
        server = setup.unlimited().start();
        Person ada = server.administrator();
        List<Long> rooms = new ArrayList<>();
        for (int i = 1; i <= ROOMS; i++) {
            rooms.add(ada.createRoom("Crash " + i, "open"));
        }
        List<Person> people = PEOPLE.stream()
                .map(name -> Person.newMember(server.uri(), name))
                .toList();
        people.forEach(person -> rooms.forEach(person::join));
        load = new LoadDriver(people, rooms, inFlight, this::note);
    }

    /**
     * Waits until more messages are acknowledged, and a moment longer, and kills the server in the middle of the next.
     *
     * @return what the database holds while nobody serves it
     */
    Verdict killAfter(int moreMessages) throws SQLException {
        load.awaitAcknowledged(load.acknowledged() + moreMessages + random.nextInt(1 + moreMessages / 4), PATIENCE);
        LockSupport.parkNanos(random.nextLong(Duration.ofMillis(20).toNanos()));
        long inFlight = load.inFlight();
        server.kill();
        kills++;
        unacknowledgedAtKills += inFlight;
        return audit();
    }

    void restart() {
        server.restart();
    }

    /** Lets everybody send the rest and audits with the server still running. */
    Verdict finish() throws SQLException {
        load.finish(PATIENCE);
        return audit();
    }

    int kills() {
        return kills;
    }

    /** How many messages were on their way when the server was killed; without any, a kill proves nothing. */
    long unacknowledgedAtKills() {
        return unacknowledgedAtKills;
    }

    LoadDriver load() {
        return load;
    }

    @Override
    public void close() {
        load.close();
        server.close();
        journal.close();
        directory.close();
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
    private Verdict audit() throws SQLException {
        List<Acknowledged> entries = journal.entries();
        try (Connection database = server.database().connect()) {
            return CrashAudit.of(database, entries);
        }
    }
}
