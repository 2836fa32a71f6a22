package app.parley.testing.sql;

import app.parley.ParleyApplication;
import app.parley.testing.FreshDatabase;
import app.parley.testing.OnlyTheApplication;
import app.parley.testing.ParleyServer;
import app.parley.testing.Person;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The application inside this JVM, listening on a free port, with every statement of it overheard. */
public final class ListeningParley implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private ListeningParley(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** Starts it, rate limits off, with the administrator that a {@link ParleyServer} has. */
    public static ListeningParley start(FreshDatabase database) {
        Map<String, Object> settings = new HashMap<>(database.environment());
        settings.put("PORT", "0");
        settings.put("PARLEY_LIMITS_ENABLED", "false");
        settings.put("PARLEY_ADMIN_USERNAME", ParleyServer.ADMINISTRATOR);
        settings.put("PARLEY_ADMIN_PASSWORD", Person.PASSWORD);
        settings.put("spring.main.banner-mode", "off");
        settings.put("logging.level.root", "warn");
        String[] arguments = settings.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
        return new ListeningParley(
                new SpringApplicationBuilder(ParleyApplication.class, OnlyTheApplication.class, StatementCounter.class)
                        .registerShutdownHook(false)
                        .run(arguments));
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    /** The statements that ran while the block ran. */
    public List<Executed> during(Callable<?> block) throws Exception {
        return context.getBean(StatementCounter.class).during(block);
    }

    @Override
    public void close() {
        context.close();
    }
}
