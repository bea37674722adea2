package dev.lutra.library;

import dev.lutra.network.Model;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ModelSettings.class)
class LibraryConfiguration {

    private static final Logger log = LoggerFactory.getLogger(LibraryConfiguration.class);

    @Bean
    Library library(ModelSettings settings) {
        List<Model> models = new ModelFolder(settings.path()).read();
        var library = new Library(models, settings.active());
        library.active()
                .ifPresentOrElse(
                        active -> log.info(
                                "Read {} model(s) from {}; active is '{}' with {} LUTs",
                                models.size(),
                                settings.path(),
                                active.info().id(),
                                active.luts().size()),
                        () -> log.warn(
                                "There is no model in {}: the service stays out of service until one is put there and it is started again",
                                settings.path().toAbsolutePath()));
        return library;
    }
}
