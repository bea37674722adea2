package dev.lutra.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class WebSettingsTest {

    @Test
    void hasDefaults() {
        assertThat(bind(Map.of())).isEqualTo(new WebSettings(DataSize.ofMegabytes(1)));
    }

    @Test
    void bindsEverything() {
        assertThat(bind(Map.of("lutra.web.max-request-size", "2KB")))
                .isEqualTo(new WebSettings(DataSize.ofKilobytes(2)));
    }

    private static WebSettings bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate("lutra.web", WebSettings.class);
    }
}
