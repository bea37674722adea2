package dev.lutra.network.learn;

import dev.lutra.color.Lattice;
import dev.lutra.color.Lut3d;
import dev.lutra.network.Embedding;
import dev.lutra.network.EmbeddingPrior;
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
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Learns shared weights, together with embeddings, from many LUTs at once.
 *
 * <p>A training is reproducible: the same LUTs in the same order, with the same settings on the same kind of machine,
 * give the same bits, for any number of threads, and also after an interruption.
 */
public final class Training implements AutoCloseable {

    /** The memory that the lattice of a synthetic look takes. */
    public static final long BYTES_PER_SYNTHETIC_LOOK = 3L * Float.BYTES * Lattice.points(SyntheticLooks.SIZE);

    private static final long PROGRESS_NANOS = 1_000_000_000L;

    private final TrainingSettings settings;
    private final Schedule schedule;
    private final Engine engine;
    /** The shared weights, an array for each block. */
    private final List<Adam> shared;
    /** The numbers that are added to every embedding. */
    private final Adam base;
    private final int luts;

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
        base = new Adam(new float[settings.shape().embeddingSize()]);
        this.luts = luts.size();
        bound = settings.bijective()
                ? new SpectralBound(settings.shape(), new SplittableRandom(settings.seed()))
                : null;
        groups = new LutGroups(withSynthetic(luts, settings, threads), luts.size(), settings, engine, threads, random);
    }

    private static List<Lut3d> withSynthetic(List<Lut3d> luts, TrainingSettings settings, int threads) {
        List<Lut3d> synthetic = SyntheticLooks.of(luts, settings.augment(), settings.seed(), threads);
        return Stream.concat(luts.stream(), synthetic.stream()).toList();
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
                new ProgressMeter(settings.iterations(), iteration, (long) groups.perStep() * settings.colorsPerStep());
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

    /**
     * The current result: the network as it will be stored, and the embeddings of the LUTs, without those of synthetic
     * looks.
     */
    public Result result() {
        Network network = bound == null ? network().withPrior(prior()) : bound.exactly(network());
        return new Result(
                network.toFloat16(),
                groups.embeddings().stream().limit(luts).map(this::withBase).toList());
    }

    private float[] withBase(Adam embedding) {
        float[] values = embedding.values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] += base.values()[i];
        }
        return values;
    }

    /** The distribution of all embeddings, those of synthetic looks as well. */
    private EmbeddingPrior prior() {
        return EmbeddingPrior.of(
                groups.embeddings().stream().map(this::withBase).toList());
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
        double loss = groups.backward(iteration, base.values(), schedule.rounded(iteration));
        float rate = schedule.sharedRate(iteration);
        for (int block = 0; block < shared.size(); block++) {
            shared.get(block).update(groups.sharedGradient(block), rate);
        }
        if (bound == null) {
            base.update(groups.baseGradient(), rate);
        }
        if (bound != null) {
            bound.apply(network().blocks());
        }
        engine.load(network());
        groups.update(schedule.embeddingRate(iteration), settings.decay());
        return loss;
    }

    private Network network() {
        return new Network(settings.shape(), shared.stream().map(Adam::values).toList(), settings.bijective());
    }

    private Stream<Adam> learned() {
        return Stream.of(shared.stream(), Stream.of(base), groups.embeddings().stream())
                .flatMap(Function.identity());
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
     * @param embeddings in the order of the LUTs, not rounded
     */
    public record Result(Network network, List<float[]> embeddings) {

        /** The embeddings as signed bytes. */
        public List<Embedding> rounded() {
            int blocks = network.shape().blocks();
            return embeddings.stream()
                    .map(values -> Embedding.round(values, blocks))
                    .toList();
        }
    }
}
