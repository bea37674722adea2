package dev.lutra.network.engine.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.lutra.network.engine.LabLoss;
import dev.lutra.network.engine.Loss;
import dev.lutra.network.engine.SmoothL1;

/**
 * {@link SmoothL1} and {@link LabLoss} with tensors, for autograd.
 *
 * <p>All constants are tensors that outlive a step: DJL frees a Java number in a graph before the backward pass.
 */
final class TorchLoss {

    private final NDManager manager;
    private final NDArray zero;
    private final NDArray half;
    private final NDArray one;
    private final NDArray delta;
    private final NDArray epsilon;
    private final NDArray epsilonSquare;
    /** The derivatives at the nodes, a row of 9 for each. */
    private final NDArray derivatives;

    private final NDArray nodes;
    /** The number of nodes from one to the next along each channel. */
    private final NDArray strides;

    /** Puts the constants on the device of the manager. They live as long as the manager. */
    TorchLoss(NDManager manager) {
        this.manager = manager;
        zero = manager.create(0f);
        half = manager.create(0.5f);
        one = manager.create(1f);
        delta = manager.create(SmoothL1.DELTA);
        epsilon = manager.create(LabLoss.EPSILON);
        epsilonSquare = manager.create(LabLoss.EPSILON * LabLoss.EPSILON);
        float[] table = LabLoss.table();
        derivatives = manager.create(table, new Shape(table.length / 9, 9));
        nodes = manager.create(LabLoss.NODES - 1f);
        strides = manager.create(new float[] {1, LabLoss.NODES, LabLoss.NODES * LabLoss.NODES});
    }

    /**
     * The loss, summed over the LUTs.
     *
     * @param output the output of the network, 0…1, LUTs × colours × 3
     * @param target the target, of the same shape
     */
    NDArray of(Loss loss, NDArray output, NDArray target) {
        long colors = output.getShape().get(1);
        return switch (loss) {
            case COLOR -> smoothL1(output.sub(target), colors);
            case DELTA_E -> deltaE(output, target, colors);
        };
    }

    /** Outputs within 0…1. */
    NDArray clip(NDArray output) {
        return output.maximum(zero).minimum(one);
    }

    /**
     * The derivatives of L*, a* and b* with respect to the channels.
     *
     * @param target colours, … × 3
     * @return … × 3 × 3: for each of L*, a*, b* a row of the channels
     */
    NDArray derivatives(NDArray target) {
        int last = target.getShape().dimension() - 1;
        NDArray nearest = clip(target).mul(nodes).add(half).floor();
        NDArray node = nearest.mul(strides).sum(new int[] {last}).toType(DataType.INT64, false);
        return Rows.of(derivatives, node).reshape(target.getShape().add(3));
    }

    /**
     * Multiplies errors by derivatives.
     *
     * @param derivatives … × 3 × 3
     * @param error of the channels, … × 3
     * @return the errors in L*, a* and b*, … × 3
     */
    static NDArray labError(NDArray derivatives, NDArray error) {
        int last = error.getShape().dimension() - 1;
        return error.expandDims(last).mul(derivatives).sum(new int[] {last + 1});
    }

    private NDArray smoothL1(NDArray error, long colors) {
        NDArray size = error.abs();
        NDArray inner = size.minimum(delta);
        NDArray perSample = manager.create(1f / (SmoothL1.DELTA * 3 * colors));
        return size.sub(inner.mul(half)).mul(inner).sum().mul(perSample);
    }

    private NDArray deltaE(NDArray output, NDArray target, long colors) {
        NDArray fixed = output.stopGradient();
        NDArray error = output.add(clip(fixed).sub(fixed)).sub(target);
        NDArray square = labError(derivatives(target), error).square().sum(new int[] {2});
        NDArray perColor = manager.create(1f / colors);
        return square.add(epsilonSquare).sqrt().sub(epsilon).sum().mul(perColor);
    }
}
