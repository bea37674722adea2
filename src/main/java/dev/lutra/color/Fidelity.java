package dev.lutra.color;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The error of one colour map against another over a set of colours, both rounded to 8 bits.
 *
 * @param deltaE76 CIE 1976 colour difference
 * @param deltaE2000 CIEDE2000 colour difference
 * @param psnr peak signal-to-noise ratio in dB over the 8-bit channels; infinite for equal maps
 */
public record Fidelity(Statistics deltaE76, Statistics deltaE2000, double psnr) {

    /** The value for an error that was not measured. */
    public static final Fidelity UNKNOWN = new Fidelity(Statistics.UNKNOWN, Statistics.UNKNOWN, Double.NaN);

    public boolean isKnown() {
        return !Double.isNaN(deltaE76.mean);
    }

    /** The values rounded as answers show them. */
    public Fidelity rounded() {
        return new Fidelity(deltaE76.rounded(), deltaE2000.rounded(), Figure.of(psnr));
    }

    /** The PSNR in dB, or null if there is no difference, because JSON has no infinity. */
    public @Nullable Double finitePsnr() {
        return Double.isFinite(psnr) ? psnr : null;
    }

    /**
     * The statistics of a colour difference.
     *
     * @param mean the mean
     * @param p90 the 90th percentile
     * @param p99 the 99th percentile, or the maximum if an older version did not measure the percentile
     * @param max the largest value
     */
    public record Statistics(double mean, double p90, double p99, double max) {

        private static final int BINS = 1024;
        private static final Statistics UNKNOWN = new Statistics(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

        /**
         * The statistics of some differences.
         *
         * @throws IllegalArgumentException if there are none
         */
        public static Statistics of(double[] differences) {
            return of(differences, differences.length);
        }

        /** The statistics of the first {@code count} differences. */
        static Statistics of(double[] differences, int count) {
            if (count == 0) {
                throw new IllegalArgumentException("no differences were measured");
            }
            double sum = 0;
            double max = 0;
            for (int i = 0; i < count; i++) {
                sum += differences[i];
                max = Math.max(max, differences[i]);
            }
            return new Statistics(
                    sum / count, percentile(90, differences, count, max), percentile(99, differences, count, max), max);
        }

        /** A percentile: the smallest difference that {@code percent} of a hundred do not exceed. */
        private static double percentile(int percent, double[] differences, int count, double max) {
            int rank = (int) Math.ceilDiv((long) percent * count, 100);
            // A count by bins comes first, so that only the bin with the wanted rank has to be sorted.
            var bins = new int[BINS + 1];
            double perBin = max > 0 ? BINS / max : 0;
            for (int i = 0; i < count; i++) {
                bins[(int) (differences[i] * perBin)]++;
            }
            int bin = 0;
            int below = 0;
            while (below + bins[bin] < rank) {
                below += bins[bin++];
            }
            int wanted = bin;
            double[] candidates = Arrays.stream(differences, 0, count)
                    .filter(difference -> (int) (difference * perBin) == wanted)
                    .sorted()
                    .toArray();
            return candidates[rank - below - 1];
        }

        /** The values rounded as answers show them. */
        public Statistics rounded() {
            return new Statistics(Figure.of(mean), Figure.of(p90), Figure.of(p99), Figure.of(max));
        }
    }
}
