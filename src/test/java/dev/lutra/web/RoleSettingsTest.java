package dev.lutra.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class RoleSettingsTest {

    @Test
    void hasDefaults() {
        assertThat(bind(Map.of())).isEqualTo(new RoleSettings(Set.of("api", "worker")));
    }

    @Test
    void bindsEverything() {
        assertThat(bind(Map.of("lutra.roles", "worker"))).isEqualTo(new RoleSettings(Set.of("worker")));
        assertThat(bind(Map.of("lutra.roles", "worker, api"))).isEqualTo(new RoleSettings(Set.of("api", "worker")));
    }

    private static RoleSettings bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate("lutra", RoleSettings.class);
    }
}
