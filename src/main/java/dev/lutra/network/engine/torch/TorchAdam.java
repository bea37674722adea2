package dev.lutra.network.engine.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.lutra.network.engine.AdamConstants;

/**
 * Adam (Kingma and Ba, 2014) with tensors, in the arithmetic of a training on the host: the mean of the gradients is
 * divided by the root of their variance plus ε, and the corrections for the first steps are part of the rate.
 */
final class TorchAdam {

    private final NDArray byMean;
    private final NDArray byVariance;
    private final NDArray epsilon;

    /** Puts the constants on the device of the manager. */
    TorchAdam(NDManager manager) {
        byMean = manager.create(1 - AdamConstants.BETA1);
        byVariance = manager.create(1 - AdamConstants.BETA2);
        epsilon = manager.create(AdamConstants.EPSILON);
    }

    /**
     * Moves numbers one step against their gradient, in place.
     *
     * @param values the numbers, and {@code mean} and {@code variance} the moments of their gradients
     * @param rate the corrected rate of all, or of each row
     */
    void update(NDArray values, NDArray mean, NDArray variance, NDArray gradient, NDArray rate) {
        mean.addi(gradient.sub(mean).mul(byMean));
        variance.addi(gradient.square().sub(variance).mul(byVariance));
        values.subi(mean.mul(rate).div(variance.sqrt().add(epsilon)));
    }
}
