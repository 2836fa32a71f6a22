package app.parley.account;

import app.parley.text.Folding;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/**
 * Which names others would take for somebody else. Two people may well have the same name, and their usernames stand beside it;
 * but nobody is called so with letters that only look the same, and nobody by the name of an office.
 */
@Component
class MisleadingNames {

    private static final Limit LOOKED_AT = Limit.of(50);

    private final Users users;

    MisleadingNames(Users users) {
        this.users = users;
    }

    /**
     * Takes a name that misleads nobody.
     *
     * @param owner who wants it and may keep the one that they have; null if they have no account yet
     * @throws Refusal if it would mislead
     */
    PersonName require(PersonName name, @Nullable User owner) {
        if (owner == null || !owner.name().equals(name.value())) {
            if ((owner == null || !owner.isAdministrator()) && LookAlike.isReserved(name.value())) {
                throw new Refusal("account.name.reserved");
            } else if (looksLikeAnother(name.value(), owner)) {
                throw new Refusal("account.name.look-alike");
            }
        }
        return name;
    }

    private boolean looksLikeAnother(String name, @Nullable User owner) {
        String folded = Folding.folded(name);
        return users.lookingLike(SearchPrefix.lookAlike(name), LOOKED_AT).stream()
                .filter(user -> owner == null || user.id() != owner.id())
                .anyMatch(user -> !Folding.folded(user.name()).equals(folded));
    }
}
