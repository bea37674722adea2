package dev.lutra.network.engine.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.lutra.color.SrgbToLab;
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
    private final NDArray half;
    private final NDArray delta;
    private final NDArray epsilon;
    private final NDArray epsilonSquare;
    private final NDArray curveFrom;
    private final NDArray curveSlope;
    private final NDArray curveScale;
    private final NDArray curveOffset;
    private final NDArray curveExponent;
    private final NDArray curveJoin;
    private final NDArray rootFrom;
    private final NDArray rootSlope;
    private final NDArray rootExponent;
    /**
     * The matrices from linear RGB to X, Y, Z relative to white, and from their roots to L*, a*, b* without the
     * constant offset.
     */
    private final NDArray toXyz;

    private final NDArray toLab;

    /** Puts the constants on the device of the manager. They live as long as the manager. */
    TorchLoss(NDManager manager) {
        this.manager = manager;
        half = constant(0.5);
        delta = constant(SmoothL1.DELTA);
        epsilon = constant(LabLoss.EPSILON);
        epsilonSquare = constant(LabLoss.EPSILON * LabLoss.EPSILON);
        curveFrom = constant(SrgbToLab.CURVE_FROM);
        curveSlope = constant(1 / SrgbToLab.CURVE_DIVISOR);
        curveScale = constant(1 / (1 + SrgbToLab.CURVE_OFFSET));
        curveOffset = constant(SrgbToLab.CURVE_OFFSET);
        curveExponent = constant(SrgbToLab.CURVE_EXPONENT);
        curveJoin = constant(SrgbToLab.linear(SrgbToLab.CURVE_FROM));
        rootFrom = constant(SrgbToLab.ROOT_FROM);
        rootSlope = constant(SrgbToLab.ROOT_SLOPE);
        rootExponent = constant(1.0 / 3);
        var xyz = new float[9];
        for (int channel = 0; channel < 3; channel++) {
            double red = channel == 0 ? 1 : 0;
            double green = channel == 1 ? 1 : 0;
            double blue = channel == 2 ? 1 : 0;
            xyz[3 * channel] = (float) SrgbToLab.x(red, green, blue);
            xyz[3 * channel + 1] = (float) SrgbToLab.y(red, green, blue);
            xyz[3 * channel + 2] = (float) SrgbToLab.z(red, green, blue);
        }
        toXyz = manager.create(xyz, new Shape(3, 3));
        toLab = manager.create(new float[] {0, 500, 0, 116, -500, 200, 0, 0, -200}, new Shape(3, 3));
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
            case DELTA_E -> deltaE(roots(output).sub(roots(target)), colors);
        };
    }

    private NDArray smoothL1(NDArray error, long colors) {
        NDArray size = error.abs();
        NDArray inner = size.minimum(delta);
        NDArray perSample = manager.create(1f / (SmoothL1.DELTA * 3 * colors));
        return size.sub(inner.mul(half)).mul(inner).sum().mul(perSample);
    }

    private NDArray deltaE(NDArray roots, long colors) {
        NDArray perColor = manager.create(1f / colors);
        NDArray square = roots.matMul(toLab).square().sum(new int[] {2});
        return square.add(epsilonSquare).sqrt().sub(epsilon).sum().mul(perColor);
    }

    /**
     * The roots of X, Y, Z. Each curve is the sum of its linear part and its steep part, and each part is constant
     * beyond the join.
     */
    private NDArray roots(NDArray rgb) {
        NDArray straight = rgb.minimum(curveFrom).mul(curveSlope);
        NDArray curved = rgb.maximum(curveFrom).add(curveOffset).mul(curveScale);
        NDArray linear = straight.add(curved.log().mul(curveExponent).exp()).sub(curveJoin);
        NDArray xyz = linear.matMul(toXyz);
        NDArray cubeRoot = xyz.maximum(rootFrom).log().mul(rootExponent).exp();
        return xyz.minimum(rootFrom).sub(rootFrom).mul(rootSlope).add(cubeRoot);
    }

    private NDArray constant(double value) {
        return manager.create((float) value);
    }
}
