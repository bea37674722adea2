package dev.lutra.delivery;

import com.github.benmanes.caffeine.cache.Caffeine;
import dev.lutra.compute.Bulkhead;
import dev.lutra.compute.Permit;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Service;

/** Turns requests into files: those of moderate size through the cache, larger ones straight to the client. */
@Service
@Profile("api")
public final class Delivery {

    private final Decoders decoders;
    private final LatticeEvaluator lattices;
    private final Originals originals;
    private final DeliverySettings settings;
    private final DeliveryPools pools;
    private final MeterRegistry registry;
    private final SingleFlightCache<byte[]> answers;
    private final Bulkhead builds;
    private final StreamPlaces streams;

    Delivery(
            Decoders decoders,
            LatticeEvaluator lattices,
            Originals originals,
            DeliverySettings settings,
            DeliveryPools pools,
            MeterRegistry registry) {
        this.decoders = decoders;
        this.lattices = lattices;
        this.originals = originals;
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

    /** Names the bytes of an answer without making them: a strong ETag with its quotes. */
    public String etag(FileRequest request) {
        return '"' + key(request) + '"';
    }

    /** Whether an answer is so large that {@link #stream} is to write it; if not, {@link #bytes} gives it. */
    public boolean isStreamed(FileRequest request) {
        return request.estimatedBytes() > settings.streamAbove().toBytes();
    }

    /**
     * Gives an answer from the cache, or makes it.
     *
     * @return not to be changed: others get the same array
     * @throws dev.lutra.compute.Overloaded if too many answers are being made
     * @throws dev.lutra.compute.MemoryShort if it takes more memory than there is
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
     * Writes an answer slab by slab as it is decoded, in memory that does not grow with it. No thread that computes waits
     * for the reader.
     *
     * @param client whose share of the places for streams is counted
     * @param target opened once the first slab is there, and left open
     * @throws IOException if the client does not take it, or not in time
     * @throws dev.lutra.compute.Overloaded if too many answers are being streamed, at all or to this client
     * @throws dev.lutra.compute.MemoryShort if it takes more memory than there is
     */
    public void stream(FileRequest request, String client, Target target) throws IOException {
        Permit place = streams.enter(client);
        try (place) {
            write(request, () -> new AnswerStream(target.open(), settings.streamTime()));
        }
    }

    private String key(FileRequest request) {
        return switch (request) {
            case Original original -> original.sha256();
            case LutRequest lut -> lut.key(lut.subject().isDecoded() ? String.valueOf(decoders.device()) : "source");
        };
    }

    private void write(FileRequest request, Target target) throws IOException {
        switch (request) {
            case Original original -> originals.write(original, target);
            case LutRequest lut -> write(lut, target);
        }
    }

    private void write(LutRequest request, Target target) throws IOException {
        try (OpenColorMap subject = lattices.open(request.subject());
                var file = new RenderedFile(request, subject.domain(), pools.rendering(), target)) {
            long started = System.nanoTime();
            subject.writeTo(request.layout().size(), file);
            long decoding = System.nanoTime() - started - file.nanos();
            file.finish();
            registry.timer("lutra.decode").record(decoding, TimeUnit.NANOSECONDS);
            registry.timer("lutra.write", "format", request.layout().format().name())
                    .record(file.renderingNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /** Where a streamed answer goes. */
    @FunctionalInterface
    public interface Target {

        OutputStream open() throws IOException;
    }
}
