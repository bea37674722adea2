package dev.lutra.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import dev.lutra.color.ColorDifference;
import dev.lutra.color.Lab;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * A few LUTs that learn together on one thread: their embeddings, and a copy of the shared weights to take gradients
 * at. Autograd adds gradients into the leaves of its graph, so two threads must not share leaves.
 */
final class LutGroup {

    /** Half-width of the quadratic part of the smooth L1 loss, in output units. */
    private static final float DELTA = 0.01f;

    private final NetworkShape shape;
    private final List<ColorSampler> samplers;
    private final int colors;
    private final SharedWeights weights;
    private final List<NDArray> shared;
    /** The numbers as they are learned, and as the network sees them: equal, or rounded to bytes. */
    private final List<List<NDArray>> embeddings;

    private final List<List<NDArray>> leaves;
    private final List<NDArray> flatLeaves;
    private final Adam adam;
    private final Scalars scalars;
    private final NDManager manager;
    private final float[] x;
    private final float[] target;
    private final ByteBuffer xBytes;
    private final ByteBuffer targetBytes;

    /**
     * @param manager where all tensors of the group live
     * @param shared false if the network is frozen
     * @param colors fresh colours for each LUT and step
     */
    LutGroup(
            NDManager manager,
            Network network,
            boolean shared,
            List<float[]> start,
            List<ColorSampler> samplers,
            int colors) {
        this.manager = manager;
        this.shape = network.shape();
        this.samplers = samplers;
        this.colors = colors;
        weights = new SharedWeights(manager, network);
        this.shared = shared ? weights.tensors() : List.of();
        embeddings = Embeddings.toTensors(manager, shape, start);
        leaves = Embeddings.toTensors(manager, shape, start);
        flatLeaves = leaves.stream().flatMap(List::stream).toList();
        adam = new Adam(manager, embeddings.stream().flatMap(List::stream).toList());
        scalars = new Scalars(manager, 3L * colors);
        flatLeaves.forEach(leaf -> leaf.setRequiresGradient(true));
        this.shared.forEach(leaf -> leaf.setRequiresGradient(true));
        x = new float[samplers.size() * colors * 3];
        target = new float[x.length];
        xBytes = directBuffer(x.length);
        targetBytes = directBuffer(x.length);
    }

    int luts() {
        return samplers.size();
    }

    /**
     * Draws colours and leaves the gradients of their loss at the leaves. Call inside an {@link ai.djl.ndarray.NDScope}.
     *
     * @param rounded true to let the network see the embeddings as they will be stored; the gradient then passes the
     *     rounding unchanged (straight-through estimator, Bengio et al. 2013)
     * @return the loss, summed over the LUTs
     */
    float backward(long iteration, boolean rounded) {
        for (int lut = 0; lut < samplers.size(); lut++) {
            samplers.get(lut).draw(iteration, x, target, lut * colors, colors);
        }
        JniUtils.setGradMode(false);
        copyEmbeddingsToLeaves(rounded);
        var batch = new Shape(samplers.size(), colors, 3);
        NDArray in = atanh(tensor(x, xBytes, batch));
        NDArray wanted = tensor(target, targetBytes, batch);
        JniUtils.setGradMode(true);
        NDArray squashed = weights.forward(in, leaves, true).tanh();
        NDArray loss =
                smoothL1(squashed.mul(scalars.unsquash()).add(scalars.half()).sub(wanted));
        JniUtils.backward((PtNDArray) loss, (PtNDArray) scalars.one(), false, false);
        return loss.getFloat();
    }

    /** Mean ΔE76 over the colours of the last {@link #backward}, summed over the LUTs. */
    double deltaE76() {
        JniUtils.setGradMode(false);
        var batch = new Shape(samplers.size(), colors, 3);
        NDArray in = atanh(tensor(x, xBytes, batch));
        float[] output = weights.forward(in, leaves, true).tanh().toFloatArray();
        double sum = 0;
        for (int i = 0; i < output.length; i += 3) {
            for (int channel = i; channel < i + 3; channel++) {
                output[channel] = ColorScale.unit(output[channel]);
            }
            sum += ColorDifference.deltaE76(Lab.ofSrgb(output, i), Lab.ofSrgb(target, i));
        }
        return sum / colors;
    }

    /** The gradients at this group's copy of the shared weights, in the order of {@link SharedWeights#tensors()}. */
    List<NDArray> sharedGradients() {
        return gradients(shared);
    }

    /** Moves the embeddings and clears all gradients. */
    void update(long step, float rate) {
        adam.update(gradients(flatLeaves), step, rate);
        flatLeaves.forEach(leaf -> JniUtils.zeroGrad((PtNDArray) leaf));
        shared.forEach(leaf -> JniUtils.zeroGrad((PtNDArray) leaf));
    }

    /** Takes over new values of the shared weights. */
    void copySharedFrom(List<NDArray> master) {
        JniUtils.setGradMode(false);
        for (int i = 0; i < shared.size(); i++) {
            master.get(i).copyTo(shared.get(i));
        }
    }

    /** The embeddings as they are learned, before rounding. */
    List<float[]> values() {
        return Embeddings.toArrays(shape, embeddings, samplers.size());
    }

    Adam adam() {
        return adam;
    }

    void close() {
        manager.close();
    }

    private void copyEmbeddingsToLeaves(boolean rounded) {
        for (int block = 0; block < leaves.size(); block++) {
            List<NDArray> layers = embeddings.get(block);
            NDArray scale = rounded ? scale(layers) : null;
            for (int layer = 0; layer < layers.size(); layer++) {
                NDArray value = layers.get(layer);
                NDArray seen = scale == null ? value : value.div(scale).round().mul(scale);
                seen.copyTo(leaves.get(block).get(layer));
            }
        }
    }

    /** The largest magnitude of each LUT's numbers in a block over 127, as {@link Embedding#round} has it. */
    private NDArray scale(List<NDArray> layers) {
        NDArray largest = scalars.tiny();
        for (NDArray layer : layers) {
            largest = layer.abs().max(new int[] {2}, true).maximum(largest);
        }
        return largest.mul(scalars.oneCode());
    }

    private NDArray atanh(NDArray u) {
        NDArray one = scalars.one();
        return u.add(one).div(u.neg().add(one)).log().mul(scalars.half());
    }

    /** On the CPU the tensor is the buffer itself: fresh direct buffers for every step would wait for a collection. */
    private NDArray tensor(float[] values, ByteBuffer buffer, Shape batch) {
        buffer.clear().asFloatBuffer().put(values);
        return manager.create(buffer, batch, DataType.FLOAT32);
    }

    private static ByteBuffer directBuffer(int floats) {
        return ByteBuffer.allocateDirect(floats * Float.BYTES).order(ByteOrder.nativeOrder());
    }

    private NDArray smoothL1(NDArray error) {
        NDArray size = error.abs();
        NDArray inner = size.minimum(scalars.delta());
        return size.sub(inner.mul(scalars.half())).mul(inner).sum().mul(scalars.perSample());
    }

    private static List<NDArray> gradients(List<NDArray> leaves) {
        var gradients = new ArrayList<NDArray>(leaves.size());
        for (NDArray leaf : leaves) {
            gradients.add(leaf.getGradient());
        }
        return gradients;
    }

    /** Constants as tensors that outlive the step: a Java number in a graph is freed before the backward pass. */
    private record Scalars(
            NDArray one,
            NDArray half,
            NDArray unsquash,
            NDArray delta,
            NDArray perSample,
            NDArray tiny,
            NDArray oneCode) {

        Scalars(NDManager manager, long samples) {
            this(
                    manager.create(1f),
                    manager.create(0.5f),
                    manager.create(0.5f / Network.ALPHA),
                    manager.create(DELTA),
                    manager.create(1f / (DELTA * samples)),
                    manager.create(Float.MIN_NORMAL),
                    manager.create(1f / 127));
        }
    }
}
