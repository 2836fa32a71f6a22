package app.parley.account;

import app.parley.web.Viewer;
import app.parley.web.Viewers;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/** Who makes this request; read from the database at most once per request. */
@Component
public class CurrentUser implements Viewers {

    private static final String ATTRIBUTE = CurrentUser.class.getName();

    private final Users users;

    CurrentUser(Users users) {
        this.users = users;
    }

    /** The active user who is signed in, or null. */
    public @Nullable User find() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        Long id = authentication == null ? null : idOf(authentication.getName());
        return id == null ? null : remembered(id);
    }

    @Override
    public @Nullable Viewer find(long userId) {
        User user = remembered(userId);
        return user == null ? null : user.viewer();
    }

    private @Nullable User remembered(long id) {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        if (request == null) {
            return active(id).orElse(null);
        }
        String name = ATTRIBUTE + id;
        if (request.getAttribute(name, RequestAttributes.SCOPE_REQUEST) instanceof Optional<?> known) {
            return (User) known.orElse(null);
        }
        Optional<User> user = active(id);
        request.setAttribute(name, user, RequestAttributes.SCOPE_REQUEST);
        return user.orElse(null);
    }

    private Optional<User> active(long id) {
        return users.findById(id).filter(User::isActive);
    }

    /** Null for the anonymous name. */
    private static @Nullable Long idOf(String name) {
        return !name.isEmpty() && name.chars().allMatch(c -> c >= '0' && c <= '9') ? Long.valueOf(name) : null;
    }
}
