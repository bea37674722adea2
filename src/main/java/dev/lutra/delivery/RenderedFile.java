package dev.lutra.delivery;

import dev.lutra.color.LatticeSink;
import dev.lutra.color.LatticeWriter;
import dev.lutra.compute.ComputePool;
import dev.lutra.format.LutHeader;
import dev.lutra.format.LutLayout;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes a lattice into a file, slab by slab. Threads of a pool mix, write and compress a slab. Then the thread of the
 * caller writes out its bytes, so that a slow reader occupies no computing thread.
 */
final class RenderedFile implements LatticeSink, AutoCloseable {

    private final ComputePool pool;
    private final Delivery.Target target;
    private final Slab slab = new Slab();
    private final OutputStream body;
    private final LatticeWriter writer;
    private final LatticeSink mix;
    private @Nullable OutputStream out;
    private boolean finished;
    private long renderingNanos;
    private long nanos;

    /**
     * Begins the file.
     *
     * @param content the lattice that is going to be written, and the curves before it
     * @param target opened once the first slab exists; until then a request can still be rejected
     */
    RenderedFile(LutRequest request, FileContent content, ComputePool pool, Delivery.Target target) throws IOException {
        this.pool = pool;
        this.target = target;
        LutLayout layout = request.layout();
        body = request.gzip() ? new FastGzip(slab) : slab;
        writer = layout.begin(
                body, new LutHeader(request.title(), content.lattice().domain(), content.shaper(), request.isExact()));
        mix = request.strength() == 1
                ? writer
                : new StrengthFilter(writer, content::inputs, layout.size(), request.strength());
    }

    @Override
    public void accept(float[] rgb, int points) throws IOException {
        render(() -> mix.accept(rgb, points));
    }

    /** Ends the file. */
    void finish() throws IOException {
        render(() -> {
            writer.close();
            body.close();
        });
        finished = true;
    }

    /** Releases the resources of an unfinished file. */
    @Override
    public void close() throws IOException {
        if (!finished) {
            finished = true;
            try (body) {
                writer.abandon();
            }
        }
    }

    /** Time for writing and compressing so far. */
    long renderingNanos() {
        return renderingNanos;
    }

    /** Time in this object so far: {@link #renderingNanos}, and the waits for threads and for the reader. */
    long nanos() {
        return nanos;
    }

    private void render(Work work) throws IOException {
        long started = System.nanoTime();
        renderingNanos += pool.call(() -> {
            long begun = System.nanoTime();
            work.run();
            return System.nanoTime() - begun;
        });
        if (slab.size() > 0) {
            if (out == null) {
                out = target.open();
            }
            slab.writeTo(out);
            slab.reset();
        }
        nanos += System.nanoTime() - started;
    }

    private interface Work {

        void run() throws IOException;
    }

    /** Bytes that wait to be written out. */
    private static final class Slab extends ByteArrayOutputStream {

        private static final int USUAL = 1 << 16;

        Slab() {
            super(USUAL);
        }
    }

    /**
     * Gzip at the lowest level. Higher levels take several times as long and hardly compress the text of numbers
     * further.
     */
    private static final class FastGzip extends GZIPOutputStream {

        private static final int BUFFER = 64 * 1024;

        FastGzip(OutputStream out) throws IOException {
            super(out, BUFFER);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
