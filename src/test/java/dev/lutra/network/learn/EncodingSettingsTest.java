package dev.lutra.network.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lutra.network.Preset;
import dev.lutra.network.engine.Loss;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncodingSettingsTest {

    @ParameterizedTest
    @CsvSource({"5, 1, 2", "1300, 130, 2", "20000, 2000, 10", "75000, 2000, 12", "1000000, 2000, 12"})
    void storesWhatATrainingLearnedWithAPartOfItsWork(int training, int iterations, int refinements) {
        var settings = new TrainingSettings(Preset.DEFAULT.shape(), training, 64, 0.015f, 7);

        EncodingSettings after = EncodingSettings.after(settings);

        assertThat(after.iterations()).isEqualTo(iterations);
        assertThat(after.refinements()).isEqualTo(refinements);
        assertThat(after.seed()).isEqualTo(7);
        assertThat(after.loss()).isEqualTo(settings.loss());
    }

    @Test
    void refusesColorsThatFillNoVector() {
        var uniform = ColorDistribution.UNIFORM;
        assertThatThrownBy(() -> new EncodingSettings(10, 64, 0.1f, 1, uniform, Loss.DELTA_E, 1, 12))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("multiple of 8");
    }
}
