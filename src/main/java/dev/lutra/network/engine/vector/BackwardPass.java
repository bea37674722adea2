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
    private final float[] embeddingGradient;

    /**
     * Prepares a pass.
     *
     * @param gradient the gradient of the loss with respect to the output of the network, points × {@link
     *     PaddedLayout#COLOR}; overwritten
     * @param sharedGradient the gradient of the weights is added to it; null if they are frozen
     * @param embeddingGradient receives the gradient of the embedding, padded
     */
    BackwardPass(
            VectorNetwork network,
            Activations activations,
            int points,
            float[] gradient,
            PaddedBlock @Nullable [] sharedGradient,
            float[] embeddingGradient) {
        this.network = network;
        shape = network.shape();
        layout = network.layout();
        this.activations = activations;
        this.points = points;
        this.gradient = Matrix.rows(gradient, COLOR);
        this.sharedGradient = sharedGradient;
        this.embeddingGradient = embeddingGradient;
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

    /** d/dz tanh = 1 − tanh². The result is also the gradient with respect to the biases. */
    private void throughTanh(int block, int layer) {
        float[] values = activations.gradient(layer);
        float[] tanh = activations.hidden(block, layer);
        for (int i = 0; i < points * layout.width(); i += LANES) {
            FloatVector h = FloatVector.fromArray(SPECIES, tanh, i);
            FloatVector g = FloatVector.fromArray(SPECIES, values, i);
            g.sub(g.mul(h).mul(h)).intoArray(values, i);
        }
        if (layer < shape.biasedLayers()) {
            sumRows(values, layout.bias(block, layer));
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

    private void sumRows(float[] values, int to) {
        int width = layout.width();
        for (int column = 0; column < width; column += LANES) {
            FloatVector sum = FloatVector.zero(SPECIES);
            for (int at = column; at < points * width; at += width) {
                sum = sum.add(FloatVector.fromArray(SPECIES, values, at));
            }
            sum.intoArray(embeddingGradient, to + column);
        }
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
