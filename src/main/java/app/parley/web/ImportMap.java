package app.parley.web;

import app.parley.text.Language;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.resource.ResourceUrlProvider;
import tools.jackson.databind.json.JsonMapper;

/**
 * The page's import map: {@code parley/x/y} for every {@code static/js/x/y.js}, and the libraries by their package names,
 * each to an address that names its content and may therefore be kept for a year.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/webappapis.html#import-maps">HTML, import maps</a>
 */
@Component
class ImportMap {

    private static final Map<String, String> LIBRARIES = Map.of(
            "@hotwired/turbo", "/webjars/hotwired__turbo/dist/turbo.es2017-esm.js",
            "@hotwired/stimulus", "/webjars/hotwired__stimulus/dist/stimulus.js",
            "@stomp/stompjs", "/webjars/stomp__stompjs/esm6/index.js",
            "sockjs-client", "/webjars/sockjs-client/dist/sockjs.min.js");

    private final ObjectProvider<ResourceUrlProvider> urls;
    private final JsonMapper json;
    private final Map<Language, String> contents = new ConcurrentHashMap<>();

    ImportMap(ObjectProvider<ResourceUrlProvider> urls, JsonMapper json) {
        this.urls = urls;
        this.json = json;
    }

    /**
     * The map as JSON, safe inside a script element; made once for each language, since the files do not change while the
     * server runs.
     *
     * @param language what {@code parley/text/words} stands for
     */
    String content(Language language) {
        return contents.computeIfAbsent(
                language,
                key -> json.writeValueAsString(Map.of("imports", imports(key))).replace("<", "\\u003c"));
    }

    private Map<String, String> imports(Language language) {
        var imports = new TreeMap<String, String>();
        imports.put("parley/text/words", versioned("/js/text/" + language.tag() + ".js"));
        LIBRARIES.forEach((name, path) -> imports.put(name, versioned(path)));
        for (Resource module : ownModules()) {
            String path = pathUnderStatic(module);
            imports.put("parley/" + path.substring("/js/".length(), path.length() - ".js".length()), versioned(path));
        }
        return imports;
    }

    private static Resource[] ownModules() {
        try {
            return new PathMatchingResourcePatternResolver().getResources("classpath*:/static/js/**/*.js");
        } catch (IOException e) {
            throw new IllegalStateException("The application's own scripts cannot be listed", e);
        }
    }

    private static String pathUnderStatic(Resource resource) {
        try {
            String url = resource.getURL().toString();
            return url.substring(url.lastIndexOf("/static/js/") + "/static".length());
        } catch (IOException e) {
            throw new IllegalStateException("No address for " + resource, e);
        }
    }

    private String versioned(String path) {
        String url = urls.getObject().getForLookupPath(path);
        return url == null ? path : url;
    }
}
