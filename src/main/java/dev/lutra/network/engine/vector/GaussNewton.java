package dev.lutra.network.engine.vector;

import static dev.lutra.network.engine.vector.PaddedLayout.COLOR;
import static dev.lutra.network.engine.vector.VectorEngine.OUTPUT_FACTOR;

import dev.lutra.network.engine.Engine.NormalEquations;
import dev.lutra.network.engine.LabLoss;
import java.util.Arrays;

/** Sums up the normal equations of one LUT, a few colours at a time. */
final class GaussNewton {

    /** The colours that are added at once: their rows of the Jacobian matrix fit the second level cache. */
    static final int POINTS = 64;

    /** The rows of the Hessian that are computed together. Only its upper triangle is, to this granularity. */
    private static final int BAND = 64;

    private final VectorNetwork network;
    private final float[] embedding;
    private final float epsilon;
    private final int numbers;
    /** The weighted errors in L*, a* and b*, and their derivatives, a row for each. */
    private final float[] errors = new float[3 * POINTS];

    private final float[] jacobian;
    private final float[] gradient;
    private final float[] hessian;
    private double loss;

    /** @param embedding the embedding, padded */
    GaussNewton(VectorNetwork network, float[] embedding, float epsilon) {
        this.network = network;
        this.embedding = embedding;
        this.epsilon = epsilon;
        numbers = embedding.length;
        jacobian = new float[3 * POINTS * numbers];
        gradient = new float[numbers];
        hessian = new float[numbers * numbers];
    }

    /**
     * Adds colours.
     *
     * @param activations the kept activations of their forward pass, with tanh of the output
     * @param target the targets, triples, of which those from {@code from} belong to these colours
     * @param colors a multiple of 8, at most {@link #POINTS}
     */
    void add(Activations activations, float[] target, int from, int colors) {
        float[][] byOutput = outputDerivatives(activations.output(), target, from, colors);
        for (int coordinate = 0; coordinate < 3; coordinate++) {
            var rows = new float[colors * numbers];
            new BackwardPass(network, activations, colors, byOutput[coordinate], null, embedding, rows, true).run();
            System.arraycopy(rows, 0, jacobian, coordinate * colors * numbers, rows.length);
        }
        int rows = 3 * colors;
        for (int band = 0; band < numbers; band += BAND) {
            int height = Math.min(BAND, numbers - band);
            var factor = new Matrix(jacobian, band, 1, numbers);
            var columns = new Matrix(jacobian, band, numbers, 1);
            var sums = new Matrix(hessian, band * numbers + band, numbers, 1);
            new MatrixProduct(factor, columns, sums, sums, rows).compute(height, numbers - band);
        }
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < numbers; i++) {
                gradient[i] += errors[row] * jacobian[row * numbers + i];
            }
        }
    }

    /** The system, divided by the number of colours. */
    NormalEquations equations(int colors) {
        for (int row = 0; row < numbers; row++) {
            gradient[row] /= colors;
            for (int column = row; column < numbers; column++) {
                hessian[row * numbers + column] /= colors;
                hessian[column * numbers + row] = hessian[row * numbers + column];
            }
        }
        PaddedLayout layout = network.layout();
        var rows = new float[numbers][];
        for (int row = 0; row < numbers; row++) {
            rows[row] = layout.unpadEmbedding(Arrays.copyOfRange(hessian, row * numbers, (row + 1) * numbers));
        }
        return new NormalEquations(loss / colors, layout.unpadEmbedding(gradient), unpad(rows));
    }

    /** Takes from each column of padded rows those rows that are not padding. */
    private float[] unpad(float[][] rows) {
        int plain = rows[0].length;
        var index = new float[numbers];
        for (int i = 0; i < numbers; i++) {
            index[i] = i;
        }
        float[] kept = network.layout().unpadEmbedding(index);
        var matrix = new float[plain * plain];
        for (int row = 0; row < plain; row++) {
            System.arraycopy(rows[(int) kept[row]], 0, matrix, row * plain, plain);
        }
        return matrix;
    }

    /** The derivatives of the weighted L*, a* and b* with respect to the network's output before its tanh. */
    private float[][] outputDerivatives(float[] y, float[] target, int from, int colors) {
        var derivatives = new float[3][colors * COLOR];
        var error = new float[3];
        var slope = new float[3];
        for (int color = 0; color < colors; color++) {
            int node = LabLoss.node(target, 3 * (from + color));
            for (int channel = 0; channel < 3; channel++) {
                float squashed = y[color * COLOR + channel];
                float output = squashed * OUTPUT_FACTOR + 0.5f;
                float clipped = Math.max(0f, Math.min(1f, output));
                error[channel] = clipped - target[3 * (from + color) + channel];
                boolean fixed = clipped != output && Math.abs(error[channel]) < LabLoss.CLOSE;
                slope[channel] = fixed ? 0 : OUTPUT_FACTOR * (1 - squashed * squashed);
            }
            double square = epsilon * epsilon;
            for (int coordinate = 0; coordinate < 3; coordinate++) {
                float sum = 0;
                for (int channel = 0; channel < 3; channel++) {
                    sum += LabLoss.derivative(node, coordinate, channel) * error[channel];
                }
                errors[coordinate * colors + color] = sum;
                square += sum * sum;
            }
            double distance = Math.sqrt(square);
            loss += distance;
            float weight = (float) (1 / Math.sqrt(distance));
            for (int coordinate = 0; coordinate < 3; coordinate++) {
                errors[coordinate * colors + color] *= weight;
                for (int channel = 0; channel < 3; channel++) {
                    derivatives[coordinate][color * COLOR + channel] =
                            LabLoss.derivative(node, coordinate, channel) * slope[channel] * weight;
                }
            }
        }
        return derivatives;
    }
}
