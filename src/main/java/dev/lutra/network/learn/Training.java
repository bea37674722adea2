package dev.lutra.network.learn;

import dev.lutra.color.Lut3d;
import dev.lutra.network.Embedding;
import dev.lutra.network.Network;
import dev.lutra.network.engine.ComputeDevice;
import dev.lutra.network.engine.Engine;
import dev.lutra.network.engine.Engines;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Learns shared weights, together with embeddings, from many LUTs at once.
 *
 * <p>A training is reproducible: the same LUTs in the same order, with the same settings on the same kind of machine,
 * give the same bits, for any number of threads, and also after an interruption.
 */
public final class Training implements AutoCloseable {

    private static final long PROGRESS_NANOS = 1_000_000_000L;

    private final TrainingSettings settings;
    private final Schedule schedule;
    private final Engine engine;
    /** The shared weights, an array for each block. */
    private final List<Adam> shared;

    /** The bound of a bijective network; otherwise null. */
    private final @Nullable SpectralBound bound;

    private final LutGroups groups;
    private final long fingerprint;
    private int iteration;

    /**
     * Prepares a new run.
     *
     * @param luts the LUTs to learn, 1 or more
     * @param device the result of {@link Engines#choose}
     * @param threads the number of threads that compute at the same time
     */
    public Training(List<Lut3d> luts, TrainingSettings settings, ComputeDevice device, int threads) {
        if (luts.isEmpty()) {
            throw new IllegalArgumentException("there are no LUTs to learn from");
        }
        this.settings = settings;
        fingerprint = fingerprint(luts);
        schedule = settings.schedule();
        var random = new SplittableRandom(settings.seed());
        Network start = Initialization.network(settings.shape(), random);
        engine = Engines.open(start, device);
        shared = start.blocks().stream().map(Adam::new).toList();
        bound = settings.bijective()
                ? new SpectralBound(settings.shape(), new SplittableRandom(settings.seed()))
                : null;
        groups = new LutGroups(luts, settings, engine, threads, random);
    }

    /**
     * Runs until the last iteration or until cancelled.
     *
     * @param progress called about once a second, on this thread
     * @param cancelled called at every iteration
     * @return the result, or null if cancelled; {@link #checkpoint} then contains the finished iterations
     */
    public @Nullable Result run(ProgressListener progress, BooleanSupplier cancelled) {
        var meter =
                new ProgressMeter(settings.iterations(), iteration, (long) groups.luts() * settings.colorsPerStep());
        long reported = System.nanoTime();
        while (iteration < settings.iterations()) {
            if (cancelled.getAsBoolean()) {
                return null;
            }
            double loss = step();
            iteration++;
            meter.add(loss);
            if (System.nanoTime() - reported > PROGRESS_NANOS || iteration == settings.iterations()) {
                progress.onProgress(meter.progress(iteration, groups.deltaE76()));
                reported = System.nanoTime();
            }
            if (!Double.isFinite(loss)) {
                throw new TrainingDiverged(iteration, loss);
            }
        }
        return result();
    }

    /** The device of the training. */
    public ComputeDevice device() {
        return engine.device();
    }

    /** The current result, rounded as it will be stored. */
    public Result result() {
        int blocks = settings.shape().blocks();
        List<Embedding> embeddings = groups.embeddings().stream()
                .map(embedding -> Embedding.round(embedding.values(), blocks))
                .toList();
        Network network = bound == null ? network() : bound.exactly(network());
        return new Result(network.toFloat16(), embeddings);
    }

    /** The state with which a later run continues exactly as if this one had not stopped. */
    public Checkpoint checkpoint() {
        var tensors = new ArrayList<>(learned().map(Adam::state).toList());
        if (bound != null) {
            bound.vectors().forEach(vector -> tensors.add(vector.clone()));
        }
        return new Checkpoint(settings, fingerprint, iteration, tensors);
    }

    /**
     * Continues from a checkpoint.
     *
     * @throws IllegalArgumentException if it belongs to other settings or other LUTs
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
        groups.close();
        engine.close();
    }

    /** Runs one iteration, and returns the loss, the mean over the LUTs. */
    private double step() {
        double loss = groups.backward(iteration, schedule.rounded(iteration));
        long step = iteration + 1L;
        for (int block = 0; block < shared.size(); block++) {
            shared.get(block).update(groups.sharedGradient(block), step, schedule.sharedRate(iteration));
        }
        if (bound != null) {
            bound.apply(network().blocks());
        }
        engine.load(network());
        groups.update(step, schedule.embeddingRate(iteration));
        return loss;
    }

    private Network network() {
        return new Network(settings.shape(), shared.stream().map(Adam::values).toList(), settings.bijective());
    }

    private Stream<Adam> learned() {
        return Stream.concat(shared.stream(), groups.embeddings().stream());
    }

    private static long fingerprint(List<Lut3d> luts) {
        long fingerprint = luts.size();
        for (Lut3d lut : luts) {
            fingerprint = 31 * fingerprint + Arrays.hashCode(lut.lattice());
        }
        return fingerprint;
    }

    /**
     * The result of a training.
     *
     * @param network the network in float16 precision
     * @param embeddings in the order of the LUTs
     */
    public record Result(Network network, List<Embedding> embeddings) {}
}
