package dev.lutra.network.engine.vector;

import static dev.lutra.network.engine.vector.PaddedLayout.COLOR;
import static dev.lutra.network.engine.vector.VectorMath.LANES;
import static dev.lutra.network.engine.vector.VectorMath.SPECIES;

import dev.lutra.network.NetworkShape;
import jdk.incubator.vector.FloatVector;
import org.jspecify.annotations.Nullable;

/**
 * The backward pass of one LUT through a network. It follows a {@link VectorNetwork#forward} whose activations were
 * kept.
 */
final class BackwardPass {

    private final VectorNetwork network;
    private final NetworkShape shape;
    private final PaddedLayout layout;
    private final Activations activations;
    private final int points;
    /** The gradient of the loss with respect to the colours at the current block. */
    private final Matrix gradient;

    private final PaddedBlock @Nullable [] sharedGradient;
    private final float[] embedding;
    private final float[] embeddingGradient;
    /** The number of floats from the gradient of one point to that of the next; 0 to sum them all. */
    private final int row;

    /**
     * Prepares a pass.
     *
     * @param gradient the gradient of the loss with respect to the output of the network, points × {@link
     *     PaddedLayout#COLOR}; overwritten
     * @param sharedGradient the gradient of the weights is added to it; null if they are frozen
     * @param embedding the embedding, padded
     * @param embeddingGradient receives the gradient of the embedding, padded, of all points or of each
     * @param perPoint true for a row for each point in {@code embeddingGradient}, false for their sum
     */
    BackwardPass(
            VectorNetwork network,
            Activations activations,
            int points,
            float[] gradient,
            PaddedBlock @Nullable [] sharedGradient,
            float[] embedding,
            float[] embeddingGradient,
            boolean perPoint) {
        this.network = network;
        shape = network.shape();
        layout = network.layout();
        this.activations = activations;
        this.points = points;
        this.gradient = Matrix.rows(gradient, COLOR);
        this.sharedGradient = sharedGradient;
        this.embedding = embedding;
        this.embeddingGradient = embeddingGradient;
        row = perPoint ? embedding.length : 0;
    }

    /** Computes the gradients, from the last block to the first. */
    void run() {
        for (int block = shape.blocks() - 1; block >= 0; block--) {
            throughScaleAndShift(block);
            throughOutput(block);
            for (int layer = shape.layers() - 1; layer > 0; layer--) {
                throughTanh(block, layer);
                throughMatrix(block, layer);
            }
            throughTanh(block, 0);
            throughFirstMatrix(block);
        }
    }

    private void throughScaleAndShift(int block) {
        float[] values = gradient.values();
        float[] moved = activations.moved(block);
        for (int lane = 0; lane < COLOR; lane += LANES) {
            FloatVector scale =
                    FloatVector.fromArray(SPECIES, network.weights(block).scale(), lane);
            FloatVector scaleSum = FloatVector.zero(SPECIES);
            FloatVector shiftSum = FloatVector.zero(SPECIES);
            for (int at = lane; at < points * COLOR; at += COLOR) {
                FloatVector g = FloatVector.fromArray(SPECIES, values, at);
                scaleSum = g.fma(FloatVector.fromArray(SPECIES, moved, at), scaleSum);
                shiftSum = shiftSum.add(g);
                g.mul(scale).intoArray(values, at);
            }
            if (sharedGradient != null) {
                PaddedBlock sums = sharedGradient[block];
                scaleSum.add(FloatVector.fromArray(SPECIES, sums.scale(), lane)).intoArray(sums.scale(), lane);
                shiftSum.add(FloatVector.fromArray(SPECIES, sums.shift(), lane)).intoArray(sums.shift(), lane);
            }
        }
    }

    private void throughOutput(int block) {
        int output = shape.layers();
        addWeightGradient(block, output, hidden(block, output - 1), gradient);
        new MatrixProduct(gradient, network.transposed(block, output), network.noBias(), byHidden(output - 1), 3)
                .compute(points, layout.width());
    }

    /**
     * d/dz tanh = 1 − tanh². The result is also the gradient with respect to the biases. The gradient with respect to
     * the scales is this times the scaled sums.
     */
    private void throughTanh(int block, int layer) {
        float[] values = activations.gradient(layer);
        float[] tanh = activations.hidden(block, layer);
        int width = layout.width();
        for (int column = 0; column < width; column += LANES) {
            FloatVector sum = FloatVector.zero(SPECIES);
            int bias = layer < shape.biasedLayers() ? layout.bias(block, layer) + column : -1;
            for (int point = 0; point < points; point++) {
                int at = point * width + column;
                FloatVector h = FloatVector.fromArray(SPECIES, tanh, at);
                FloatVector g = FloatVector.fromArray(SPECIES, values, at);
                FloatVector d = g.sub(g.mul(h).mul(h));
                d.intoArray(values, at);
                sum = sum.add(d);
                if (row > 0 && bias >= 0) {
                    d.intoArray(embeddingGradient, point * row + bias);
                }
            }
            if (row == 0 && bias >= 0) {
                sum.intoArray(embeddingGradient, bias);
            }
        }
        float[] sums = activations.sums(block, layer);
        if (sums != null) {
            throughScale(values, sums, layout.scale(block, layer));
        }
    }

    private void throughScale(float[] values, float[] sums, int scale) {
        int width = layout.width();
        for (int column = 0; column < width; column += LANES) {
            FloatVector factor =
                    FloatVector.fromArray(SPECIES, embedding, scale + column).add(1);
            FloatVector sum = FloatVector.zero(SPECIES);
            for (int point = 0; point < points; point++) {
                int at = point * width + column;
                FloatVector d = FloatVector.fromArray(SPECIES, values, at);
                FloatVector byScale = d.mul(FloatVector.fromArray(SPECIES, sums, at));
                d.mul(factor).intoArray(values, at);
                sum = sum.add(byScale);
                if (row > 0) {
                    byScale.intoArray(embeddingGradient, point * row + scale + column);
                }
            }
            if (row == 0) {
                sum.intoArray(embeddingGradient, scale + column);
            }
        }
    }

    private void throughMatrix(int block, int layer) {
        addWeightGradient(block, layer, hidden(block, layer - 1), byHidden(layer));
        new MatrixProduct(
                        byHidden(layer),
                        network.transposed(block, layer),
                        network.noBias(),
                        byHidden(layer - 1),
                        shape.width())
                .compute(points, layout.width());
    }

    /**
     * The gradient with respect to the colours before the block: the sum of the path through its layers and the path
     * around them.
     */
    private void throughFirstMatrix(int block) {
        addWeightGradient(block, 0, Matrix.rows(activations.colors(block), COLOR), byHidden(0));
        if (block > 0) {
            new MatrixProduct(byHidden(0), network.transposed(block, 0), gradient, gradient, shape.width())
                    .compute(points, COLOR);
        }
    }

    private void addWeightGradient(int block, int layer, Matrix input, Matrix byOutput) {
        if (sharedGradient == null) {
            return;
        }
        Matrix sum = Matrix.rows(sharedGradient[block].matrices()[layer], layout.columns(layer));
        int rows = layer == 0 ? MatrixProduct.ROWS : layout.width();
        new MatrixProduct(input.transposed(), byOutput, sum, sum, points).compute(rows, layout.columns(layer));
    }

    private Matrix hidden(int block, int layer) {
        return Matrix.rows(activations.hidden(block, layer), layout.width());
    }

    /**
     * The gradient of a hidden layer: first with respect to its activations, then with respect to the arguments of its
     * tanh.
     */
    private Matrix byHidden(int layer) {
        return Matrix.rows(activations.gradient(layer), layout.width());
    }
}
