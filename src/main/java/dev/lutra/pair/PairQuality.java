package dev.lutra.pair;

import dev.lutra.color.Fidelity;
import dev.lutra.color.FidelityMeter;
import dev.lutra.color.Interpolation;
import dev.lutra.color.Lut3d;

/**
 * How well a look turns the photograph before into the one after.
 *
 * @param fidelity its error, over the pixels
 * @param pixels how many were measured
 * @param unexplained the share of the variance of the colours after that the look does not explain, 0 or more
 */
record PairQuality(Fidelity fidelity, long pixels, double unexplained) {

    /** The most pixels that are measured, evenly spread: 5 MB. */
    private static final int MOST = 300_000;

    static PairQuality of(Lut3d look, PixelGrid before, PixelGrid after, Shift shift) {
        int stride = Math.max(1, (int) Math.ceil(Math.sqrt((double) before.width() * before.height() / MOST)));
        var meter = new FidelityMeter();
        var row = new Row(Math.ceilDiv(before.width(), stride));
        var variation = new Variation();
        long pixels = 0;
        for (int y = 0; y < before.height(); y += stride) {
            int count = row.fill(y, stride, before, after, shift);
            Interpolation.TETRAHEDRAL.apply(look, row.inputs, row.outputs, count);
            meter.add(row.expected, row.outputs, count);
            variation.add(row, count);
            pixels += count;
        }
        return new PairQuality(meter.result(), pixels, variation.unexplained(pixels));
    }

    /** The colours of a row. */
    private static final class Row {

        final float[] inputs;
        final float[] expected;
        final float[] outputs;

        Row(int pixels) {
            inputs = new float[3 * pixels];
            expected = new float[3 * pixels];
            outputs = new float[3 * pixels];
        }

        int fill(int y, int stride, PixelGrid before, PixelGrid after, Shift shift) {
            int count = 0;
            for (int x = 0; x < before.width(); x += stride) {
                if (shift.shows(x, y, after)) {
                    System.arraycopy(before.rgb(), before.at(x, y), inputs, 3 * count, 3);
                    System.arraycopy(after.rgb(), after.at(x + shift.dx(), y + shift.dy()), expected, 3 * count, 3);
                    count++;
                }
            }
            return count;
        }
    }

    private static final class Variation {

        private final double[] sum = new double[3];
        private double squares;
        private double missed;

        void add(Row row, int count) {
            for (int i = 0; i < 3 * count; i++) {
                double value = row.expected[i];
                double error = row.outputs[i] - value;
                sum[i % 3] += value;
                squares += value * value;
                missed += error * error;
            }
        }

        double unexplained(long pixels) {
            double total = squares;
            for (double channel : sum) {
                total -= channel * channel / pixels;
            }
            // A photograph of one colour has no variation to explain.
            return total > pixels * 1e-6 ? missed / total : 0;
        }
    }
}
