package dev.lutra.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class AccessSettingsTest {

    @Test
    void hasDefaults() {
        assertThat(bind(Map.of())).isEqualTo(new AccessSettings(null));
        assertThat(bind(Map.of("lutra.api-key", ""))).isEqualTo(new AccessSettings(null));
    }

    @Test
    void bindsEverything() {
        var settings = bind(Map.of("lutra.api-key", "0123456789abcdef"));
        assertThat(settings.apiKey()).isEqualTo("0123456789abcdef");
        assertThat(settings.toString()).doesNotContain("0123456789abcdef");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0123456789abcde", "a key with spaces in it", "schlüssel-mit-umlaut"})
    void refusesWhatCannotBeAKey(String key) {
        assertThatExceptionOfType(BindException.class)
                .isThrownBy(() -> bind(Map.of("lutra.api-key", key)))
                .havingRootCause()
                .withMessageContaining("LUTRA_API_KEY must have 16 or more characters")
                .withMessageNotContaining(key);
    }

    private static AccessSettings bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate("lutra", AccessSettings.class);
    }
}
