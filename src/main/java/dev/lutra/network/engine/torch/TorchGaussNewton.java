package dev.lutra.network.engine.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.lutra.network.Network;
import dev.lutra.network.NetworkShape;
import dev.lutra.network.engine.Engine.NormalEquations;
import dev.lutra.network.engine.LabLoss;
import java.util.ArrayList;
import java.util.List;

/**
 * Sums up the normal equations of one LUT, some colours at a time. The backward pass is written out, because autograd would
 * sum over the colours, and the equations need the derivatives of each.
 */
final class TorchGaussNewton {

    private final NetworkShape shape;
    private final TorchNetwork network;
    private final LutLayers layers;
    private final TorchLoss losses;
    private final NDArray one;
    private final NDArray half;
    private final NDArray factor;
    private final NDArray close;
    private final NDArray epsilonSquare;
    private final NDArray loss;
    private final NDArray gradient;
    private final NDArray hessian;

    /**
     * @param manager owns the sums and the constants; every other tensor lives as long as the surrounding scope
     * @param layers the layers of the LUT
     */
    TorchGaussNewton(
            NDManager manager,
            NetworkShape shape,
            TorchNetwork network,
            LutLayers layers,
            TorchLoss losses,
            float epsilon) {
        this.shape = shape;
        this.network = network;
        this.layers = layers;
        this.losses = losses;
        one = manager.create(1f);
        half = manager.create(0.5f);
        factor = manager.create(0.5f / Network.ALPHA);
        close = manager.create(LabLoss.CLOSE);
        epsilonSquare = manager.create(epsilon * epsilon);
        int numbers = shape.embeddingSize();
        loss = manager.zeros(new Shape());
        gradient = manager.zeros(new Shape(1, numbers));
        hessian = manager.zeros(new Shape(numbers, numbers));
    }

    /** The values of a forward pass, colours × width. */
    private record Hidden(NDArray tanh, NDArray sum) {}

    /**
     * Adds colours.
     *
     * @param x colours on the atanh scale, colours × 3
     * @param target of the same shape
     */
    void add(NDArray x, NDArray target) {
        var kept = new ArrayList<List<Hidden>>();
        for (int block = 0; block < shape.blocks(); block++) {
            x = forward(block, x, kept);
        }
        NDArray squashed = x.tanh();
        NDArray output = squashed.mul(factor).add(half);
        NDArray clipped = losses.clip(output);
        NDArray error = clipped.sub(target);
        NDArray unmoved = clipped.neq(output).logicalAnd(error.abs().lt(close)).toType(DataType.FLOAT32, false);
        NDArray slope =
                squashed.square().neg().add(one).mul(factor).mul(unmoved.neg().add(one));
        NDArray derivatives = losses.derivatives(target);
        NDArray lab = TorchLoss.labError(derivatives, error);
        NDArray distance =
                lab.square().sum(new int[] {1}, true).add(epsilonSquare).sqrt();
        loss.addi(distance.sum());
        NDArray weight = one.div(distance.sqrt());
        NDArray weighted = derivatives.mul(slope.expandDims(1)).mul(weight.expandDims(2));
        NDArray jacobian = jacobian(weighted.transpose(1, 0, 2), kept);
        NDArray errors = lab.mul(weight).transpose().reshape(1, -1);
        gradient.addi(errors.matMul(jacobian));
        hessian.addi(jacobian.transpose().matMul(jacobian));
    }

    /** The system, divided by the number of colours. */
    NormalEquations equations(int colors) {
        float[] byNumber = gradient.toFloatArray();
        float[] matrix = hessian.toFloatArray();
        divide(byNumber, colors);
        divide(matrix, colors);
        return new NormalEquations(loss.getFloat() / (double) colors, byNumber, matrix);
    }

    private static void divide(float[] values, int by) {
        for (int i = 0; i < values.length; i++) {
            values[i] /= by;
        }
    }

    private NDArray forward(int block, NDArray x, List<List<Hidden>> kept) {
        TorchNetwork.Block weights = network.blocks().get(block);
        List<LutLayers.Layer> own = layers.blocks().get(block);
        var hidden = new ArrayList<Hidden>();
        NDArray previous = x;
        for (int layer = 0; layer < shape.layers(); layer++) {
            NDArray sum = previous.matMul(weights.hidden().get(layer));
            NDArray factor = own.get(layer).factor();
            NDArray scaled = factor == null ? sum : sum.mul(row(factor));
            NDArray bias = own.get(layer).bias();
            NDArray biased = bias == null ? scaled : scaled.add(row(bias));
            previous = biased.tanh();
            hidden.add(new Hidden(previous, sum));
        }
        kept.add(hidden);
        return x.add(previous.matMul(weights.output())).mul(weights.scale()).add(weights.shift());
    }

    /**
     * The derivatives with respect to the numbers of the LUT.
     *
     * @param outputs the derivatives of the weighted L*, a* and b* with respect to the output before its tanh, 3 × colours
     *     × 3
     * @return 3 · colours × numbers
     */
    private NDArray jacobian(NDArray outputs, List<List<Hidden>> kept) {
        var parts = new NDArray
                [shape.blocks() * (shape.biasedLayers() + shape.scaled().size())];
        NDArray byColor = outputs;
        for (int block = shape.blocks() - 1; block >= 0; block--) {
            TorchNetwork.Block weights = network.blocks().get(block);
            byColor = byColor.mul(weights.scale());
            NDArray byHidden = byColor.matMul(weights.output().transpose());
            for (int layer = shape.layers() - 1; layer >= 0; layer--) {
                Hidden hidden = kept.get(block).get(layer);
                NDArray byArgument = byHidden.mul(hidden.tanh.square().neg().add(one));
                keep(parts, block, layer, byArgument, hidden.sum);
                NDArray factorOfLayer = layers.blocks().get(block).get(layer).factor();
                NDArray bySum = factorOfLayer == null ? byArgument : byArgument.mul(factorOfLayer);
                byHidden = bySum.matMul(weights.hidden().get(layer).transpose());
            }
            byColor = byColor.add(byHidden);
        }
        NDArray rows = NDArrays.concat(new NDList(parts), 2);
        return rows.reshape(-1, shape.embeddingSize());
    }

    /** Keeps the derivatives with respect to the biases and the scales of a layer. */
    private void keep(NDArray[] parts, int block, int layer, NDArray byArgument, NDArray sum) {
        int from = block * (shape.biasedLayers() + shape.scaled().size());
        if (layer < shape.biasedLayers()) {
            parts[from + layer] = byArgument;
        }
        int scale = shape.scaled().indexOf(layer);
        if (scale >= 0) {
            parts[from + shape.biasedLayers() + scale] = byArgument.mul(sum);
        }
    }

    private static NDArray row(NDArray vector) {
        return vector.reshape(1, -1);
    }
}
