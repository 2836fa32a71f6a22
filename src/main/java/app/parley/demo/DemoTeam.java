package app.parley.demo;

import app.parley.account.SignUp;
import app.parley.account.User;
import app.parley.account.Users;
import app.parley.message.MessageImport;
import app.parley.message.MessageImport.Past;
import app.parley.room.DirectRooms;
import app.parley.room.Memberships;
import app.parley.room.Room;
import app.parley.room.RoomCreation;
import app.parley.room.RoomKind;
import app.parley.room.RoomMembers;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Moves the invented team into an empty server; where anybody has an account, nothing happens. */
@Component
@Profile("demo")
class DemoTeam implements ApplicationRunner {

    static final String PASSWORD = "medlar-and-cheese";

    private static final Logger log = LoggerFactory.getLogger(DemoTeam.class);

    private final Users users;
    private final SignUp signUp;
    private final RoomCreation rooms;
    private final DirectRooms directRooms;
    private final RoomMembers members;
    private final Memberships memberships;
    private final MessageImport messages;
    private final TransactionTemplate writing;
    private final Clock clock;

    DemoTeam(
            Users users,
            SignUp signUp,
            RoomCreation rooms,
            DirectRooms directRooms,
            RoomMembers members,
            Memberships memberships,
            MessageImport messages,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.users = users;
        this.signUp = signUp;
        this.rooms = rooms;
        this.directRooms = directRooms;
        this.members = members;
        this.memberships = memberships;
        this.messages = messages;
        this.writing = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (users.existsBy()) {
            return;
        }
        // Working hours are those of the machine, on which most people who try the demo also look at it.
        List<Script> scripts = Script.all(clock.instant().atZone(ZoneId.systemDefault()));
        // One transaction, so that no half of a team stays behind; nobody else writes yet.
        writing.executeWithoutResult(_ -> perform(scripts, gather()));
        log.info(
                "The demo team is here. Sign in as “{}” with the password “{}”, which everybody on this server has",
                Cast.ANNA.username(),
                PASSWORD);
    }

    private Map<Cast, User> gather() {
        var team = new EnumMap<Cast, User>(Cast.class);
        for (Cast person : Cast.values()) {
            var newcomer = person.newcomer(PASSWORD);
            team.put(
                    person,
                    person == Cast.ANNA
                            ? signUp.registerAdministrator(signUp.prepare(newcomer, null))
                            : signUp.register(newcomer));
        }
        return team;
    }

    private void perform(List<Script> scripts, Map<Cast, User> team) {
        for (Script script : scripts) {
            List<User> people = script.members().stream()
                    .map(person -> member(team, person))
                    .toList();
            long roomId = open(script, people).id();
            messages.add(
                    roomId,
                    script.lines().stream()
                            .map(line -> new Past(member(team, line.speaker()), line.body(), line.at()))
                            .toList());
            long end = script.lines().size();
            Instant now = clock.instant();
            people.stream().skip(1).forEach(person -> memberships.read(person.id(), roomId, end, now));
            memberships.read(people.getFirst().id(), roomId, end - script.unread(), now);
        }
    }

    private Room open(Script script, List<User> people) {
        User owner = people.getFirst();
        if (script.kind() == RoomKind.DIRECT) {
            return directRooms.of(owner, people);
        }
        Room room = rooms.open(owner, script.name(), script.description(), script.kind());
        people.stream().skip(1).forEach(person -> members.add(owner.id(), room.id(), person));
        return room;
    }

    private static User member(Map<Cast, User> team, Cast person) {
        return Objects.requireNonNull(team.get(person));
    }
}
