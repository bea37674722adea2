package dev.lutra.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GreyCorrectionTest {

    private static final int SIZE = 33;

    @ParameterizedTest
    @ValueSource(doubles = {0.3, 2, 9, 60})
    void keepsWhatIsPromisedHoweverFarOff(double spread) {
        for (int seed = 0; seed < 500; seed++) {
            var random = new SplittableRandom(seed);
            float[][] source = {curve(random, seed % 5), curve(random, (seed + 1) % 5), curve(random, (seed + 2) % 5)};
            float[][] values = new float[3][SIZE];
            for (int channel = 0; channel < 3; channel++) {
                for (int i = 0; i < SIZE; i++) {
                    values[channel][i] = source[channel][i] + (float) random.nextDouble(-spread, spread);
                }
            }
            GreyCorrection.choose(values, source, GreyCorrection.MOST_OFF).apply(values);
            for (int channel = 0; channel < 3; channel++) {
                requireExact(values[channel], source[channel], "seed %d, channel %d".formatted(seed, channel));
            }
        }
    }

    private static void requireExact(float[] values, float[] source, String description) {
        for (int i = 0; i < SIZE; i++) {
            float most = i == 0 || i == SIZE - 1 ? 0.499f : 0.999f;
            assertThat(Math.abs(values[i] - source[i])).as(description).isLessThan(most);
            if (i > 0 && source[i] >= source[i - 1]) {
                assertThat(values[i]).as(description).isGreaterThanOrEqualTo(values[i - 1]);
            }
            if (i > 0 && source[i] <= source[i - 1]) {
                assertThat(values[i]).as(description).isLessThanOrEqualTo(values[i - 1]);
            }
        }
    }

    /** Curves of several kinds, in whole codes: rising, falling, clipped, humped, jagged. */
    private static float[] curve(SplittableRandom random, int kind) {
        var curve = new float[SIZE];
        double gain = random.nextDouble(0.2, 2);
        for (int i = 0; i < SIZE; i++) {
            double t = i / (SIZE - 1.0);
            double value = switch (kind) {
                case 0 -> Math.pow(t, gain);
                case 1 -> 1 - Math.pow(t, gain);
                case 2 -> Math.clamp(gain * t, 0.1, 0.9);
                case 3 -> Math.sin(Math.PI * t);
                default -> random.nextDouble();
            };
            curve[i] = Math.round(255 * value);
        }
        return curve;
    }

    @Test
    void correctsNothingThatIsExact() {
        float[][] source = {curve(new SplittableRandom(1), 0)};
        GreyCorrection axis = GreyCorrection.choose(source, source, GreyCorrection.MOST_OFF);
        assertThat(axis.corrections()[0]).containsOnly(0);
    }

    @Test
    void isReadAsItWasWritten() {
        for (int seed = 0; seed < 50; seed++) {
            var random = new SplittableRandom(seed);
            float[][] source = {curve(random, seed % 5), curve(random, 3), curve(random, 4)};
            float[][] values = {curve(random, 0), curve(random, 1), curve(random, 2)};
            GreyCorrection axis = GreyCorrection.choose(values, source, GreyCorrection.MOST_OFF);
            var encoder = new RangeEncoder();
            var step = new Step(seed);
            GreyCoder.code(encoder, new AdaptiveBits(GreyCoder.BITS, 60), step, axis);
            GreyCorrection read = GreyCorrection.plain(3, SIZE);
            GreyCoder.code(new RangeDecoder(encoder.finish(), 0), new AdaptiveBits(GreyCoder.BITS, 60), step, read);
            assertThat(read.corrections()).isDeepEqualTo(axis.corrections());
            assertThat(read.directions()).isDeepEqualTo(axis.directions());
        }
    }
}
