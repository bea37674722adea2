package dev.lutra.color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColorHistogramTest {

    private static final int RED = 0xFFFF0000;
    private static final int GREEN = 0xFF00FF00;
    private static final int GREY = 0xFF808080;
    private static final int DRAWS = 1 << 20;

    @Test
    void drawsColorsAsOftenAsTheyOccur() {
        int[] image = new int[1000];
        Arrays.fill(image, 0, 700, RED);
        Arrays.fill(image, 700, 950, GREEN);
        Arrays.fill(image, 950, 1000, GREY);

        int[] drawn = drawn(new ColorHistogram.Builder().add(image).build());

        // Weights are stored to within 3 %; a share of 0.05 is drawn to within 0.001, five standard deviations.
        assertThat(share(drawn, 15, 0, 0)).isCloseTo(0.70, within(0.02));
        assertThat(share(drawn, 0, 15, 0)).isCloseTo(0.25, within(0.01));
        assertThat(share(drawn, 8, 8, 8)).isCloseTo(0.05, within(0.003));
        assertThat(Arrays.stream(drawn).filter(count -> count > 0).count()).isEqualTo(3);
    }

    @Test
    void drawsManyColorsAsOftenAsTheyOccur() {
        var random = new SplittableRandom(5);
        int[] image = random.ints(400_000)
                .map(bits -> (bits & 0xFF) * (bits >>> 8 & 0xFF) >> 8 << 16 | bits >>> 16)
                .toArray();
        var expected = new double[16 * 16 * 16];
        for (int pixel : image) {
            expected[(pixel >> 20 & 15) + 16 * (pixel >> 12 & 15) + 256 * (pixel >> 4 & 15)] += 1.0 / image.length;
        }

        int[] drawn = drawn(new ColorHistogram.Builder().add(image).build());

        for (int bin = 0; bin < expected.length; bin++) {
            double deviation = Math.sqrt(expected[bin] / DRAWS);
            assertThat((double) drawn[bin] / DRAWS)
                    .isCloseTo(expected[bin], within(0.05 * expected[bin] + 5 * deviation));
        }
    }

    @Test
    void givesEveryImageTheSameWeight() {
        int[] large = new int[90_000];
        Arrays.fill(large, RED);

        int[] drawn = drawn(
                new ColorHistogram.Builder().add(large).add(new int[] {GREEN}).build());

        assertThat(share(drawn, 15, 0, 0)).isCloseTo(0.5, within(0.005));
    }

    @Test
    void keepsColorsThatAreVeryRare() {
        int[] image = new int[1 << 20];
        image[7] = GREY;

        assertThat(new ColorHistogram.Builder().add(image).build())
                .hasToString("histogram of colours in 2 of 4096 bins");
    }

    @Test
    void isTheSameAfterItsBytes() {
        ColorHistogram histogram = many();
        byte[] bytes = histogram.toBytes();

        ColorHistogram read = ColorHistogram.of(bytes);

        assertThat(read).isEqualTo(histogram).hasSameHashCodeAs(histogram);
        assertThat(drawn(read)).isEqualTo(drawn(histogram));
        assertThat(bytes).hasSizeLessThan(4200);
        assertThat(histogram)
                .isNotEqualTo(new ColorHistogram.Builder().add(new int[] {RED}).build());
    }

    @Test
    void refusesBytesThatEndEarlyOrGoOn() {
        byte[] bytes = many().toBytes();

        for (int length = 0; length < bytes.length; length += 7) {
            byte[] part = Arrays.copyOf(bytes, length);
            assertThatIllegalArgumentException().isThrownBy(() -> ColorHistogram.of(part));
        }
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
        assertThatIllegalArgumentException().isThrownBy(() -> ColorHistogram.of(longer));
        bytes[0] = 'X';
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ColorHistogram.of(bytes))
                .withMessageContaining("not a histogram");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4095, 4097, 50_000_000})
    void refusesAnotherNumberOfBins(int bins) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ColorHistogram.of(deflated(bins, 200)))
                .withMessageContaining("4096 bins");
    }

    @Test
    void refusesWhatHoldsNoColor() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ColorHistogram.of(deflated(4096, 0)))
                .withMessageContaining("empty");
        assertThatIllegalStateException().isThrownBy(() -> new ColorHistogram.Builder().build());
    }

    private static ColorHistogram many() {
        return new ColorHistogram.Builder()
                .add(new SplittableRandom(1).ints(5000).toArray())
                .build();
    }

    private static byte[] deflated(int bins, int code) {
        var codes = new byte[bins];
        Arrays.fill(codes, (byte) code);
        try (var deflater = new Deflater()) {
            deflater.setInput(codes);
            deflater.finish();
            var bytes = new byte[100_000];
            System.arraycopy(new byte[] {'L', 'C', 'H', '1'}, 0, bytes, 0, 4);
            return Arrays.copyOf(bytes, 4 + deflater.deflate(bytes, 4, bytes.length - 4));
        }
    }

    private static int[] drawn(ColorHistogram histogram) {
        var random = new SplittableRandom(3);
        var counts = new int[16 * 16 * 16];
        for (int i = 0; i < DRAWS; i++) {
            counts[histogram.draw(random.nextLong())]++;
        }
        return counts;
    }

    private static double share(int[] drawn, int red, int green, int blue) {
        return (double) drawn[red + 16 * (green + 16 * blue)] / DRAWS;
    }
}
