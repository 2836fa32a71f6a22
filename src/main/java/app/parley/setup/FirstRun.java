package app.parley.setup;

import app.parley.account.Applicant;
import app.parley.account.Newcomer;
import app.parley.account.SignUp;
import app.parley.account.User;
import app.parley.account.Users;
import app.parley.room.Room;
import app.parley.room.RoomCreation;
import app.parley.room.RoomKind;
import app.parley.text.Language;
import app.parley.text.Objection;
import app.parley.text.Sentence;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes the first administrator and the first room, once in the life of a database. */
@Component
class FirstRun {

    private final SignUp signUp;
    private final Users users;
    private final RoomCreation rooms;
    private final JdbcClient jdbc;
    private final TransactionTemplate writing;
    private final Clock clock;
    private volatile boolean complete;

    FirstRun(
            SignUp signUp,
            Users users,
            RoomCreation rooms,
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.signUp = signUp;
        this.users = users;
        this.rooms = rooms;
        this.jdbc = jdbc;
        this.writing = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** Whether there is anybody; once true it stays so, and is not asked of the database again. */
    boolean isComplete() {
        if (!complete) {
            complete = users.existsBy();
        }
        return complete;
    }

    /**
     * Makes this person the first administrator and owner of the lobby.
     *
     * @param language in which to speak to the newcomer, or null if it is not known
     * @return empty if somebody else was first
     * @throws Objection if the newcomer breaks a rule
     */
    Optional<Start> complete(Newcomer newcomer, @Nullable Language language) {
        Applicant applicant = signUp.prepare(newcomer, language);
        return Optional.ofNullable(writing.execute(_ -> isFirst() ? start(applicant) : null));
    }

    /** The one row changes for one transaction only, however many ask at the same moment. */
    private boolean isFirst() {
        return jdbc.sql("update first_run set completed_at = ? where id = 1 and completed_at is null")
                                .param(clock.millis())
                                .update()
                        == 1
                && !users.existsBy();
    }

    private Start start(Applicant applicant) {
        User administrator = signUp.registerAdministrator(applicant);
        String name = Sentence.of("setup.lobby.name").in(administrator.locale());
        String about = Sentence.of("setup.lobby.about").in(administrator.locale());
        Room lobby = rooms.open(administrator, name, about, RoomKind.OPEN);
        return new Start(administrator.id(), lobby.id());
    }

    /** What a new server begins with. */
    record Start(long administratorId, long roomId) {}
}
