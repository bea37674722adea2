package dev.lutra.network.engine;

import dev.lutra.color.LabDerivatives;

/**
 * The loss in L*a*b*: √(|M·e|² + ε²) − ε, about ΔE76, of the error e of an output 0…1 that is interpreted as encoded
 * sRGB. M holds the derivatives of L*a*b* with respect to RGB at the target. It is the mean over colours.
 *
 * <p>M is read from a table, at the nearest of its nodes. Outputs are clipped before they are compared, as they are when
 * they are delivered, but their gradient passes the clip, so that it draws them back.
 */
public final class LabLoss {

    /**
     * The ε of a training, in units of ΔE76: the value where the loss changes from quadratic to linear, so that it has a
     * gradient at 0.
     */
    public static final float EPSILON = 0.5f;

    /** The points along an edge of the table. */
    public static final int NODES = 32;

    /** A clipped output that is so close to its target cannot be moved, and need not be. */
    public static final float CLOSE = 1e-3f;

    /** The derivatives at each node, red fastest: a row of three for each of L*, a* and b*. */
    private static final float[] DERIVATIVES = derivatives();

    private LabLoss() {}

    /**
     * Computes the loss of one colour and its gradient.
     *
     * @param rgb the output, one triple, not clipped
     * @param target the target colours, triples
     * @param from the index of the red value in {@code target}
     * @param gradient receives the derivatives with respect to the channels of the output
     */
    public static float gradient(float[] rgb, float[] target, int from, float[] gradient) {
        int m = node(target, from);
        float red = clip(rgb[0]) - target[from];
        float green = clip(rgb[1]) - target[from + 1];
        float blue = clip(rgb[2]) - target[from + 2];
        float[] d = DERIVATIVES;
        float lightness = d[m] * red + d[m + 1] * green + d[m + 2] * blue;
        float a = d[m + 3] * red + d[m + 4] * green + d[m + 5] * blue;
        float b = d[m + 6] * red + d[m + 7] * green + d[m + 8] * blue;
        float distance = (float) Math.sqrt(lightness * lightness + a * a + b * b + EPSILON * EPSILON);
        float factor = 1 / distance;
        for (int channel = 0; channel < 3; channel++) {
            gradient[channel] = (lightness * d[m + channel] + a * d[m + 3 + channel] + b * d[m + 6 + channel]) * factor;
        }
        return distance - EPSILON;
    }

    /**
     * The smoothed difference √(|M·e|² + ε²) of one colour.
     *
     * @param outputs outputs, triples, not clipped
     * @param target the target colours, triples
     * @param from the index of the red value in both
     * @param epsilon ε, in units of ΔE76
     */
    public static double distance(float[] outputs, float[] target, int from, float epsilon) {
        int node = node(target, from);
        double square = (double) epsilon * epsilon;
        for (int coordinate = 0; coordinate < 3; coordinate++) {
            double sum = 0;
            for (int channel = 0; channel < 3; channel++) {
                float error = clip(outputs[from + channel]) - target[from + channel];
                sum += derivative(node, coordinate, channel) * error;
            }
            square += sum * sum;
        }
        return Math.sqrt(square);
    }

    /** The table: {@link #NODES}³ nodes, red fastest, with nine derivatives each. */
    public static float[] table() {
        return DERIVATIVES.clone();
    }

    /** The derivative of L*, a* or b* (0, 1, 2) with respect to a channel, at the node that {@link #node} gives. */
    public static float derivative(int node, int coordinate, int channel) {
        return DERIVATIVES[node + 3 * coordinate + channel];
    }

    /** The index of the node nearest to a colour in the table. */
    public static int node(float[] target, int from) {
        int red = nearest(target[from]);
        int green = nearest(target[from + 1]);
        int blue = nearest(target[from + 2]);
        return 9 * ((blue * NODES + green) * NODES + red);
    }

    private static int nearest(float value) {
        return (int) (clip(value) * (NODES - 1) + 0.5f);
    }

    private static float clip(float value) {
        return Math.max(0f, Math.min(1f, value));
    }

    private static float[] derivatives() {
        var table = new float[9 * NODES * NODES * NODES];
        var lab = new LabDerivatives();
        int at = 0;
        for (int blue = 0; blue < NODES; blue++) {
            for (int green = 0; green < NODES; green++) {
                for (int red = 0; red < NODES; red++) {
                    lab.at(red / (NODES - 1.0), green / (NODES - 1.0), blue / (NODES - 1.0));
                    for (int i = 0; i < 9; i++) {
                        table[at++] = (float) lab.derivative(i / 3, i % 3);
                    }
                }
            }
        }
        return table;
    }
}
