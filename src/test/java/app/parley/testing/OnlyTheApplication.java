package app.parley.testing;

import java.io.IOException;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

/**
 * Hides the test tree from component scanning. Whoever starts the application from the tests' class path without Spring's
 * test support adds this class as a source; otherwise beans that some other test brings along would come to life.
 */
public final class OnlyTheApplication extends TypeExcludeFilter {

    @Override
    public boolean match(MetadataReader candidate, MetadataReaderFactory factory) throws IOException {
        return candidate.getResource().getURL().getPath().contains("/test-classes/");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OnlyTheApplication;
    }

    @Override
    public int hashCode() {
        return OnlyTheApplication.class.hashCode();
    }
}
