package dev.lutra.network.engine.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import dev.lutra.network.NetworkShape;
import dev.lutra.network.engine.AdamConstants;
import dev.lutra.network.engine.ResidentTraining.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a training has learned, on the device: the weights and the base, which move at every step, as one row of numbers, and
 * the numbers of the LUTs. The counts of the steps stay on the host, which sends no more than the rates that follow.
 */
final class TrainingState {

    private final NetworkShape shape;
    /** The number of weights, which are followed by the base. */
    private final int weights;
    /** The weights and the base, and both moments of their gradients: 3 × numbers. */
    private final NDArray common;
    /** The numbers of each LUT, and both moments of their gradients, one after the other: LUTs × 3 · numbers. */
    private final NDArray embeddings;

    private final int[] embeddingSteps;
    private int steps;

    /** Allocates memory on the device of the manager. */
    TrainingState(NDManager manager, NetworkShape shape, int luts) {
        this.shape = shape;
        weights = shape.blocks() * shape.sharedPerBlock();
        common = manager.zeros(new Shape(3, weights + shape.embeddingSize()));
        embeddings = manager.zeros(new Shape(luts, 3L * shape.embeddingSize()));
        embeddingSteps = new int[luts];
    }

    /** A row of {@link #common} in two: weights and base. It is a view. */
    NDList weightsAndBase() {
        return common.get(0).split(new long[] {weights}, 0);
    }

    /** The numbers of LUTs and both moments, LUTs × numbers each. They are copies. */
    NDList ofLuts(NDArray luts) {
        return Rows.of(embeddings, luts).split(3, 1);
    }

    /**
     * Moves weights and base.
     *
     * @param gradient of the weights, then of the base
     */
    void moveCommon(TorchAdam adam, NDArray gradient, float rate) {
        steps++;
        NDArray corrected = common.getManager().create(AdamConstants.corrected(rate, steps));
        adam.update(common.get(0), common.get(1), common.get(2), gradient, corrected);
    }

    /**
     * Moves the numbers of LUTs.
     *
     * @param indices the LUTs, and {@code luts} the same as a tensor
     * @param gradient of the loss, LUTs × numbers
     * @param decay the factor of the L2 penalty
     */
    void moveLuts(TorchAdam adam, int[] indices, NDArray luts, NDArray gradient, float rate, NDArray decay) {
        var corrected = new float[indices.length];
        for (int i = 0; i < indices.length; i++) {
            corrected[i] = AdamConstants.corrected(rate, ++embeddingSteps[indices[i]]);
        }
        NDArray rows = Rows.of(embeddings, luts);
        NDList parts = rows.split(3, 1);
        NDArray penalized = gradient.add(parts.get(0).mul(decay));
        NDArray rates = embeddings.getManager().create(corrected, new Shape(indices.length, 1));
        adam.update(parts.get(0), parts.get(1), parts.get(2), penalized, rates);
        Rows.write(embeddings, luts, rows);
    }

    /** Copies the state to the host. */
    State read() {
        float[] all = common.toFloatArray();
        var shared = new ArrayList<float[]>();
        for (int block = 0; block < shape.blocks(); block++) {
            shared.add(part(all, block * shape.sharedPerBlock(), shape.sharedPerBlock()));
        }
        var ofLuts = new ArrayList<float[]>();
        for (int lut = 0; lut < embeddingSteps.length; lut++) {
            try (NDArray row = embeddings.get(lut)) {
                float[] values = row.toFloatArray();
                float[] counted = Arrays.copyOf(values, values.length + 1);
                counted[values.length] = embeddingSteps[lut];
                ofLuts.add(counted);
            }
        }
        return new State(shared, part(all, weights, shape.embeddingSize()), ofLuts);
    }

    /** Takes numbers and both moments out of {@link #common}. */
    private float[] part(float[] all, int from, int count) {
        var part = new float[3 * count + 1];
        for (int row = 0; row < 3; row++) {
            System.arraycopy(all, row * all.length / 3 + from, part, row * count, count);
        }
        part[3 * count] = steps;
        return part;
    }

    /**
     * Takes over a state of the host.
     *
     * @throws IllegalArgumentException if it does not fit
     */
    void write(State state) {
        requireEqual("blocks", shape.blocks(), state.shared().size());
        requireEqual("LUTs", embeddingSteps.length, state.embeddings().size());
        List<float[]> parts = new ArrayList<>(state.shared());
        parts.forEach(block -> requireEqual("weights", 3 * shape.sharedPerBlock() + 1, block.length));
        parts.add(state.base());
        state.embeddings()
                .forEach(
                        embedding -> requireEqual("numbers of a LUT", 3 * shape.embeddingSize() + 1, embedding.length));
        requireEqual("numbers of the base", 3 * shape.embeddingSize() + 1, state.base().length);
        int columns = weights + shape.embeddingSize();
        var all = new float[3 * columns];
        int from = 0;
        for (float[] part : parts) {
            int count = part.length / 3;
            for (int row = 0; row < 3; row++) {
                System.arraycopy(part, row * count, all, row * columns + from, count);
            }
            from += count;
        }
        steps = (int) state.base()[3 * shape.embeddingSize()];
        try (var scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            Rows.copy(common.getManager().create(all, common.getShape()), common);
        }
        for (int lut = 0; lut < embeddingSteps.length; lut++) {
            float[] values = state.embeddings().get(lut);
            embeddingSteps[lut] = (int) values[values.length - 1];
            try (var scope = new NDScope()) {
                scope.suppressNotUsedWarning();
                NDArray row = embeddings.getManager().create(Arrays.copyOf(values, values.length - 1));
                Rows.copy(row, embeddings.get(lut));
            }
        }
    }

    private static void requireEqual(String what, int expected, int actual) {
        if (expected != actual) {
            throw new IllegalArgumentException("a state with %d %s, not %d".formatted(actual, what, expected));
        }
    }
}
