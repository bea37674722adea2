package dev.lutra.network.learn;

import dev.lutra.color.Lut3d;
import dev.lutra.network.Embedding;
import dev.lutra.network.EmbeddingPrior;
import dev.lutra.network.Model;
import dev.lutra.network.Network;
import dev.lutra.network.decode.Decoder;
import dev.lutra.network.engine.ComputeDevice;
import dev.lutra.network.engine.Engine;
import dev.lutra.network.engine.Engines;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Fits embeddings of LUTs to a frozen network. This takes about a second for each and changes nothing else.
 *
 * <p>Under a network with a prior a fit starts at the mean. Adam moves it close to a minimum, {@link LevenbergMarquardt}
 * finds it, and {@link EmbeddingRounding} stores it. Under a network without one it starts at the nearest LUT of the
 * model, and Adam alone finds signed bytes.
 */
public final class Encoder {

    /** The number of LUTs that one thread fits together: enough rows for efficient matrix products. */
    private static final int GROUP = 8;

    private final Network network;
    /** The model of the network, whose LUTs are starts; null if no start is sought. */
    private final @Nullable Model model;

    private final EncodingSettings settings;
    private final ComputeDevice device;
    private final int threads;

    /**
     * Prepares to encode into a model.
     *
     * @param device the result of {@link Engines#choose}
     * @param threads the number of threads that compute at the same time
     */
    public Encoder(Model model, EncodingSettings settings, ComputeDevice device, int threads) {
        this(model.network(), model, settings, device, threads);
    }

    private Encoder(
            Network network, @Nullable Model model, EncodingSettings settings, ComputeDevice device, int threads) {
        if (network.prior() != null && settings.refinements() == 0) {
            throw new IllegalArgumentException("a network with a prior needs refinements");
        }
        this.network = network;
        this.model = model;
        this.settings = settings;
        this.device = device;
        this.threads = threads;
    }

    /**
     * Fits embeddings. The embedding of a LUT depends on the LUT, the model and the settings; on a GPU its last bits also
     * depend on the other LUTs of the call.
     *
     * @param progress receives the iterations over all groups, from several threads
     * @param cancelled called at every iteration
     * @return one for each LUT, or null if cancelled
     */
    public @Nullable List<Embedding> encode(List<Lut3d> luts, ProgressListener progress, BooleanSupplier cancelled) {
        return encode(luts, starts(luts), progress, cancelled);
    }

    /**
     * Fits embeddings that are known approximately, such as those of a training.
     *
     * @param starts the embedding of each LUT at which its fit starts
     * @param progress receives the iterations over all groups, from several threads
     * @param cancelled called at every iteration
     * @return one for each LUT, or null if cancelled
     */
    public @Nullable List<Embedding> encode(
            List<Lut3d> luts, List<float[]> starts, ProgressListener progress, BooleanSupplier cancelled) {
        var pool = new ColorPool(
                settings.colors(), settings.seed(), Math.max(settings.colorsPerStep(), settings.refinementColors()));
        List<LutGroup.Member> members = IntStream.range(0, luts.size())
                .mapToObj(lut -> new LutGroup.Member(
                        new Adam(starts.get(lut).clone()), ColorSampler.of(luts.get(lut), pool, settings.seed())))
                .toList();
        try (Engine engine = Engines.open(network, device)) {
            int groups = engine.saturatesDevice()
                    ? 1
                    : Math.max(Math.ceilDiv(luts.size(), GROUP), Math.min(threads, luts.size()));
            return encode(engine, LutGroup.split(members, groups), progress, cancelled);
        }
    }

    /**
     * Stores what a training has learned: fits its embeddings once more, from where they are, under the weights as they
     * are stored.
     *
     * @param luts the LUTs of the training
     * @param progress receives the iterations over all groups, from several threads
     * @param cancelled called at every iteration
     * @return one for each LUT, or null if cancelled
     */
    public static @Nullable List<Embedding> store(
            Training.Result result,
            List<Lut3d> luts,
            TrainingSettings settings,
            ComputeDevice device,
            int threads,
            ProgressListener progress,
            BooleanSupplier cancelled) {
        if (result.network().prior() == null) {
            return result.rounded();
        }
        return new Encoder(result.network(), null, EncodingSettings.after(settings), device, threads)
                .encode(luts, result.embeddings(), progress, cancelled);
    }

    private List<float[]> starts(List<Lut3d> luts) {
        EmbeddingPrior prior = network.prior();
        if (prior != null) {
            return Collections.nCopies(luts.size(), prior.mean());
        }
        try (Decoder decoder = Decoder.open(network, device, threads)) {
            var nearest = new NearestEmbedding(Objects.requireNonNull(model), decoder);
            return luts.stream().map(nearest::to).toList();
        }
    }

    private @Nullable List<Embedding> encode(
            Engine engine, List<List<LutGroup.Member>> groups, ProgressListener progress, BooleanSupplier cancelled) {
        int luts = groups.stream().mapToInt(List::size).sum();
        long work = (long) groups.size() * settings.iterations()
                + (long) luts * settings.refinements() * FitProgress.REFINEMENT;
        int iterations = Math.clamp(work, 1, Integer.MAX_VALUE);
        var meter = new ProgressMeter(iterations, 0, (long) luts * settings.colorsPerStep() / groups.size());
        var fit = new EmbeddingFit(network, settings, new FitProgress(meter, progress, cancelled));
        try (var pool = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().name("encode-", 0).daemon().factory())) {
            var running = new ArrayList<Future<List<Embedding>>>();
            for (List<LutGroup.Member> members : groups) {
                running.add(pool.submit(() -> fit.fit(members, engine.newWorker())));
            }
            var embeddings = new ArrayList<Embedding>();
            for (Future<List<Embedding>> group : running) {
                embeddings.addAll(group.get());
            }
            return embeddings;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CancellationException) {
                return null;
            }
            if (e.getCause() instanceof TrainingDiverged diverged) {
                throw diverged;
            }
            throw new IllegalStateException("encoding failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }
}
