package dev.lutra.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Service;
import org.springframework.util.StreamUtils;

/** Turns requests for LUTs into files: those of moderate size through the cache, larger ones straight to the client. */
@Service
@Profile("api")
public final class Delivery {

    private final Decoders decoders;
    private final Lattices lattices;
    private final DeliverySettings settings;
    private final MeterRegistry registry;
    private final AnswerCache cache;
    private final Gate builds;
    private final StreamPlaces streams;

    Delivery(Decoders decoders, Lattices lattices, DeliverySettings settings, MeterRegistry registry) {
        this.decoders = decoders;
        this.lattices = lattices;
        this.settings = settings;
        this.registry = registry;
        cache = new AnswerCache(settings.cacheSize(), registry);
        builds = new Gate(settings.builds(), settings.waiting(), settings.maxWait());
        streams = new StreamPlaces(settings.streams(), settings.streamsPerClient());
    }

    /** Names the bytes of an answer without making them: a strong ETag with its quotes. */
    public String etag(LutRequest request) {
        return '"' + key(request) + '"';
    }

    /** Whether an answer is so large that {@link #stream} is to write it; if not, {@link #bytes} gives it. */
    public boolean isStreamed(LutRequest request) {
        return request.estimatedBytes() > settings.streamAbove().toBytes();
    }

    /**
     * Gives an answer from the cache, or makes it.
     *
     * @return not to be changed: others get the same array
     * @throws Overloaded if too many answers are being made
     */
    public byte[] bytes(LutRequest request) {
        return cache.get(key(request), () -> {
            builds.enter();
            try {
                var out = new ByteArrayOutputStream((int) request.estimatedBytes());
                long writing = write(request, out, UnaryOperator.identity());
                registry.timer("lutra.write", "format", request.rendering().format())
                        .record(writing, TimeUnit.NANOSECONDS);
                return out.toByteArray();
            } catch (IOException e) {
                throw new UncheckedIOException("writing to memory failed", e);
            } finally {
                builds.leave();
            }
        });
    }

    /**
     * Writes an answer slab by slab as it is decoded, in memory that does not grow with it.
     *
     * @param client whose share of the places for streams is counted
     * @param target opened with the first bytes, before which most of what can fail has been done, and left open
     * @throws IOException if the client does not take it, or not in time
     * @throws Overloaded if too many answers are being streamed, at all or to this client
     */
    public void stream(LutRequest request, String client, Target target) throws IOException {
        streams.enter(client);
        try {
            var out = new AnswerStream(target, settings.streamTime());
            write(request, out, out::breakingOff);
            out.finish();
        } finally {
            streams.leave(client);
        }
    }

    private String key(LutRequest request) {
        return request.key(request.subject().isDecoded() ? String.valueOf(decoders.device()) : "source");
    }

    /**
     * Makes the lattice and writes it at once.
     *
     * @param guard is around the lattice while it is written
     * @return the nanoseconds that the writing took
     */
    private long write(LutRequest request, OutputStream out, UnaryOperator<LatticeSource> guard) throws IOException {
        int size = request.rendering().size();
        long started = System.nanoTime();
        var decoding = new Decoding(sink -> lattices.write(request.subject(), size, sink), request);
        LatticeSource guarded = guard.apply(decoding);
        if (request.gzip()) {
            try (OutputStream gzip = new FastGzip(StreamUtils.nonClosing(out))) {
                request.rendering().write(gzip, request.subject(), guarded);
            }
        } else {
            request.rendering().write(out, request.subject(), guarded);
        }
        registry.timer("lutra.decode").record(decoding.nanos(), TimeUnit.NANOSECONDS);
        return System.nanoTime() - started - decoding.nanos();
    }

    /** Where a streamed answer goes. */
    @FunctionalInterface
    public interface Target {

        OutputStream open() throws IOException;
    }

    /** The lowest level: text of numbers shrinks hardly further at others, which take several times as long. */
    private static final class FastGzip extends GZIPOutputStream {

        private static final int BUFFER = 64 * 1024;

        FastGzip(OutputStream out) throws IOException {
            super(out, BUFFER);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
