package dev.lutra.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MagnitudeTest {

    private static final int[] MAGNITUDES = {0, 1, 2, 12, 13, 14, 15, 16, 17, 100, 65_535, 1_000_000, Magnitude.MAX};

    @Test
    void readsWhatWasWritten() {
        var encoder = new RangeEncoder();
        var bits = new AdaptiveBits(Magnitude.BITS, 60);
        for (int magnitude : MAGNITUDES) {
            assertThat(Magnitude.code(encoder, bits, 0, magnitude)).isEqualTo(magnitude);
        }
        var decoder = new RangeDecoder(encoder.finish(), 0);
        var learned = new AdaptiveBits(Magnitude.BITS, 60);
        for (int magnitude : MAGNITUDES) {
            assertThat(Magnitude.code(decoder, learned, 0, 0)).isEqualTo(magnitude);
        }
        decoder.finish();
    }

    @Test
    void knowsWhatItCosts() {
        for (int magnitude : MAGNITUDES) {
            var bits = new AdaptiveBits(Magnitude.BITS, 60);
            var encoder = new RangeEncoder();
            float cost = 0;
            for (int i = 0; i < 200; i++) {
                cost += Magnitude.cost(bits, 0, magnitude);
                Magnitude.code(encoder, bits, 0, magnitude);
            }
            assertThat(cost / 8).as("%d", magnitude).isCloseTo(encoder.finish().length, within(6f));
        }
    }

    @Test
    void refusesWhatIsOutOfRange() {
        // A certain 1 at every step: a prefix that never ends.
        var certain = new char[Magnitude.BITS];
        Arrays.fill(certain, (char) 65_000);
        var bits = new AdaptiveBits(certain, new byte[Magnitude.BITS], 60);
        var decoder = new RangeDecoder(new byte[64], 0);
        assertThatExceptionOfType(InvalidDetail.class)
                .isThrownBy(() -> Magnitude.code(decoder, bits, 0, 0))
                .withMessageContaining("out of range");
    }
}
