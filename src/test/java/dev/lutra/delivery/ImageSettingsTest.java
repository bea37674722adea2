package dev.lutra.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class ImageSettingsTest {

    @Test
    void hasDefaults() {
        assertThat(bind(Map.of())).isEqualTo(new ImageSettings(50_000_000, null, 2, null));
        assertThat(bind(Map.of()).budget().toBytes())
                .isEqualTo((long) (0.2 * Runtime.getRuntime().maxMemory()));
    }

    /** What arrives cannot take the memory that what has arrived waits for. */
    @Test
    void dividesItsMemoryIntoFilesAndPixels() {
        ImageSettings settings = bind(Map.of("lutra.image.memory", "8MB"));
        assertThat(settings.fileBudget()).isEqualTo(DataSize.ofMegabytes(2));
        assertThat(settings.pixelBudget()).isEqualTo(DataSize.ofMegabytes(6));
    }

    @Test
    void bindsEverything() {
        assertThat(bind(Map.of(
                        "lutra.image.max-pixels", "100",
                        "lutra.image.memory", "1GB",
                        "lutra.image.places", "3",
                        "lutra.image.threads", "4")))
                .isEqualTo(new ImageSettings(100, DataSize.ofGigabytes(1), 3, 4));
    }

    private static ImageSettings bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("lutra.image", ImageSettings.class);
    }
}
