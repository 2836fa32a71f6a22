package app.parley.message;

import app.parley.web.Viewer;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/**
 * Renders a message once for page, history and live event, and keeps the result while its text and its author's name stay
 * what they are.
 */
@Component
class MessageRenderer {

    private static final long CACHED_CHARACTERS = 32L * 1024 * 1024;

    private record Key(long id, long change, String authorName) {}

    private final ITemplateEngine templates;
    private final Markdown markdown;
    private final Cache<Key, Fragment> fragments = Caffeine.newBuilder()
            .maximumWeight(CACHED_CHARACTERS)
            .weigher((Key key, Fragment fragment) -> fragment.html().length())
            .recordStats()
            .build();

    MessageRenderer(ITemplateEngine templates, Markdown markdown, MeterRegistry registry) {
        this.templates = templates;
        this.markdown = markdown;
        CaffeineCacheMetrics.monitor(registry, fragments, "parley.message.fragments");
    }

    Fragment render(Message message, Viewer author) {
        return fragments.get(new Key(message.id(), message.change(), author.name()), key -> rendered(message, author));
    }

    private Fragment rendered(Message message, Viewer author) {
        String text = message.isDeleted() ? "" : markdown.toHtml(message.body());
        MessageView view = MessageView.of(message, author, text);
        return new Fragment(
                templates.process("message/_message", new Context(Locale.ENGLISH, Map.of("message", view))));
    }
}
