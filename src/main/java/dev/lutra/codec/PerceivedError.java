package dev.lutra.codec;

import dev.lutra.color.LabDerivatives;

/**
 * The perceived errors of a lattice, and the signal to code instead so that the perceived errors become smaller.
 *
 * <p>Near the source, ΔE76² is eᵀJᵀJe, where J is the matrix of derivatives of Lab with respect to the signal. A
 * descent from the decoded signal leads to the signal {@code decoded + w Jᵀ J e}. Coding this signal reduces the errors
 * where they are visible. The weight w falls with ΔE76, so that the descent reduces the mean of the distances and not
 * that of their squares.
 */
final class PerceivedError {

    /** The multiple of the mean ΔE76 at which the weight is half of that at 0. */
    private static final double EVENNESS = 1.5;

    /** The largest product of the weight and the squared derivatives of a point in a steady descent. */
    private static final float LARGEST_STEP = 4;

    private final int channels;
    private final boolean steady;

    /** For each point, one row of derivatives each for L*, a* and b*; for a monochrome look only for L*. */
    private final float[] derivatives;

    /**
     * Prepares the derivatives for a look.
     *
     * @param source the planes of the source, in units of 1/255
     * @param steady whether points with large derivatives take no larger steps than others; this is better where a step
     *     of the quantiser is coarse
     */
    PerceivedError(float[][] source, boolean steady) {
        this.steady = steady;
        channels = source.length;
        boolean monochrome = channels == 1;
        float[][] toRgb = Signal.toRgb(monochrome);
        int points = source[0].length;
        derivatives = new float[channels * channels * points];
        var lab = new LabDerivatives();
        for (int i = 0, at = 0; i < points; i++) {
            int last = channels - 1;
            lab.at(unit(source[0][i]), unit(source[Math.min(1, last)][i]), unit(source[last][i]));
            for (int row = 0; row < channels; row++) {
                for (int column = 0; column < channels; column++) {
                    double slope = 0;
                    for (int rgb = 0; rgb < 3; rgb++) {
                        slope += lab.derivative(row, rgb) * toRgb[Math.min(rgb, last)][column];
                    }
                    derivatives[at++] = (float) (slope / Planes.WHITE);
                }
            }
        }
    }

    private static double unit(float value) {
        return Math.clamp(value / Planes.WHITE, 0, 1);
    }

    /**
     * Computes the signal to code next.
     *
     * @param decoded the decoded signal
     * @param error the signal of the errors of the delivered colours
     */
    float[][] next(float[][] decoded, float[][] error) {
        int points = error[0].length;
        var seen = new float[channels][points];
        var distances = new float[points];
        double mean = 0;
        for (int i = 0; i < points; i++) {
            float square = 0;
            for (int row = 0; row < channels; row++) {
                float sum = 0;
                for (int column = 0; column < channels; column++) {
                    sum += derivatives[(i * channels + row) * channels + column] * error[column][i];
                }
                seen[row][i] = sum;
                square += sum * sum;
            }
            distances[i] = (float) Math.sqrt(square);
            mean += distances[i];
        }
        mean /= points;
        weigh(distances, (float) (EVENNESS * mean));
        if (steady) {
            limitSteps(distances);
        }
        var next = new float[channels][points];
        for (int i = 0; i < points; i++) {
            for (int column = 0; column < channels; column++) {
                float sum = 0;
                for (int row = 0; row < channels; row++) {
                    sum += derivatives[(i * channels + row) * channels + column] * seen[row][i];
                }
                next[column][i] = decoded[column][i] + distances[i] * sum;
            }
        }
        return next;
    }

    /** Scales weights so that the mean step of a channel is 1, and limits the steps of single points. */
    private void limitSteps(float[] weights) {
        int numbers = channels * channels;
        var squares = new float[weights.length];
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            for (int k = i * numbers; k < (i + 1) * numbers; k++) {
                squares[i] += derivatives[k] * derivatives[k];
            }
            sum += weights[i] * squares[i] / channels;
        }
        float scale = (float) (weights.length / sum);
        for (int i = 0; i < weights.length; i++) {
            weights[i] = Math.min(weights[i] * scale, LARGEST_STEP / Math.max(squares[i], Float.MIN_NORMAL));
        }
    }

    /** Turns distances into weights with a mean of 1. */
    private static void weigh(float[] distances, float half) {
        double sum = 0;
        for (int i = 0; i < distances.length; i++) {
            distances[i] = 1 / Math.max(distances[i] + half, Float.MIN_NORMAL);
            sum += distances[i];
        }
        float scale = (float) (distances.length / sum);
        for (int i = 0; i < distances.length; i++) {
            distances[i] *= scale;
        }
    }
}
