package dev.lutra.network.learn;

import dev.lutra.color.Lut3d;
import dev.lutra.network.Embedding;
import dev.lutra.network.Network;
import dev.lutra.network.engine.ComputeDevice;
import dev.lutra.network.engine.DeviceUnavailable;
import dev.lutra.network.engine.Engine;
import dev.lutra.network.engine.Engines;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Learns shared weights, and embeddings with them, from many LUTs at once.
 *
 * <p>Reproducible: the same LUTs in the same order, settings and kind of machine give the same bits, on any number of
 * threads, and a run that was interrupted and resumed gives them too.
 */
public final class Training implements AutoCloseable {

    private static final int MAX_GROUP = 64;
    /** Groups come in multiples of this, so that the usual numbers of cores all have equal work. */
    private static final int GROUPS_MULTIPLE = 4;

    /** Blends in a step, of the number of LUTs: with half as many the error of blends was half as large again, and the LUTs gained little. */
    private static final float BLENDS = 0.5f;

    private static final long PROGRESS_NANOS = 1_000_000_000L;

    private final TrainingSettings settings;
    private final Schedule schedule;
    private final Engine engine;
    /** The shared weights, an array for each block. */
    private final List<Adam> shared;

    /** Null unless the network is to be bijective. */
    private final @Nullable SpectralBound bound;

    private final List<LutGroup> groups = new ArrayList<>();
    private final ExecutorService pool;
    private final int luts;
    private final long fingerprint;
    private int iteration;

    /**
     * Prepares a run from the start.
     *
     * @param luts what to learn, 1 or more
     * @param device {@code auto}, {@code cpu}, {@code cuda} or {@code cuda:N}
     * @param threads that work at the same time
     * @throws DeviceUnavailable if the device is not there
     */
    public Training(List<Lut3d> luts, TrainingSettings settings, ComputeDevice device, int threads) {
        if (luts.isEmpty()) {
            throw new IllegalArgumentException("there are no LUTs to learn from");
        }
        this.settings = settings;
        this.luts = luts.size();
        fingerprint = fingerprint(luts);
        schedule = settings.schedule();
        var random = new SplittableRandom(settings.seed());
        Network start = Initialization.network(settings.shape(), random);
        engine = Engines.open(start, device);
        shared = start.blocks().stream().map(Adam::new).toList();
        bound = settings.bijective()
                ? new SpectralBound(settings.shape(), new SplittableRandom(settings.seed()))
                : null;
        int count =
                engine.saturatesDevice() ? 1 : GROUPS_MULTIPLE * Math.ceilDiv(luts.size(), MAX_GROUP * GROUPS_MULTIPLE);
        List<Adam> embeddings = luts.stream()
                .map(lut -> new Adam(Initialization.embedding(settings.shape(), random)))
                .toList();
        List<ColorSampler> samplers = luts.stream()
                .map(lut -> new ColorSampler(lut, settings.colors(), settings.seed()))
                .toList();
        var partners = new Together(embeddings, samplers);
        int from = 0;
        for (List<Lut3d> members : LutGroup.split(luts, Math.min(count, luts.size()))) {
            int to = from + members.size();
            groups.add(new LutGroup(
                    settings.shape(),
                    engine.newWorker(),
                    true,
                    embeddings.subList(from, to),
                    samplers.subList(from, to),
                    settings.colorsPerStep(),
                    settings.loss(),
                    settings.blends() && !settings.bijective()
                            ? new Blends(
                                    partners, members.size(), BLENDS, settings.iterations(), settings.seed() + from)
                            : null));
            from = to;
        }
        pool = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().name("train-", 0).daemon().factory());
    }

    /**
     * Runs until the last iteration or until cancelled, whichever comes first.
     *
     * @param progress told about once a second, on this thread
     * @param cancelled asked at every iteration
     * @return what was learned, or null if cancelled; {@link #checkpoint} then holds all that was done
     */
    public @Nullable Result run(ProgressListener progress, BooleanSupplier cancelled) {
        var meter = new ProgressMeter(settings.iterations(), iteration, (long) luts * settings.colorsPerStep());
        long reported = System.nanoTime();
        while (iteration < settings.iterations()) {
            if (cancelled.getAsBoolean()) {
                return null;
            }
            double loss = step() / luts;
            iteration++;
            meter.add(loss);
            if (System.nanoTime() - reported > PROGRESS_NANOS || iteration == settings.iterations()) {
                progress.onProgress(meter.progress(iteration, deltaE76()));
                reported = System.nanoTime();
            }
            if (!Double.isFinite(loss)) {
                throw new TrainingDiverged(iteration, loss);
            }
        }
        return result();
    }

    /** What it runs on. */
    public ComputeDevice device() {
        return engine.device();
    }

    /** What is learned so far, rounded as it will be stored. */
    public Result result() {
        var embeddings = new ArrayList<Embedding>();
        for (LutGroup group : groups) {
            for (Adam embedding : group.embeddings()) {
                embeddings.add(
                        Embedding.round(embedding.values(), settings.shape().blocks()));
            }
        }
        Network network = bound == null ? network() : bound.exactly(network());
        return new Result(network.toFloat16(), embeddings);
    }

    /** All that a later run needs to go on exactly as if this one had not stopped. */
    public Checkpoint checkpoint() {
        var tensors = new ArrayList<>(learned().map(Adam::state).toList());
        if (bound != null) {
            bound.vectors().forEach(vector -> tensors.add(vector.clone()));
        }
        return new Checkpoint(settings, fingerprint, iteration, tensors);
    }

    /**
     * Goes on from a checkpoint.
     *
     * @throws IllegalArgumentException if it is of other settings or other LUTs
     */
    public void resume(Checkpoint checkpoint) {
        if (!checkpoint.settings().equals(settings)) {
            throw new IllegalArgumentException(
                    "the checkpoint is of a run with other settings: " + checkpoint.settings());
        }
        if (checkpoint.fingerprint() != fingerprint) {
            throw new IllegalArgumentException("the checkpoint is of a run with other LUTs");
        }
        Iterator<float[]> saved = checkpoint.tensors().iterator();
        learned().forEach(numbers -> numbers.restore(saved.next()));
        if (bound != null) {
            bound.vectors().forEach(vector -> System.arraycopy(saved.next(), 0, vector, 0, vector.length));
        }
        engine.load(network());
        iteration = checkpoint.iteration();
    }

    @Override
    public void close() {
        pool.close();
        engine.close();
    }

    private double step() {
        boolean rounded = schedule.rounded(iteration);
        double loss = 0;
        for (double part : onAll(group -> group.backward(iteration, rounded))) {
            loss += part;
        }
        long step = iteration + 1L;
        for (int block = 0; block < shared.size(); block++) {
            shared.get(block).update(summedGradient(block), step, schedule.sharedRate(iteration));
        }
        if (bound != null) {
            bound.apply(network().blocks());
        }
        engine.load(network());
        float rate = schedule.embeddingRate(iteration);
        groups.forEach(group -> group.update(step, rate));
        return loss;
    }

    /** In the order of the groups, so that the sum does not depend on which thread was first. */
    private float[] summedGradient(int block) {
        var sum = new float[settings.shape().sharedPerBlock()];
        for (LutGroup group : groups) {
            float[] gradient = group.sharedGradient()[block];
            for (int i = 0; i < sum.length; i++) {
                sum[i] += gradient[i];
            }
        }
        return sum;
    }

    private Network network() {
        return new Network(settings.shape(), shared.stream().map(Adam::values).toList(), settings.bijective());
    }

    private Stream<Adam> learned() {
        return Stream.concat(shared.stream(), groups.stream().flatMap(group -> group.embeddings().stream()));
    }

    /** Over the colours of the last iteration, mean over the LUTs. */
    private double deltaE76() {
        return onAll(LutGroup::deltaE76).stream()
                        .mapToDouble(Double::doubleValue)
                        .sum()
                / luts;
    }

    private List<Double> onAll(ToDoubleFunction<LutGroup> work) {
        var tasks = new ArrayList<Callable<Double>>();
        groups.forEach(group -> tasks.add(() -> work.applyAsDouble(group)));
        try {
            var results = new ArrayList<Double>();
            for (Future<Double> future : pool.invokeAll(tasks)) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a training step failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while training", e);
        }
    }

    private static long fingerprint(List<Lut3d> luts) {
        long fingerprint = luts.size();
        for (Lut3d lut : luts) {
            fingerprint = 31 * fingerprint + Arrays.hashCode(lut.lattice());
        }
        return fingerprint;
    }

    /** All LUTs of a training, each a partner in the blends of the others. */
    private record Together(List<Adam> embeddings, List<ColorSampler> samplers) implements Blends.Partners {

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

    /**
     * What a training has learned.
     *
     * @param network in float16 precision
     * @param embeddings in the order of the LUTs
     */
    public record Result(Network network, List<Embedding> embeddings) {}
}
