package dev.lutra.codec;

import dev.lutra.color.CodeValue;
import dev.lutra.color.ColorDifference;
import dev.lutra.color.Lab;

/** Collects ΔE76 between colours that are rounded to 8 bits, and computes the mean and the 99th percentile. */
final class DifferenceMeter {

    /** The number of bins per ΔE76 of 1. Percentiles are rounded up to the next bin. */
    private static final int FINENESS = 1024;

    private static final int LARGEST = 400;

    private final int[] bins = new int[FINENESS * LARGEST];
    private long count;
    private double sum;

    /** Adds a pair of 8-bit colours. */
    void add(int red, int green, int blue, int otherRed, int otherGreen, int otherBlue) {
        count++;
        if (red == otherRed && green == otherGreen && blue == otherBlue) {
            bins[0]++;
            return;
        }
        add(ColorDifference.deltaE76(Lab.ofSrgb8(red, green, blue), Lab.ofSrgb8(otherRed, otherGreen, otherBlue)));
    }

    private void add(double difference) {
        sum += difference;
        bins[Math.min((int) Math.ceil(FINENESS * difference), bins.length - 1)]++;
    }

    /**
     * Adds pairs of colours.
     *
     * @param planes three planes, or one plane of greys, in units of 1/255
     * @param others the same number of values
     */
    void add(float[][] planes, float[][] others) {
        int last = planes.length - 1;
        int middle = Math.min(1, last);
        for (int i = 0; i < planes[0].length; i++) {
            add(
                    code(planes[0][i]),
                    code(planes[middle][i]),
                    code(planes[last][i]),
                    code(others[0][i]),
                    code(others[middle][i]),
                    code(others[last][i]));
        }
    }

    /**
     * Adds pairs of colours.
     *
     * @param rgb RGB triples, 0…1
     * @param others the same number of values
     */
    void add(float[] rgb, float[] others) {
        for (int i = 0; i < rgb.length; i += 3) {
            add(
                    CodeValue.round(rgb[i], CodeValue.MAX_8),
                    CodeValue.round(rgb[i + 1], CodeValue.MAX_8),
                    CodeValue.round(rgb[i + 2], CodeValue.MAX_8),
                    CodeValue.round(others[i], CodeValue.MAX_8),
                    CodeValue.round(others[i + 1], CodeValue.MAX_8),
                    CodeValue.round(others[i + 2], CodeValue.MAX_8));
        }
    }

    private static int code(float value) {
        return CodeValue.round(value / Planes.WHITE, CodeValue.MAX_8);
    }

    double mean() {
        return count == 0 ? 0 : sum / count;
    }

    /** The 99th percentile: the smallest value that 99 % of the differences do not exceed. */
    double p99() {
        long rank = Math.ceilDiv(99 * count, 100);
        long below = 0;
        for (int bin = 0; bin < bins.length; bin++) {
            below += bins[bin];
            if (below >= rank) {
                return (double) bin / FINENESS;
            }
        }
        return LARGEST;
    }
}
