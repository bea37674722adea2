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
 * Creates a temporary folder for the upload parts of Tomcat, and deletes it at shutdown. Spring Boot does not delete
 * the folder that it creates, because that folder is never empty.
 */
@Component
final class TomcatFolder implements WebServerFactoryCustomizer<TomcatServletWebServerFactory>, DisposableBean, Ordered {

    private @Nullable Path folder;

    /** Runs first, so that {@code server.tomcat.basedir} takes precedence if it is set. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        try {
            folder = Files.createTempDirectory("lutra-");
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the temporary folder cannot be written; set java.io.tmpdir to a" + " writable folder", e);
        }
        factory.setBaseDirectory(folder.toFile());
    }

    @Override
    public void destroy() throws IOException {
        FileSystemUtils.deleteRecursively(folder);
    }
}
