package dev.lutra.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class DeliverySettingsTest {

    @Test
    void hasDefaults() {
        assertThat(bind("lutra.delivery", DeliverySettings.class, Map.of()))
                .isEqualTo(new DeliverySettings(
                        129,
                        12,
                        DataSize.ofMegabytes(64),
                        DataSize.ofMegabytes(8),
                        Duration.ofHours(1),
                        null,
                        4,
                        256,
                        Duration.ofSeconds(10),
                        16,
                        16,
                        8,
                        Duration.ofMinutes(10),
                        4,
                        null,
                        null,
                        null,
                        null));
        assertThat(bind("lutra", ComputeSettings.class, Map.of())).isEqualTo(new ComputeSettings("auto"));
    }

    @Test
    void bindsEverything() {
        Map<String, String> properties = Map.ofEntries(
                Map.entry("lutra.delivery.max-resolution", "256"),
                Map.entry("lutra.delivery.max-level", "16"),
                Map.entry("lutra.delivery.cache-size", "1GB"),
                Map.entry("lutra.delivery.stream-above", "1MB"),
                Map.entry("lutra.delivery.max-age", "7d"),
                Map.entry("lutra.delivery.threads", "3"),
                Map.entry("lutra.delivery.builds", "2"),
                Map.entry("lutra.delivery.waiting", "0"),
                Map.entry("lutra.delivery.max-wait", "500ms"),
                Map.entry("lutra.delivery.blended-outputs", "9"),
                Map.entry("lutra.delivery.streams", "5"),
                Map.entry("lutra.delivery.streams-per-client", "2"),
                Map.entry("lutra.delivery.stream-time", "90s"),
                Map.entry("lutra.delivery.inversions", "2"),
                Map.entry("lutra.delivery.rendering-threads", "6"),
                Map.entry("lutra.delivery.inversion-threads", "7"),
                Map.entry("lutra.delivery.source-memory", "1GB"),
                Map.entry("lutra.delivery.detail-memory", "2GB"));
        assertThat(bind("lutra.delivery", DeliverySettings.class, properties))
                .isEqualTo(new DeliverySettings(
                        256,
                        16,
                        DataSize.ofGigabytes(1),
                        DataSize.ofMegabytes(1),
                        Duration.ofDays(7),
                        3,
                        2,
                        0,
                        Duration.ofMillis(500),
                        9,
                        5,
                        2,
                        Duration.ofSeconds(90),
                        2,
                        6,
                        7,
                        DataSize.ofGigabytes(1),
                        DataSize.ofGigabytes(2)));
        assertThat(bind("lutra", ComputeSettings.class, Map.of("lutra.device", "cuda:1")))
                .isEqualTo(new ComputeSettings("cuda:1"));
    }

    private static <T> T bind(String prefix, Class<T> type, Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate(prefix, type);
    }
}
