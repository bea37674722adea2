package dev.lutra.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.ClassPathResource;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.util.unit.DataSize;

class WebSettingsTest {

    @Test
    void hasDefaults() {
        assertThat(bind(Map.of()))
                .isEqualTo(new WebSettings(
                        DataSize.ofMegabytes(1),
                        DataSize.ofGigabytes(1),
                        DataSize.ofMegabytes(128),
                        DataSize.ofKilobytes(16),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(20),
                        Duration.ZERO));
    }

    @Test
    void bindsEverything() {
        assertThat(bind(Map.of(
                        "lutra.web.max-request-size", "2KB",
                        "lutra.web.max-upload-size", "3MB",
                        "lutra.web.max-open-upload-size", "7MB",
                        "lutra.web.min-rate", "4KB",
                        "lutra.web.rate-window", "5s",
                        "lutra.web.header-time", "6s",
                        "lutra.web.drain", "7s")))
                .isEqualTo(new WebSettings(
                        DataSize.ofKilobytes(2),
                        DataSize.ofMegabytes(3),
                        DataSize.ofMegabytes(7),
                        DataSize.ofKilobytes(4),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(6),
                        Duration.ofSeconds(7)));
    }

    /** Tomcat reads uploads by itself, and is told of the limit by application.yaml. */
    @Test
    void limitsTomcatToo() throws IOException {
        var file = new YamlPropertySourceLoader().load("application", new ClassPathResource("application.yaml"));
        var environment = new MockEnvironment();
        file.forEach(environment.getPropertySources()::addLast);
        String limit = "spring.servlet.multipart.max-request-size";
        assertThat(DataSize.parse(environment.getRequiredProperty(limit)))
                .isEqualTo(bind(Map.of()).maxUploadSize());
        environment.setProperty("lutra.web.max-upload-size", "3MB");
        assertThat(environment.getProperty(limit)).isEqualTo("3MB");
    }

    private static WebSettings bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate("lutra.web", WebSettings.class);
    }
}
