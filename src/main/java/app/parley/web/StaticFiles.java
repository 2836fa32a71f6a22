package app.parley.web;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.web.WebProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.VersionResourceResolver;

/**
 * Style sheets, scripts, pictures and the libraries' files, each at an address that names its content and may be kept for a
 * year. Only these folders, where Boot takes all addresses: each link of each page is looked for among what the patterns
 * cover, and a link to a page is found nowhere, which costs most.
 */
@Configuration(proxyBeanMethods = false)
class StaticFiles implements WebMvcConfigurer {

    private static final List<String> OWN = List.of("css", "js", "img");
    private static final String LIBRARIES = "webjars";

    /** At the root, because a service worker rules over what lies below its address; asked for anew each time. */
    private static final List<String> AT_ROOT = List.of("/service-worker.js", "/manifest.json", "/favicon.ico");

    /** Ant patterns of all addresses of files. */
    static final String[] PATTERNS = Stream.concat(
                    Stream.concat(OWN.stream(), Stream.of(LIBRARIES)).map(StaticFiles::pattern), AT_ROOT.stream())
            .toArray(String[]::new);

    private static final CacheControl KEPT =
            CacheControl.maxAge(Duration.ofDays(365)).immutable();

    private final List<String> locations;

    StaticFiles(WebProperties properties) {
        this.locations = Arrays.asList(properties.getResources().getStaticLocations());
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        serve(registry, LIBRARIES, List.of("classpath:/META-INF/resources/"));
        OWN.forEach(folder -> serve(registry, folder, locations));
        registry.addResourceHandler(AT_ROOT.toArray(String[]::new))
                .addResourceLocations(locations.toArray(String[]::new))
                .setCacheControl(CacheControl.noCache());
    }

    private static void serve(ResourceHandlerRegistry registry, String folder, List<String> locations) {
        registry.addResourceHandler(pattern(folder))
                .addResourceLocations(locations.stream()
                        .map(location -> location + folder + "/")
                        .toArray(String[]::new))
                .setCacheControl(KEPT)
                .resourceChain(true)
                .addResolver(new VersionResourceResolver().addContentVersionStrategy("/**"));
    }

    private static String pattern(String folder) {
        return "/" + folder + "/**";
    }
}
