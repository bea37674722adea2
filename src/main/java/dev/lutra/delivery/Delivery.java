package dev.lutra.delivery;

import com.github.benmanes.caffeine.cache.Caffeine;
import dev.lutra.color.Fidelity;
import dev.lutra.compute.Bulkhead;
import dev.lutra.compute.Permit;
import dev.lutra.library.Library;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Service;

/** Turns requests into files. Small files go through the cache; large files are streamed to the client. */
@Service
@Profile("api")
public final class Delivery {

    private static final int KEPT_LOSSES = 10_000;

    private final Library library;
    private final Decoders decoders;
    private final LatticeEvaluator lattices;
    private final Originals originals;
    private final Previews previews;
    private final DeliverySettings settings;
    private final DeliveryPools pools;
    private final MeterRegistry registry;
    private final SingleFlightCache<byte[]> answers;
    private final SingleFlightCache<Fidelity.Statistics> losses =
            new SingleFlightCache<>(Caffeine.newBuilder().maximumSize(KEPT_LOSSES));
    private final Bulkhead builds;
    private final StreamPlaces streams;

    Delivery(
            Library library,
            Decoders decoders,
            LatticeEvaluator lattices,
            Originals originals,
            Previews previews,
            DeliverySettings settings,
            DeliveryPools pools,
            MeterRegistry registry) {
        this.library = library;
        this.decoders = decoders;
        this.lattices = lattices;
        this.originals = originals;
        this.previews = previews;
        this.settings = settings;
        this.pools = pools;
        this.registry = registry;
        answers = new SingleFlightCache<>(Caffeine.newBuilder()
                .maximumWeight(settings.cacheSize().toBytes())
                .weigher((String key, byte[] answer) -> key.length() + answer.length)
                .recordStats());
        CaffeineCacheMetrics.monitor(registry, answers.cache(), "lutra.answers");
        builds = new Bulkhead(settings.builds(), settings.waiting(), settings.maxWait());
        streams = new StreamPlaces(settings.streams(), settings.streamsPerClient());
    }

    /** The strong ETag of an answer, with its quotes. The answer is not computed for it. */
    public String etag(FileRequest request) {
        return '"' + key(request) + '"';
    }

    /** What all answers to GET depend on besides the request. If two versions are equal, equal requests get equal answers. */
    public Version version() {
        return new Version(library.version(), decoders.device());
    }

    /** Returns the bytes with an ETag if they are in the cache, and null otherwise. They must not be modified. */
    public byte @Nullable [] cached(String etag) {
        return answers.present(etag.substring(1, etag.length() - 1));
    }

    /** Whether an answer is so large that {@link #stream} must write it. Otherwise {@link #bytes} returns it. */
    public boolean isStreamed(FileRequest request) {
        return request.estimatedBytes() > settings.streamAbove().toBytes();
    }

    /**
     * Returns an answer from the cache, or computes it.
     *
     * @return the answer; must not be modified, because other callers receive the same array
     * @throws dev.lutra.compute.Overloaded if too many answers are computed at the same time
     * @throws dev.lutra.compute.MemoryShort if it needs more memory than there is
     */
    public byte[] bytes(FileRequest request) {
        return answers.get(
                key(request),
                () -> builds.call(() -> {
                    var out = new ByteArrayOutputStream((int) request.estimatedBytes());
                    write(request, () -> out);
                    return out.toByteArray();
                }));
    }

    /**
     * Writes an answer slab by slab while it is decoded. The memory does not grow with the size of the answer, and no
     * computing thread waits for the reader.
     *
     * @param client the client whose number of streams is limited
     * @param target opened once the first slab exists, and left open
     * @throws IOException if the client does not read the answer, or not in time
     * @throws dev.lutra.compute.Overloaded if too many answers are streamed, in all or to this client
     * @throws dev.lutra.compute.MemoryShort if it needs more memory than there is
     */
    public void stream(FileRequest request, String client, Target target) throws IOException {
        Permit place = enter(client);
        try (place) {
            write(request, () -> new AnswerStream(target.open(), settings.streamTime()));
        }
    }

    /**
     * Takes a place for a stream.
     *
     * @throws dev.lutra.compute.Overloaded as {@link #stream} does
     */
    Permit enter(String client) {
        return streams.enter(client);
    }

    /**
     * ΔE76 of an answer against the source, over the gamut. If the file has no place for the shaper or the domain of the
     * LUT, its points are those of another lattice, and what is lost between them is measured and added.
     *
     * @return null if it is not known, as for files that do not keep the values of the LUT
     */
    public Fidelity.@Nullable Statistics deltaE76(LutRequest request) {
        boolean isMeasured = request.strength() == 1 && request.layout().keepsValues();
        Fidelity.Statistics known = isMeasured ? request.subject().deltaE76() : null;
        if (known == null || !request.isSampled()) {
            return known;
        }
        Fidelity.Statistics lost = losses.get(key(request), () -> loss(request));
        return new Fidelity.Statistics(
                        known.mean() + lost.mean(),
                        known.p90() + lost.p90(),
                        known.p99() + lost.p99(),
                        known.max() + lost.max())
                .rounded();
    }

    private Fidelity.Statistics loss(LutRequest request) {
        try (FileContent content = lattices.open(request)) {
            return SamplingLoss.measure(content.lattice(), request.layout().size(), pools.rendering());
        }
    }

    private String key(FileRequest request) {
        return switch (request) {
            case Original original -> original.sha256();
            case LutRequest lut -> lut.key(device(lut.subject()));
            case PreviewRequest preview -> preview.key(device(preview.subject()));
        };
    }

    private String device(ColorMap subject) {
        return subject.isDecoded() ? String.valueOf(decoders.device()) : "source";
    }

    private void write(FileRequest request, Target target) throws IOException {
        switch (request) {
            case Original original -> originals.write(original, target);
            case LutRequest lut -> write(lut, target);
            case PreviewRequest preview -> target.open().write(previews.jpeg(preview));
        }
    }

    /** Computes a file and writes it slab by slab; the target is opened once the first slab exists. */
    void write(LutRequest request, Target target) throws IOException {
        try (FileContent content = lattices.open(request);
                var file = new RenderedFile(request, content, pools.writing(request.layout()), target)) {
            long started = System.nanoTime();
            content.lattice().writeTo(request.layout().size(), file);
            long decoding = System.nanoTime() - started - file.nanos();
            file.finish();
            registry.timer("lutra.decode").record(decoding, TimeUnit.NANOSECONDS);
            registry.timer("lutra.write", "format", request.layout().format().name())
                    .record(file.renderingNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /**
     * A version of what is delivered.
     *
     * @param library the version of the library
     * @param device the device that decodes; null before the first model is open
     */
    public record Version(long library, @Nullable String device) {}

    /** The destination of a streamed answer. */
    @FunctionalInterface
    public interface Target {

        OutputStream open() throws IOException;
    }
}
