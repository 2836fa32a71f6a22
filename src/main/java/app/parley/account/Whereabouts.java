package app.parley.account;

import java.time.ZoneId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Where people are, learnt where they set something that depends on it: their device offers it in the form, and it is kept. */
@Component
public class Whereabouts {

    private final Users users;

    Whereabouts(Users users) {
        this.users = users;
    }

    /**
     * Takes the time zone that came with a form.
     *
     * @param typed blank leaves it as it is
     * @return where the person is from now on
     * @throws Refusal if there is no such time zone
     */
    @Transactional
    public ZoneId tell(User person, String typed) {
        String zone = TimeZones.typed(typed);
        if (zone == null) {
            return person.timeZone();
        }
        users.findById(person.id()).ifPresent(user -> user.move(zone));
        return ZoneId.of(zone);
    }
}
