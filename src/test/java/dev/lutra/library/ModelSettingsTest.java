package dev.lutra.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ModelSettingsTest {

    @Test
    void hasDefaults() {
        assertThat(bind(Map.of())).isEqualTo(new ModelSettings(Path.of("models"), null));
    }

    @Test
    void bindsEverything() {
        assertThat(bind(Map.of("lutra.models.path", "/srv/models", "lutra.models.active", "noir")))
                .isEqualTo(new ModelSettings(Path.of("/srv/models"), "noir"));
    }

    private static ModelSettings bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("lutra.models", ModelSettings.class);
    }
}
