package dev.lutra.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/**
 * Gives Tomcat a temporary folder for the parts of uploads, and takes it away at the end: the one that Spring Boot makes
 * stays behind, as it is never empty.
 */
@Component
final class TomcatFolder implements WebServerFactoryCustomizer<TomcatServletWebServerFactory>, DisposableBean, Ordered {

    private @Nullable Path folder;

    /** {@code server.tomcat.basedir}, where it is set, comes later and wins. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        try {
            folder = Files.createTempDirectory("lutra-");
        } catch (IOException e) {
            throw new UncheckedIOException("there is no temporary folder that can be written to", e);
        }
        factory.setBaseDirectory(folder.toFile());
    }

    @Override
    public void destroy() throws IOException {
        FileSystemUtils.deleteRecursively(folder);
    }
}
