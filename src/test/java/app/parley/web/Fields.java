package app.parley.web;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.core.MethodParameter;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;

/** What handlers take from a request besides its address: parameters, fields of forms and of bodies, cookies, headers. */
final class Fields {

    private static final Set<String> NOT_SENT = Set.of("User", "Model", "RedirectAttributes");

    private Fields() {}

    /** By their names, {@code a.b} for a field within a field. */
    static Stream<String> of(HandlerMethod method) {
        return Stream.of(method.getMethodParameters()).flatMap(Fields::of);
    }

    /** The same of a handler for the socket. */
    static Stream<String> of(org.springframework.messaging.handler.HandlerMethod method) {
        return Stream.of(method.getMethodParameters())
                .filter(parameter -> parameter.hasParameterAnnotation(Payload.class)
                        || parameter.getParameterType().isRecord())
                .flatMap(parameter -> components("", parameter.getParameterType()));
    }

    private static Stream<String> of(MethodParameter parameter) {
        RequestParam param = parameter.getParameterAnnotation(RequestParam.class);
        CookieValue cookie = parameter.getParameterAnnotation(CookieValue.class);
        RequestHeader header = parameter.getParameterAnnotation(RequestHeader.class);
        if (param != null) {
            return Stream.of(named(param.name(), parameter));
        } else if (cookie != null) {
            return Stream.of("cookie:" + named(cookie.name(), parameter));
        } else if (header != null) {
            return Stream.of("header:" + named(header.name(), parameter));
        } else {
            return components("", parameter.getParameterType());
        }
    }

    private static String named(String name, MethodParameter parameter) {
        return name.isEmpty() ? parameter.getParameter().getName() : name;
    }

    private static Stream<String> components(String within, Class<?> type) {
        return !type.isRecord() || NOT_SENT.contains(type.getSimpleName())
                ? Stream.empty()
                : Stream.of(type.getRecordComponents()).flatMap(component -> names(within, component));
    }

    private static Stream<String> names(String within, RecordComponent component) {
        Class<?> type = component.getType();
        String name = within + component.getName();
        return type.isRecord() && !Collection.class.isAssignableFrom(type)
                ? components(name + ".", type)
                : Stream.of(name);
    }
}
