package dev.lutra.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class SchemaSettingsTest {

    @Test
    void hasDefaults() {
        assertThat(bind(Map.of())).isEqualTo(new SchemaSettings(true));
    }

    @Test
    void bindsEverything() {
        assertThat(bind(Map.of("lutra.database.migrate", "false"))).isEqualTo(new SchemaSettings(false));
    }

    private static SchemaSettings bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("lutra.database", SchemaSettings.class);
    }
}
