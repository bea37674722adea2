package dev.lutra.color;

import dev.lutra.color.Fidelity.Statistics;
import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Measures the error of one colour map against another from their outputs for the same inputs.
 *
 * <p>Uses 16 bytes of memory for each pair of colours. Not thread-safe.
 */
public final class FidelityMeter {

    private double[] deltaE76 = new double[4096];
    private double[] deltaE2000 = new double[4096];
    private int count;
    private long squaredError;

    /**
     * Adds pairs of colours. Both colours of a pair are encoded sRGB; they are clamped to 0…1 and rounded to 8 bits
     * first.
     *
     * @param expected RGB triples, {@code 3 * points} values from index 0
     * @param actual the same number of triples
     */
    public void add(float[] expected, float[] actual, int points) {
        Objects.checkFromIndexSize(0, 3 * points, Math.min(expected.length, actual.length));
        int needed = Math.addExact(count, points);
        if (needed > deltaE76.length) {
            int capacity = Math.max(needed, deltaE76.length + (deltaE76.length >> 1));
            deltaE76 = Arrays.copyOf(deltaE76, capacity);
            deltaE2000 = Arrays.copyOf(deltaE2000, capacity);
        }
        for (int i = 0; i < 3 * points; i += 3) {
            addPair(
                    CodeValue.round(expected[i], CodeValue.MAX_8),
                    CodeValue.round(expected[i + 1], CodeValue.MAX_8),
                    CodeValue.round(expected[i + 2], CodeValue.MAX_8),
                    CodeValue.round(actual[i], CodeValue.MAX_8),
                    CodeValue.round(actual[i + 1], CodeValue.MAX_8),
                    CodeValue.round(actual[i + 2], CodeValue.MAX_8));
        }
    }

    private void addPair(int red1, int green1, int blue1, int red2, int green2, int blue2) {
        int red = red1 - red2;
        int green = green1 - green2;
        int blue = blue1 - blue2;
        int square = red * red + green * green + blue * blue;
        if (square > 0) {
            squaredError += square;
            Lab one = Lab.ofSrgb8(red1, green1, blue1);
            Lab other = Lab.ofSrgb8(red2, green2, blue2);
            deltaE76[count] = ColorDifference.deltaE76(one, other);
            deltaE2000[count] = ColorDifference.ciede2000(one, other);
        }
        count++;
    }

    /**
     * The statistics of all pairs so far.
     *
     * @throws IllegalStateException if there are no pairs
     */
    public Fidelity result() {
        if (count == 0) {
            throw new IllegalStateException("no colours were measured");
        }
        double peak = 3.0 * count * CodeValue.MAX_8 * CodeValue.MAX_8;
        double psnr = squaredError == 0 ? Double.POSITIVE_INFINITY : 10 * Math.log10(peak / squaredError);
        return new Fidelity(Statistics.of(deltaE76, count), Statistics.of(deltaE2000, count), psnr);
    }

    /**
     * The mean of each statistic over several LUTs: of the means, of the percentiles, of the maxima, and of the PSNRs
     * in dB. The mean PSNR is infinite if one of them is.
     *
     * @throws IllegalArgumentException if there are none
     */
    public static Fidelity average(Collection<Fidelity> fidelities) {
        return new Fidelity(
                averageStatistics(fidelities, Fidelity::deltaE76),
                averageStatistics(fidelities, Fidelity::deltaE2000),
                mean(fidelities, Fidelity::psnr));
    }

    private static Statistics averageStatistics(Collection<Fidelity> fidelities, Function<Fidelity, Statistics> part) {
        var parts = fidelities.stream().map(part).toList();
        return new Statistics(
                mean(parts, Statistics::mean),
                mean(parts, Statistics::p90),
                mean(parts, Statistics::p99),
                mean(parts, Statistics::max));
    }

    private static <T> double mean(Collection<T> values, ToDoubleFunction<T> figure) {
        return values.stream()
                .mapToDouble(figure)
                .average()
                .orElseThrow(() -> new IllegalArgumentException("no fidelities to average"));
    }
}
