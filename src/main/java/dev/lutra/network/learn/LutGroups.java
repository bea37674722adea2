package dev.lutra.network.learn;

import dev.lutra.network.Network;
import dev.lutra.network.engine.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToDoubleFunction;

/** The LUTs of a step learn in groups, at the same time on a few threads. */
final class LutGroups implements AutoCloseable {

    private static final int MAX_GROUP = 64;
    /** The number of groups is a multiple of this, so that the usual numbers of cores have equal work. */
    private static final int GROUPS_MULTIPLE = 4;

    private final TrainingSettings settings;
    private final TrainingLuts luts;
    private final List<LutGroup> groups = new ArrayList<>();
    private final ExecutorService pool;

    /**
     * Prepares to learn.
     *
     * @param engine provides a worker for each group
     * @param threads the number of threads that compute at the same time
     */
    LutGroups(TrainingLuts luts, TrainingSettings settings, Engine engine, int threads) {
        this.settings = settings;
        this.luts = luts;
        int perStep = luts.perStep();
        int count = engine.saturatesDevice() ? 1 : GROUPS_MULTIPLE * Math.ceilDiv(perStep, MAX_GROUP * GROUPS_MULTIPLE);
        for (int group = 0; group < Math.min(count, perStep); group++) {
            groups.add(new LutGroup(
                    settings.shape(), engine.newWorker(), true, settings.colorsPerStep(), settings.loss()));
        }
        pool = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().name("train-", 0).daemon().factory());
    }

    /**
     * Computes the gradients of a step.
     *
     * @param base is added to each embedding
     * @param rounded as in {@link LutGroup#backward}
     * @return the loss, the mean over the LUTs of the step
     */
    double backward(long iteration, float[] base, boolean rounded) {
        List<List<LutGroup.Member>> parts = LutGroup.split(luts.learning(iteration), groups.size());
        return sum(group -> group.backward(iteration, parts.get(groups.indexOf(group)), base, rounded))
                / luts.perStep();
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

    /** The gradient with respect to the base, in the order of an embedding. */
    float[] baseGradient() {
        var sum = new float[settings.shape().embeddingSize()];
        groups.forEach(group -> group.addBaseGradient(sum));
        return sum;
    }

    /** Moves the embeddings of the step. */
    void update(float rate, float decay) {
        groups.forEach(group -> group.update(rate, decay));
    }

    /** The mean ΔE76 over the colours of the last {@link #backward} and over its LUTs. */
    double deltaE76() {
        return sum(LutGroup::deltaE76) / luts.perStep();
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
}
