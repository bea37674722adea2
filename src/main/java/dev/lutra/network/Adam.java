package dev.lutra.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.List;

/**
 * Adam (Kingma and Ba, 2014) over a list of tensors. Unlike the one of DJL it shows its moments, which a checkpoint
 * must hold, and keeps them when the scope of a step is closed.
 */
final class Adam {

    private static final float BETA1 = 0.9f;
    /** Lower than the usual 0.999: it forgets the large first gradients sooner, which mattered in measurements. */
    private static final float BETA2 = 0.99f;

    private static final float EPSILON = 1e-8f;

    private final List<NDArray> tensors;
    private final List<NDArray> means = new ArrayList<>();
    private final List<NDArray> variances = new ArrayList<>();

    /** Starts with moments of 0, which live in {@code manager}. */
    Adam(NDManager manager, List<NDArray> tensors) {
        this.tensors = tensors;
        for (NDArray tensor : tensors) {
            means.add(manager.zeros(tensor.getShape()));
            variances.add(manager.zeros(tensor.getShape()));
        }
    }

    /**
     * Moves every tensor one step against its gradient.
     *
     * @param step counted from 1
     */
    void update(List<NDArray> gradients, long step, float rate) {
        float corrected = (float) (rate * Math.sqrt(1 - Math.pow(BETA2, step)) / (1 - Math.pow(BETA1, step)));
        for (int i = 0; i < tensors.size(); i++) {
            JniUtils.adamUpdate(
                    (PtNDArray) tensors.get(i),
                    (PtNDArray) gradients.get(i),
                    (PtNDArray) means.get(i),
                    (PtNDArray) variances.get(i),
                    rate,
                    corrected,
                    0f,
                    1f,
                    -1f,
                    BETA1,
                    BETA2,
                    EPSILON,
                    false);
        }
    }

    /** Tensors and both moments: all that a checkpoint must hold. */
    List<NDArray> state() {
        var state = new ArrayList<>(tensors);
        state.addAll(means);
        state.addAll(variances);
        return state;
    }
}
