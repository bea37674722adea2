package dev.lutra.network.learn;

import dev.lutra.color.Lattice;
import dev.lutra.color.Lut3d;
import dev.lutra.network.Embedding;
import dev.lutra.network.EmbeddingPrior;
import dev.lutra.network.Network;
import dev.lutra.network.engine.ComputeDevice;
import dev.lutra.network.engine.Engine;
import dev.lutra.network.engine.Engines;
import dev.lutra.network.learn.synthetic.SyntheticLooks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
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
    private final Engine engine;
    private final TrainingLuts training;
    private final Learned learned;
    private final int luts;

    /** The bound of a bijective network; otherwise null. */
    private final @Nullable SpectralBound bound;

    private final TrainingSteps steps;
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
        this(luts, settings, device, threads, Engine::saturatesDevice);
    }

    /** @param resident whether the data shall live on the device of an engine, if the engine offers that */
    Training(
            List<Lut3d> luts,
            TrainingSettings settings,
            ComputeDevice device,
            int threads,
            Predicate<Engine> resident) {
        if (luts.isEmpty()) {
            throw new IllegalArgumentException("there are no LUTs to learn from");
        }
        this.settings = settings;
        this.luts = luts.size();
        fingerprint = fingerprint(luts);
        List<Lut3d> all = withSynthetic(luts, settings, threads);
        var random = new SplittableRandom(settings.seed());
        Network start = Initialization.network(settings.shape(), random);
        engine = Engines.open(start, device);
        bound = settings.bijective()
                ? new SpectralBound(settings.shape(), new SplittableRandom(settings.seed()))
                : null;
        training = new TrainingLuts(all, luts.size(), settings, random);
        learned = new Learned(
                start.blocks().stream().map(Adam::new).toList(),
                new Adam(new float[settings.shape().embeddingSize()]),
                training.members().stream().map(LutGroup.Member::embedding).toList());
        steps = (bound == null && resident.test(engine)
                        ? ResidentSteps.of(learned, training, settings, engine)
                        : Optional.<TrainingSteps>empty())
                .orElseGet(() -> new HostSteps(learned, training, settings, engine, threads, bound));
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
        var meter = new ProgressMeter(
                settings.iterations(), iteration, (long) training.perStep() * settings.colorsPerStep());
        long reported = System.nanoTime();
        int pending = 0;
        while (iteration < settings.iterations() && !cancelled.getAsBoolean()) {
            steps.take(iteration);
            iteration++;
            pending++;
            if (System.nanoTime() - reported > PROGRESS_NANOS || iteration == settings.iterations()) {
                addLoss(meter, pending);
                pending = 0;
                progress.onProgress(meter.progress(iteration, steps.deltaE76()));
                reported = System.nanoTime();
            }
        }
        if (pending > 0) {
            addLoss(meter, pending);
        }
        return iteration < settings.iterations() ? null : result();
    }

    private void addLoss(ProgressMeter meter, int iterations) {
        double loss = steps.loss();
        meter.add(loss, iterations);
        if (!Double.isFinite(loss)) {
            throw new TrainingDiverged(iteration, loss);
        }
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
        steps.save();
        Network network = learned.network(settings.shape(), settings.bijective());
        return new Result(
                (bound == null ? network.withPrior(prior()) : bound.exactly(network)).toFloat16(),
                learned.embeddings().stream().limit(luts).map(this::withBase).toList());
    }

    private float[] withBase(Adam embedding) {
        return LutGroup.sum(learned.base().values(), embedding.values());
    }

    /** The distribution of all embeddings, those of synthetic looks as well. */
    private EmbeddingPrior prior() {
        return EmbeddingPrior.of(
                learned.embeddings().stream().map(this::withBase).toList());
    }

    /** The state with which a later run continues exactly as if this one had not stopped. */
    public Checkpoint checkpoint() {
        steps.save();
        var tensors = new ArrayList<>(learned.all().map(Adam::state).toList());
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
        if (!fits(checkpoint)) {
            throw new IllegalArgumentException("the checkpoint has other tensors or iterations than this run");
        }
        Iterator<float[]> saved = checkpoint.tensors().iterator();
        learned.all().forEach(numbers -> numbers.restore(saved.next()));
        if (bound != null) {
            bound.vectors().forEach(vector -> System.arraycopy(saved.next(), 0, vector, 0, vector.length));
        }
        steps.load();
        iteration = checkpoint.iteration();
    }

    private boolean fits(Checkpoint checkpoint) {
        return checkpoint.iteration() >= 0
                && checkpoint.iteration() <= settings.iterations()
                && lengths(checkpoint).equals(lengths(checkpoint()));
    }

    private static List<Integer> lengths(Checkpoint checkpoint) {
        return checkpoint.tensors().stream().map(tensor -> tensor.length).toList();
    }

    @Override
    public void close() {
        steps.close();
        engine.close();
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
