package dev.lutra.pair;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lutra.image.ImageLimits;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class PairSettingsTest {

    @Test
    void hasDefaults() {
        PairSettings settings = bind(Map.of());
        assertThat(settings)
                .isEqualTo(new PairSettings(DataSize.ofMegabytes(64), 64_000_000, 1, 8, Duration.ofSeconds(20), null));
        assertThat(settings.limits()).isEqualTo(new ImageLimits(64L << 20, 64_000_000));
        assertThat(settings.size().toBytes())
                .isEqualTo((long) (0.25 * Runtime.getRuntime().maxMemory()));
    }

    @Test
    void bindsEverything() {
        assertThat(bind(Map.of(
                        "lutra.pair.max-file-size", "5MB",
                        "lutra.pair.max-pixels", "1000",
                        "lutra.pair.at-once", "3",
                        "lutra.pair.waiting", "2",
                        "lutra.pair.max-wait", "4s",
                        "lutra.pair.memory", "100MB")))
                .isEqualTo(new PairSettings(
                        DataSize.ofMegabytes(5), 1000, 3, 2, Duration.ofSeconds(4), DataSize.ofMegabytes(100)));
    }

    private static PairSettings bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("lutra.pair", PairSettings.class);
    }
}
