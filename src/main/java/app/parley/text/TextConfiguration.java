package app.parley.text;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Where the sentences come from. They are part of the program and the same for the whole of it, so that an exception can
 * say what it means without being handed a bean.
 */
@Configuration(proxyBeanMethods = false)
class TextConfiguration {

    static final MessageSource SOURCE = source();

    @Bean
    static MessageSource messageSource() {
        return SOURCE;
    }

    private static MessageSource source() {
        var source = new ResourceBundleMessageSource();
        source.setBasenames(modules());
        source.setDefaultEncoding(StandardCharsets.UTF_8.name());
        source.setFallbackToSystemLocale(false); // else to the server's language, in the place of English
        return source;
    }

    /** One bundle for each module that has something to say; the English one has no language in its name. */
    private static String[] modules() {
        try {
            Resource[] bundles = new PathMatchingResourcePatternResolver().getResources("classpath:/text/*.properties");
            return Stream.of(bundles)
                    .map(bundle -> String.valueOf(bundle.getFilename()).replace(".properties", ""))
                    .filter(name -> !name.contains("_"))
                    .map(name -> "text/" + name)
                    .toArray(String[]::new);
        } catch (IOException e) {
            throw new IllegalStateException("The sentences cannot be listed", e);
        }
    }
}
