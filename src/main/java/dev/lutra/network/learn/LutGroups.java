package dev.lutra.network.learn;

import dev.lutra.color.Lut3d;
import dev.lutra.network.Network;
import dev.lutra.network.engine.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** All LUTs of a training, in groups that learn at the same time on a few threads. */
final class LutGroups implements AutoCloseable {

    private static final int MAX_GROUP = 64;
    /** The number of groups is a multiple of this, so that the usual numbers of cores have equal work. */
    private static final int GROUPS_MULTIPLE = 4;

    /**
     * The number of blends in a step, relative to the number of LUTs. With half as many, the error of blends was half
     * as large again, and the LUTs gained little.
     */
    private static final float BLENDS = 0.5f;

    private final TrainingSettings settings;
    private final int luts;
    private final List<Adam> embeddings;
    private final List<LutGroup> groups;
    private final ExecutorService pool;

    /**
     * Divides LUTs into groups.
     *
     * @param engine provides a worker for each group
     * @param threads the number of threads that compute at the same time
     * @param random draws the initial embeddings
     */
    LutGroups(List<Lut3d> luts, TrainingSettings settings, Engine engine, int threads, SplittableRandom random) {
        this.settings = settings;
        this.luts = luts.size();
        embeddings = luts.stream()
                .map(lut -> new Adam(Initialization.embedding(settings.shape(), random)))
                .toList();
        groups = groups(luts, engine);
        pool = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().name("train-", 0).daemon().factory());
    }

    private List<LutGroup> groups(List<Lut3d> luts, Engine engine) {
        List<ColorSampler> samplers = luts.stream()
                .map(lut -> new ColorSampler(lut, settings.colors(), settings.seed()))
                .toList();
        var partners = new FellowLuts(embeddings, samplers);
        var groups = new ArrayList<LutGroup>();
        int from = 0;
        for (List<Lut3d> members : LutGroup.split(luts, count(engine))) {
            int to = from + members.size();
            groups.add(new LutGroup(
                    settings.shape(),
                    engine.newWorker(),
                    true,
                    embeddings.subList(from, to),
                    samplers.subList(from, to),
                    settings.colorsPerStep(),
                    settings.loss(),
                    blends(partners, from, members.size())));
            from = to;
        }
        return groups;
    }

    private int count(Engine engine) {
        int count = engine.saturatesDevice() ? 1 : GROUPS_MULTIPLE * Math.ceilDiv(luts, MAX_GROUP * GROUPS_MULTIPLE);
        return Math.min(count, luts);
    }

    private @Nullable Blends blends(MixupPartners partners, int from, int members) {
        return settings.blends() && !settings.bijective()
                ? new Blends(partners, members, BLENDS, settings.iterations(), settings.seed() + from)
                : null;
    }

    /** The number of LUTs. */
    int luts() {
        return luts;
    }

    /** The embeddings in the order of the LUTs, before rounding, with their moments. */
    List<Adam> embeddings() {
        return embeddings;
    }

    /**
     * Computes the gradients of a step.
     *
     * @param rounded as in {@link LutGroup#backward}
     * @return the loss, the mean over the LUTs
     */
    double backward(long iteration, boolean rounded) {
        return sum(group -> group.backward(iteration, rounded)) / luts;
    }

    /** The gradient with respect to the shared weights of a block, in the layout of {@link Network#blocks()}. */
    float[] sharedGradient(int block) {
        var sum = new float[settings.shape().sharedPerBlock()];
        for (LutGroup group : groups) {
            float[] gradient = group.sharedGradient()[block];
            for (int i = 0; i < sum.length; i++) {
                sum[i] += gradient[i];
            }
        }
        return sum;
    }

    /** Moves the embeddings one step. */
    void update(long step, float rate) {
        groups.forEach(group -> group.update(step, rate));
    }

    /** The mean ΔE76 over the colours of the last {@link #backward} and over the LUTs. */
    double deltaE76() {
        return sum(LutGroup::deltaE76) / luts;
    }

    /** Sums in the order of the groups, so that the sum does not depend on the order of the threads. */
    private double sum(ToDoubleFunction<LutGroup> work) {
        var tasks = new ArrayList<Callable<Double>>();
        groups.forEach(group -> tasks.add(() -> work.applyAsDouble(group)));
        try {
            double sum = 0;
            for (Future<Double> part : pool.invokeAll(tasks)) {
                sum += part.get();
            }
            return sum;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a training step failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while training", e);
        }
    }

    @Override
    public void close() {
        pool.close();
    }

    /** All LUTs of a training as partners of each other. */
    private record FellowLuts(List<Adam> embeddings, List<ColorSampler> samplers) implements MixupPartners {

        @Override
        public int count() {
            return samplers.size();
        }

        @Override
        public float[] embedding(int partner) {
            return embeddings.get(partner).values();
        }

        @Override
        public void apply(int partner, float[] x, float[] target, int from, int count) {
            samplers.get(partner).apply(x, target, from, count);
        }
    }
}
