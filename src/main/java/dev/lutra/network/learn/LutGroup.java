package dev.lutra.network.learn;

import dev.lutra.color.ColorDifference;
import dev.lutra.color.Lab;
import dev.lutra.color.Lut3d;
import dev.lutra.network.ColorScale;
import dev.lutra.network.Embedding;
import dev.lutra.network.Network;
import dev.lutra.network.NetworkShape;
import dev.lutra.network.engine.Engine;
import dev.lutra.network.engine.Loss;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * LUTs that learn together on one worker, a few on a CPU or all on a GPU: their colours, their embeddings, and the
 * gradients of a step.
 */
final class LutGroup {

    /** The number of LUTs whose colours one thread draws. Larger groups run on a GPU, while all threads are idle. */
    private static final int ONE_THREAD = 64;

    private final NetworkShape shape;
    private final List<ColorSampler> samplers;
    private final @Nullable Blends blends;
    private final int colors;
    private final Engine.Worker worker;
    private final List<Adam> embeddings;
    private final Engine.Batch batch;
    private final boolean learnsShared;
    /** The gradients of the last step. */
    private Engine.Gradients gradients = new Engine.Gradients(0, new float[0][], new float[0][]);

    /**
     * @param learnsShared false if the network is frozen
     * @param start the initial embeddings, one for each LUT
     * @param colors the number of new colours for each LUT and step, a multiple of 8
     * @param loss the loss that is minimised
     * @param blends the blends that are learned in addition to the LUTs; null for none
     */
    LutGroup(
            NetworkShape shape,
            Engine.Worker worker,
            boolean learnsShared,
            List<Adam> start,
            List<ColorSampler> samplers,
            int colors,
            Loss loss,
            @Nullable Blends blends) {
        this.shape = shape;
        this.worker = worker;
        this.learnsShared = learnsShared;
        this.samplers = samplers;
        this.colors = colors;
        this.blends = blends;
        embeddings = start;
        int rows = samplers.size() + (blends == null ? 0 : blends.count());
        batch = new Engine.Batch(
                new float[rows][], new float[rows * colors * 3], new float[rows * colors * 3], colors, loss);
    }

    /**
     * Draws colours and computes the gradients of their loss.
     *
     * @param rounded true to evaluate the network with the embeddings as they will be stored; the gradient then passes
     *     the rounding unchanged (straight-through estimator, Bengio et al. 2013)
     * @return the loss, summed over the LUTs
     */
    double backward(long iteration, boolean rounded) {
        IntStream all = IntStream.range(0, samplers.size());
        (samplers.size() > ONE_THREAD ? all.parallel() : all).forEach(lut -> draw(iteration, rounded, lut));
        int luts = samplers.size();
        if (blends == null || !blends.areLearnedAt(iteration)) {
            var alone = new Engine.Batch(
                    Arrays.copyOf(batch.embeddings(), luts), batch.x(), batch.target(), colors, batch.loss());
            gradients = worker.backward(alone, learnsShared);
            return gradients.loss();
        }
        blends.draw(iteration, batch, luts);
        gradients = worker.backward(batch, learnsShared);
        blends.share(gradients.embeddings(), luts);
        // The mean over LUTs and blends, times the number of LUTs.
        return gradients.loss() * luts / batch.embeddings().length;
    }

    private void draw(long iteration, boolean rounded, int lut) {
        samplers.get(lut).draw(iteration, batch.x(), batch.target(), lut * colors, colors);
        float[] values = embeddings.get(lut).values();
        batch.embeddings()[lut] =
                rounded ? Embedding.round(values, shape.blocks()).values() : values;
    }

    /** The gradients of the shared weights at the last {@link #backward}, in the layout of {@link Network#blocks()}. */
    float[][] sharedGradient() {
        return gradients.shared();
    }

    /** Moves the embeddings one step. */
    void update(long step, float rate) {
        for (int lut = 0; lut < samplers.size(); lut++) {
            embeddings.get(lut).update(gradients.embeddings()[lut], step, rate);
        }
    }

    /** The mean ΔE76 over the colours of the last {@link #backward}, summed over the LUTs. */
    double deltaE76() {
        var x = new float[colors * 3];
        var y = new float[colors * 3];
        double sum = 0;
        for (int lut = 0; lut < samplers.size(); lut++) {
            System.arraycopy(batch.x(), lut * x.length, x, 0, x.length);
            worker.forward(batch.embeddings()[lut], x, colors, y);
            for (int i = 0; i < y.length; i += 3) {
                for (int channel = i; channel < i + 3; channel++) {
                    y[channel] = ColorScale.unit(y[channel]);
                }
                sum += ColorDifference.deltaE76(Lab.ofSrgb(y, i), Lab.ofSrgb(batch.target(), lut * x.length + i));
            }
        }
        return sum / colors;
    }

    /** The learned embeddings before rounding, with their moments. */
    List<Adam> embeddings() {
        return embeddings;
    }

    /** Divides LUTs, in order, into a number of parts of nearly equal size. */
    static List<List<Lut3d>> split(List<Lut3d> luts, int parts) {
        var groups = new ArrayList<List<Lut3d>>();
        for (int part = 0; part < parts; part++) {
            groups.add(luts.subList(luts.size() * part / parts, luts.size() * (part + 1) / parts));
        }
        return groups;
    }
}
