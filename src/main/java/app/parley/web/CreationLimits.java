package app.parley.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Lets a signed-in person pass to a {@link Limited} handler as often as its limit says. */
@Component
class CreationLimits implements HandlerInterceptor, WebMvcConfigurer {

    private final Map<Creation, RateLimit> limits = new EnumMap<>(Creation.class);

    CreationLimits(Environment environment) {
        boolean enabled = environment.getProperty("parley.limits.enabled", Boolean.class, true);
        for (Creation creation : Creation.values()) {
            limits.put(
                    creation,
                    new RateLimit(
                            enabled,
                            environment.getProperty(creation.setting() + ".burst", Long.class, creation.burst()),
                            environment.getProperty(
                                    creation.setting() + ".per-burst", Duration.class, creation.perBurst())));
        }
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    /** @throws TooOften beyond the limit */
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        Limited limited = handler instanceof HandlerMethod method ? method.getMethodAnnotation(Limited.class) : null;
        RateLimit limit = limited == null ? null : limits.get(limited.value());
        Principal person = limit == null ? null : request.getUserPrincipal(); // asking costs a look into the database
        if (limit != null && person != null) {
            Duration wait = limit.take(Long.parseLong(person.getName()));
            if (wait.isPositive()) {
                throw new TooOften(wait);
            }
        }
        return true;
    }
}
