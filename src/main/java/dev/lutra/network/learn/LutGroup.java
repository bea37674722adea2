package dev.lutra.network.learn;

import dev.lutra.color.ColorDifference;
import dev.lutra.color.Lab;
import dev.lutra.network.ColorScale;
import dev.lutra.network.Embedding;
import dev.lutra.network.Network;
import dev.lutra.network.NetworkShape;
import dev.lutra.network.engine.Engine;
import dev.lutra.network.engine.Loss;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * LUTs that learn together on one worker, a few on a CPU or all on a GPU: their colours, and the gradients of a step.
 * The LUTs may be others at each step.
 */
final class LutGroup {

    /** The number of LUTs whose colours one thread draws. Larger groups run on a GPU, while all threads are idle. */
    private static final int ONE_THREAD = 64;

    private final NetworkShape shape;
    private final int colors;
    private final Loss loss;
    private final Engine.Worker worker;
    private final boolean learnsShared;
    private List<Member> members = List.of();
    private Engine.Batch batch;
    /** The gradients of the last step. */
    private Engine.Gradients gradients = new Engine.Gradients(0, new float[0][], new float[0][]);

    /**
     * A LUT that learns.
     *
     * @param embedding its numbers, without the base that all share
     */
    record Member(Adam embedding, ColorSampler sampler) {}

    /**
     * @param learnsShared false if the network is frozen
     * @param colors the number of new colours for each LUT and step, a multiple of 8
     * @param loss the loss that is minimised
     */
    LutGroup(NetworkShape shape, Engine.Worker worker, boolean learnsShared, int colors, Loss loss) {
        this.shape = shape;
        this.worker = worker;
        this.learnsShared = learnsShared;
        this.colors = colors;
        this.loss = loss;
        batch = batch(0);
    }

    /**
     * Draws colours and computes the gradients of their loss.
     *
     * @param members the LUTs of this step
     * @param base is added to each embedding; null for 0
     * @param rounded true to evaluate the network with the embeddings as signed bytes; the gradient then passes the
     *     rounding unchanged (straight-through estimator, Bengio et al. 2013)
     * @return the loss, summed over the LUTs
     */
    double backward(long iteration, List<Member> members, float @Nullable [] base, boolean rounded) {
        this.members = members;
        if (batch.embeddings().length != members.size()) {
            batch = batch(members.size());
        }
        IntStream all = IntStream.range(0, members.size());
        (members.size() > ONE_THREAD ? all.parallel() : all).forEach(lut -> draw(iteration, base, rounded, lut));
        gradients = worker.backward(batch, learnsShared);
        return gradients.loss();
    }

    private Engine.Batch batch(int luts) {
        return new Engine.Batch(
                new float[luts][], new float[luts * colors * 3], new float[luts * colors * 3], colors, loss);
    }

    private void draw(long iteration, float @Nullable [] base, boolean rounded, int lut) {
        Member member = members.get(lut);
        member.sampler().draw(iteration, batch.x(), batch.target(), lut * colors, colors);
        float[] values = member.embedding().values();
        if (rounded) {
            values = Embedding.round(values, shape.blocks()).values();
        }
        batch.embeddings()[lut] = base == null ? values : sum(base, values);
    }

    /** The sum of a base and the numbers of a LUT. */
    static float[] sum(float[] one, float[] other) {
        var sum = new float[one.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = one[i] + other[i];
        }
        return sum;
    }

    /** The gradients of the shared weights at the last {@link #backward}, in the layout of {@link Network#blocks()}. */
    float[][] sharedGradient() {
        return gradients.shared();
    }

    /** Adds the gradients of the embeddings at the last {@link #backward}. */
    void addBaseGradient(float[] sum) {
        for (float[] gradient : gradients.embeddings()) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += gradient[i];
            }
        }
    }

    /**
     * Moves the embeddings one step.
     *
     * @param decay the factor of their L2 penalty
     */
    void update(float rate, float decay) {
        for (int lut = 0; lut < members.size(); lut++) {
            members.get(lut).embedding().update(gradients.embeddings()[lut], rate, decay);
        }
    }

    /** The mean ΔE76 over the colours of the last {@link #backward}, summed over the LUTs. */
    double deltaE76() {
        var x = new float[colors * 3];
        var y = new float[colors * 3];
        double sum = 0;
        for (int lut = 0; lut < members.size(); lut++) {
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

    /** Divides things, in order, into a number of parts of nearly equal size. */
    static <T> List<List<T>> split(List<T> all, int parts) {
        return IntStream.range(0, parts)
                .mapToObj(part -> all.subList(all.size() * part / parts, all.size() * (part + 1) / parts))
                .toList();
    }
}
