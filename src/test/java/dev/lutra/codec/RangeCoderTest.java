package dev.lutra.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RangeCoderTest {

    private static final int CONTEXTS = 5;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 7, 100, 20_000})
    void readsWhatWasWritten(int count) {
        int[] bits = bits(count, 11);
        byte[] written = write(bits);
        var decoder = new RangeDecoder(written, 1);
        var adaptive = new AdaptiveBits(CONTEXTS, 30);
        for (int i = 0; i < count; i++) {
            assertThat(decoder.code(0, adaptive, i % CONTEXTS)).isEqualTo(bits[i]);
            assertThat(decoder.codeRaw(0, 3)).isEqualTo(i & 7);
        }
        decoder.finish();
    }

    @Test
    void writesAboutTheEntropy() {
        var random = new SplittableRandom(5);
        var encoder = new RangeEncoder();
        var adaptive = new AdaptiveBits(1, 200);
        int count = 100_000;
        for (int i = 0; i < count; i++) {
            encoder.code(random.nextDouble() < 0.1 ? 1 : 0, adaptive, 0);
        }
        double entropy = -(0.1 * Math.log(0.1) + 0.9 * Math.log(0.9)) / Math.log(2) / 8 * count;
        assertThat((double) encoder.finish().length).isBetween(0.97 * entropy, 1.03 * entropy);
    }

    @Test
    void carriesThroughLongRuns() {
        // Certain ones at the top of the range make runs of pending bytes, through which a carry goes.
        for (int seed = 0; seed < 200; seed++) {
            int[] bits = new int[400];
            var random = new SplittableRandom(seed);
            for (int i = 0; i < bits.length; i++) {
                bits[i] = random.nextInt(40) == 0 ? 1 : 0;
            }
            byte[] written = write(bits);
            var decoder = new RangeDecoder(written, 1);
            var adaptive = new AdaptiveBits(CONTEXTS, 30);
            for (int i = 0; i < bits.length; i++) {
                assertThat(decoder.code(0, adaptive, i % CONTEXTS))
                        .as("seed %d", seed)
                        .isEqualTo(bits[i]);
                assertThat(decoder.codeRaw(0, 3)).isEqualTo(i & 7);
            }
        }
    }

    @Test
    void refusesBytesThatAreLeftOver() {
        byte[] written = write(bits(100, 3));
        var decoder = new RangeDecoder(Arrays.copyOf(written, written.length + 10), 1);
        read(decoder, 100);
        assertThatExceptionOfType(InvalidDetail.class)
                .isThrownBy(decoder::finish)
                .withMessageContaining("before its end");
    }

    @Test
    void refusesToReadFarPastTheEnd() {
        var decoder = new RangeDecoder(write(bits(10, 3)), 1);
        assertThatExceptionOfType(InvalidDetail.class)
                .isThrownBy(() -> read(decoder, 1000))
                .withMessageContaining("cut off");
    }

    private static void read(RangeDecoder decoder, int count) {
        var adaptive = new AdaptiveBits(CONTEXTS, 30);
        for (int i = 0; i < count; i++) {
            decoder.code(0, adaptive, i % CONTEXTS);
            decoder.codeRaw(0, 3);
        }
    }

    private static byte[] write(int[] bits) {
        var encoder = new RangeEncoder((byte) 42);
        var adaptive = new AdaptiveBits(CONTEXTS, 30);
        for (int i = 0; i < bits.length; i++) {
            encoder.code(bits[i], adaptive, i % CONTEXTS);
            encoder.codeRaw(i & 7, 3);
        }
        byte[] written = encoder.finish();
        assertThat(written[0]).isEqualTo((byte) 42);
        return written;
    }

    private static int[] bits(int count, int seed) {
        var random = new SplittableRandom(seed);
        return random.doubles(count).mapToInt(value -> value < 0.2 ? 1 : 0).toArray();
    }
}
