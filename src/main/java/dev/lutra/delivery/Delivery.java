package dev.lutra.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
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
    private final Gate streams;

    Delivery(Decoders decoders, Lattices lattices, DeliverySettings settings, MeterRegistry registry) {
        this.decoders = decoders;
        this.lattices = lattices;
        this.settings = settings;
        this.registry = registry;
        cache = new AnswerCache(settings.cacheSize(), registry);
        builds = new Gate(settings.builds(), settings.waiting(), settings.maxWait());
        // A stream lasts as long as its reader likes, so that there is no use in waiting for one to end.
        streams = new Gate(settings.streams(), 0, Duration.ZERO);
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
                long writing = write(request, out);
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
     * @param target opened once there is a place for the stream, and left open
     * @throws IOException if the client does not take it
     * @throws Overloaded if too many answers are being streamed
     */
    public void stream(LutRequest request, Target target) throws IOException {
        streams.enter();
        try {
            write(request, target.open());
        } finally {
            streams.leave();
        }
    }

    private String key(LutRequest request) {
        return request.key(request.subject().isDecoded() ? String.valueOf(decoders.device()) : "source");
    }

    /** Makes the lattice and writes it at once; returns the nanoseconds that the writing took. */
    private long write(LutRequest request, OutputStream out) throws IOException {
        int size = request.rendering().size();
        long started = System.nanoTime();
        var decoding = new Decoding(sink -> lattices.write(request.subject(), size, sink), request);
        if (request.gzip()) {
            try (OutputStream gzip = new FastGzip(StreamUtils.nonClosing(out))) {
                request.rendering()
                        .write(gzip, request.title(), request.subject().domain(), decoding);
            }
        } else {
            request.rendering().write(out, request.title(), request.subject().domain(), decoding);
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
