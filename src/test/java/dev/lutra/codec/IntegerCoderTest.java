package dev.lutra.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntegerCoderTest {

    private static final byte[] HEADER = {7, -3};

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.05, 1, 10, 300, 5000})
    void readsWhatItWrote(double deviation) {
        var random = new Random(1);
        for (int count : new int[] {0, 1, 7, 576, 3000}) {
            int[] values = values(random, deviation, count);

            byte[] code = IntegerCoder.encode(values, HEADER);

            assertThat(code).startsWith(HEADER);
            assertThat(IntegerCoder.decode(code, HEADER.length, count)).isEqualTo(values);
        }
    }

    @Test
    void codesEveryMagnitude() {
        int[] values =
                IntStream.rangeClosed(-IntegerCoder.MAX, IntegerCoder.MAX).toArray();

        assertThat(IntegerCoder.decode(IntegerCoder.encode(values), 0, values.length))
                .isEqualTo(values);
    }

    @ParameterizedTest
    @ValueSource(doubles = {7, 8.5, 10, 12, 14})
    void costsHardlyMoreThanTheEntropyOfANormalDistribution(double deviation) {
        var random = new Random(2);
        double ideal = 0;
        int bytes = 0;
        for (int row = 0; row < 50; row++) {
            int[] values = values(random, deviation, 576);
            ideal += idealBits(values, deviation) / 8;
            bytes += IntegerCoder.encode(values).length;
        }
        assertThat(bytes).isLessThan((int) (1.02 * ideal));
    }

    @Test
    void readsAnyBytesOrRefusesThem() {
        var random = new Random(3);
        for (int i = 0; i < 2000; i++) {
            var bytes = new byte[random.nextInt(600)];
            random.nextBytes(bytes);
            try {
                assertThat(IntStream.of(IntegerCoder.decode(bytes, 0, 576)).boxed())
                        .hasSize(576)
                        .allMatch(value -> Math.abs(value) <= IntegerCoder.MAX);
            } catch (InvalidDetail e) {
                assertThat(e).hasMessageContaining("detail");
            }
        }
    }

    @Test
    void refusesBytesThatAreMissingOrLeftOver() {
        int[] values = values(new Random(4), 10, 576);
        byte[] code = IntegerCoder.encode(values);

        assertThatThrownBy(() -> IntegerCoder.decode(Arrays.copyOf(code, code.length - 8), 0, 576))
                .isInstanceOf(InvalidDetail.class);
        assertThatThrownBy(() -> IntegerCoder.decode(Arrays.copyOf(code, code.length + 8), 0, 576))
                .isInstanceOf(InvalidDetail.class);
    }

    private static int[] values(Random random, double deviation, int count) {
        return IntStream.range(0, count)
                .map(i -> (int)
                        Math.clamp(Math.rint(random.nextGaussian() * deviation), -IntegerCoder.MAX, IntegerCoder.MAX))
                .toArray();
    }

    /** The code length of a coder that knows the distribution, whose density is integrated by Simpson's rule. */
    private static double idealBits(int[] values, double deviation) {
        return Arrays.stream(values)
                .mapToDouble(value -> -Math.log((density(value - 0.5, deviation)
                                        + 4 * density(value, deviation)
                                        + density(value + 0.5, deviation))
                                / 6)
                        / Math.log(2))
                .sum();
    }

    private static double density(double x, double deviation) {
        return Math.exp(-x * x / (2 * deviation * deviation)) / (deviation * Math.sqrt(2 * Math.PI));
    }
}
