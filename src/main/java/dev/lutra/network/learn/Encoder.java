package dev.lutra.network.learn;

import dev.lutra.color.Lut3d;
import dev.lutra.network.ColorScale;
import dev.lutra.network.Embedding;
import dev.lutra.network.Model;
import dev.lutra.network.NetworkShape;
import dev.lutra.network.decode.Decoder;
import dev.lutra.network.engine.ComputeDevice;
import dev.lutra.network.engine.Engine;
import dev.lutra.network.engine.Engines;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Fits embeddings of LUTs to a frozen network. This takes a fraction of a second for each and changes nothing else. */
public final class Encoder {

    /** The number of LUTs that one thread fits together: enough rows for efficient matrix products. */
    private static final int GROUP = 32;

    private final Model model;
    private final EncodingSettings settings;
    private final ComputeDevice device;
    private final int threads;
    private final NearestEmbedding nearest;

    /**
     * Prepares to encode into a model.
     *
     * @param device the result of {@link Engines#choose}
     * @param threads the number of threads that compute at the same time
     */
    public Encoder(Model model, EncodingSettings settings, ComputeDevice device, int threads) {
        this.model = model;
        this.settings = settings;
        this.device = device;
        this.threads = threads;
        try (Decoder decoder = Decoder.open(model.network(), device, threads)) {
            nearest = new NearestEmbedding(model, decoder);
        }
    }

    /**
     * Fits embeddings. The embedding of a LUT depends on the LUT, the model and the settings; its last bits also depend
     * on the other LUTs of the call.
     *
     * @param progress receives the iterations over all groups, from several threads
     * @param cancelled called at every iteration
     * @return one for each LUT, or null if cancelled
     */
    public @Nullable List<Embedding> encode(List<Lut3d> luts, ProgressListener progress, BooleanSupplier cancelled) {
        try (Engine engine = Engines.open(model.network(), device)) {
            int groups = engine.saturatesDevice()
                    ? 1
                    : Math.max(Math.ceilDiv(luts.size(), GROUP), Math.min(threads, luts.size()));
            return encode(engine, LutGroup.split(luts, groups), progress, cancelled);
        }
    }

    private @Nullable List<Embedding> encode(
            Engine engine, List<List<Lut3d>> groups, ProgressListener progress, BooleanSupplier cancelled) {
        int luts = groups.stream().mapToInt(List::size).sum();
        var meter = new ProgressMeter(
                groups.size() * settings.iterations(), 0, (long) luts * settings.colorsPerStep() / groups.size());
        var done = new AtomicInteger();
        try (var pool = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().name("encode-", 0).daemon().factory())) {
            var running = new ArrayList<Future<List<Embedding>>>();
            for (List<Lut3d> members : groups) {
                running.add(pool.submit(() -> encodeGroup(engine, members, meter, done, progress, cancelled)));
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
            throw new IllegalStateException("encoding failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private List<Embedding> encodeGroup(
            Engine engine,
            List<Lut3d> luts,
            ProgressMeter meter,
            AtomicInteger done,
            ProgressListener progress,
            BooleanSupplier cancelled) {
        Schedule schedule = settings.schedule();
        var pool = new ColorPool(settings.colors(), settings.seed(), settings.colorsPerStep());
        List<LutGroup.Member> members = luts.stream()
                .map(lut -> new LutGroup.Member(
                        new Adam(nearest.to(lut)), ColorSampler.of(lut, pool, settings.seed())))
                .toList();
        NetworkShape shape = model.network().shape();
        var group = new LutGroup(shape, engine.newWorker(), false, settings.colorsPerStep(), settings.loss());
        for (int iteration = 0; iteration < settings.iterations(); iteration++) {
            if (cancelled.getAsBoolean()) {
                throw new CancellationException();
            }
            double loss = group.backward(iteration, members, null, schedule.rounded(iteration)) / luts.size();
            group.update(schedule.embeddingRate(iteration), 0);
            if (!Double.isFinite(loss)) {
                throw new TrainingDiverged(iteration, loss);
            }
            meter.add(loss);
            int total = done.incrementAndGet();
            if (total % 200 == 0) {
                progress.onProgress(meter.progress(total, group.deltaE76() / luts.size()));
            }
        }
        return members.stream()
                .map(member -> Embedding.round(member.embedding().values(), shape.blocks()))
                .toList();
    }
}
