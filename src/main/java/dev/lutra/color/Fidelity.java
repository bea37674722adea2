package dev.lutra.color;

import java.util.Arrays;

/**
 * How close one colour map is to another over a set of colours, both rounded to 8 bits.
 *
 * @param deltaE76 CIE 1976 colour difference
 * @param deltaE2000 CIEDE2000 colour difference
 * @param psnr peak signal-to-noise ratio in dB over the 8-bit channels; infinite for equal maps
 */
public record Fidelity(Statistics deltaE76, Statistics deltaE2000, double psnr) {

    /** Of what was not measured. */
    public static final Fidelity UNKNOWN = new Fidelity(Statistics.UNKNOWN, Statistics.UNKNOWN, Double.NaN);

    public boolean isKnown() {
        return !Double.isNaN(deltaE76.mean);
    }

    /** As it is shown. */
    public Fidelity rounded() {
        return new Fidelity(deltaE76.rounded(), deltaE2000.rounded(), Figure.of(psnr));
    }

    /**
     * Of a colour difference.
     *
     * @param mean its mean
     * @param p90 its 90th percentile
     * @param p99 its 99th percentile, or the maximum where older versions did not measure it
     * @param max the largest
     */
    public record Statistics(double mean, double p90, double p99, double max) {

        private static final Statistics UNKNOWN = new Statistics(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

        /**
         * Of some differences.
         *
         * @throws IllegalArgumentException if there are none
         */
        public static Statistics of(double[] differences) {
            if (differences.length == 0) {
                throw new IllegalArgumentException("no differences were measured");
            }
            double[] sorted = differences.clone();
            Arrays.sort(sorted);
            double mean = Arrays.stream(sorted).average().orElseThrow();
            return new Statistics(mean, percentile(sorted, 90), percentile(sorted, 99), sorted[sorted.length - 1]);
        }

        /** The smallest that so many of a hundred do not exceed. */
        private static double percentile(double[] sorted, int percent) {
            return sorted[Math.ceilDiv(percent * sorted.length, 100) - 1];
        }

        /** As they are shown. */
        public Statistics rounded() {
            return new Statistics(Figure.of(mean), Figure.of(p90), Figure.of(p99), Figure.of(max));
        }
    }
}
