package app.parley.message;

import app.parley.web.Viewer;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/**
 * Renders a message once for page, history and live event, and keeps the result while its text and the names in it stay
 * what they are.
 */
@Component
class MessageRenderer {

    private static final long CACHED_CHARACTERS = 32L * 1024 * 1024;

    /** The time for readers without JavaScript. */
    private static final DateTimeFormatter TEXT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private record Key(
            long id,
            long change,
            String authorName,
            @Nullable String picture,
            List<Mentioned> called) {}

    private final ITemplateEngine templates;
    private final Markdown markdown;
    private final Mentions mentions;
    private final Cache<Key, Fragment> fragments = Caffeine.newBuilder()
            .maximumWeight(CACHED_CHARACTERS)
            .weigher((Key key, Fragment fragment) -> fragment.html().length())
            .recordStats()
            .build();

    MessageRenderer(ITemplateEngine templates, Markdown markdown, Mentions mentions, MeterRegistry registry) {
        this.templates = templates;
        this.markdown = markdown;
        this.mentions = mentions;
        CaffeineCacheMetrics.monitor(registry, fragments, "parley.message.fragments");
    }

    /** The same for whoever does not know whom the message calls. */
    Fragment render(Message message, Viewer author) {
        return render(message, author, mentions.of(message));
    }

    /** @param called whom the message calls by name */
    Fragment render(Message message, Viewer author, List<Mentioned> called) {
        return fragments.get(
                new Key(message.id(), message.change(), author.name(), author.picture(), called),
                key -> rendered(message, author, called));
    }

    private Fragment rendered(Message message, Viewer author, List<Mentioned> called) {
        return new Fragment(
                templates.process("message/_message", new Context(Locale.ENGLISH, variables(message, author, called))));
    }

    /** What the template prints: values and no objects, whose properties it would look up by reflection, each time anew. */
    private Map<String, Object> variables(Message message, Viewer author, List<Mentioned> called) {
        return Map.ofEntries(
                Map.entry("room", message.roomId()),
                Map.entry("seq", message.seq()),
                Map.entry("change", message.change()),
                Map.entry("clientId", message.clientId()),
                Map.entry("authorId", author.id()),
                Map.entry("authorName", author.name()),
                Map.entry("initials", author.initials()),
                Map.entry("hue", author.hue()),
                Map.entry("picture", Objects.requireNonNullElse(author.picture(), "")),
                Map.entry("createdAt", message.createdAt()),
                Map.entry("createdAtText", TEXT.format(message.createdAt())),
                Map.entry("edited", message.isEdited()),
                Map.entry("deleted", message.isDeleted()),
                Map.entry("text", new Fragment(message.isDeleted() ? "" : markdown.toHtml(message.body(), called))));
    }
}
