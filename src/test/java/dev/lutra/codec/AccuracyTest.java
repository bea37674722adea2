package dev.lutra.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccuracyTest {

    @ParameterizedTest
    @CsvSource({"0.5/2, 0.5, 2", "1/4, 1, 4", "1.25/3.5, 1.25, 3.5", "2/2, 2, 2", "' 0.5/2 ', 0.5, 2"})
    void readsAPromise(String text, double mean, double p99) {
        assertThat(Accuracy.of(text)).isEqualTo(new Accuracy(mean, p99));
    }

    @Test
    void readsTheExtremes() {
        assertThat(Accuracy.of("Lossless")).isEqualTo(Accuracy.LOSSLESS);
        assertThat(Accuracy.LOSSLESS.isLossless()).isTrue();
        assertThat(Accuracy.of("none")).isEqualTo(Accuracy.NONE);
        assertThat(Accuracy.NONE.isNone()).isTrue();
        assertThat(Accuracy.of("0.5/2").isLossless()).isFalse();
        assertThat(Accuracy.of("0.5/2").isNone()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.5/2", "1/4", "0.05/100", "lossless", "none"})
    void writesWhatItReads(String text) {
        assertThat(Accuracy.of(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0.5", "0.5/", "/2", "0.5/2/3", "-1/2", "1e3/2", "NaN/2", "0,5/2", "0.5 / 2", "exact"})
    void refusesOtherText(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Accuracy.of(text))
                .withMessageContaining("write mean/p99 as in 0.5/2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0/2", "0.01/2", "2/1", "1/101"})
    void refusesWhatNoLookCanBePromised(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Accuracy.of(text))
                .withMessageContaining("the mean must be");
    }

    @Test
    void tightens() {
        assertThat(new Accuracy(1, 4).tightened(0.5)).isEqualTo(new Accuracy(0.5, 2));
    }
}
