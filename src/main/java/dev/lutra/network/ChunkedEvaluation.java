package dev.lutra.network;

import dev.lutra.color.Domain;
import dev.lutra.color.LatticeSink;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Evaluates a network on many colours, a piece at a time on a few platform threads. Safe for use by many threads, which
 * share those.
 */
final class ChunkedEvaluation implements AutoCloseable {

    /** Points that a thread takes at a time: small enough to share a lattice evenly. */
    private static final int SHARED_OUT = 2048;
    /** The same where one evaluation keeps the whole device busy; its activations take 32 MB at a width of 128. */
    private static final int PARALLEL = 1 << 16;

    /** Which way through the network. */
    interface Direction {

        /**
         * Evaluates some points.
         *
         * @param x on the atanh scale, triples
         * @param y receives as many, as tanh of that scale
         */
        void evaluate(Engine.Worker worker, float[] embedding, float[] x, int points, float[] y);
    }

    private final Engine engine;
    private final Direction direction;
    private final ExecutorService pool;
    private final int threads;
    private final int chunkPoints;
    private final ThreadLocal<Chunk> chunks;

    ChunkedEvaluation(Engine engine, Direction direction, int threads, String threadName) {
        this.engine = engine;
        this.direction = direction;
        this.threads = threads;
        chunkPoints = engine.isParallel() ? PARALLEL : SHARED_OUT;
        chunks = ThreadLocal.withInitial(() -> new Chunk(engine.newWorker()));
        pool = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().name(threadName, 0).daemon().factory());
    }

    /**
     * Evaluates a lattice. Memory does not grow with it.
     *
     * @param axes where its points lie on each of the three axes, 0…1; equally many
     * @param range the outputs that the network's unit cube stands for
     * @param sink receives the lattice in order, red fastest; called on this thread
     */
    void lattice(float[] embedding, float[][] axes, Domain range, LatticeSink sink) throws IOException {
        var scaled = new float[3][];
        for (int channel = 0; channel < 3; channel++) {
            scaled[channel] = ColorScale.atanh(axes[channel]);
        }
        int size = axes[0].length;
        long points = (long) size * size * size;
        var running = new ArrayDeque<Future<float[]>>();
        try {
            long next = 0;
            while (next < points || !running.isEmpty()) {
                while (next < points && running.size() < 2 * threads) {
                    long from = next;
                    int count = (int) Math.min(chunkPoints, points - from);
                    running.add(pool.submit(() -> latticeChunk(embedding, scaled, from, count, range)));
                    next += count;
                }
                float[] rgb = await(running.remove());
                sink.accept(rgb, rgb.length / 3);
            }
        } finally {
            running.forEach(chunk -> chunk.cancel(false));
        }
    }

    /**
     * Evaluates colours.
     *
     * @param colors RGB triples, 0…1
     * @param range the outputs that the network's unit cube stands for
     * @return as many RGB triples
     */
    float[] colors(float[] embedding, float[] colors, Domain range) {
        var running = new ArrayList<Future<float[]>>();
        for (int from = 0; from < colors.length; from += 3 * chunkPoints) {
            int start = from;
            int end = Math.min(colors.length, from + 3 * chunkPoints);
            running.add(pool.submit(() -> colorsChunk(embedding, colors, start, end, range)));
        }
        var rgb = new float[colors.length];
        int at = 0;
        for (Future<float[]> chunk : running) {
            float[] part = await(chunk);
            System.arraycopy(part, 0, rgb, at, part.length);
            at += part.length;
        }
        return rgb;
    }

    String device() {
        return engine.device();
    }

    /** Frees the device's memory once the evaluations under way have ended. */
    @Override
    public void close() {
        pool.close();
        engine.close();
    }

    private float[] latticeChunk(float[] embedding, float[][] axes, long from, int points, Domain range) {
        Chunk chunk = chunks.get();
        int size = axes[0].length;
        int red = (int) (from % size);
        int green = (int) (from / size % size);
        int blue = (int) (from / ((long) size * size));
        for (int point = 0; point < points; point++) {
            chunk.x[3 * point] = axes[0][red];
            chunk.x[3 * point + 1] = axes[1][green];
            chunk.x[3 * point + 2] = axes[2][blue];
            if (++red == size) {
                red = 0;
                if (++green == size) {
                    green = 0;
                    blue++;
                }
            }
        }
        return chunk.evaluate(embedding, points, range);
    }

    private float[] colorsChunk(float[] embedding, float[] colors, int from, int to, Domain range) {
        Chunk chunk = chunks.get();
        for (int i = from; i < to; i++) {
            chunk.x[i - from] = ColorScale.atanh(colors[i]);
        }
        return chunk.evaluate(embedding, (to - from) / 3, range);
    }

    /** A thread's own worker, with room for its colours. */
    private final class Chunk {

        private final Engine.Worker worker;
        private final float[] x = new float[3 * chunkPoints];

        Chunk(Engine.Worker worker) {
            this.worker = worker;
        }

        float[] evaluate(float[] embedding, int points, Domain range) {
            var rgb = new float[3 * points];
            direction.evaluate(worker, embedding, x, points, rgb);
            ColorScale.unsquash(rgb, range);
            return rgb;
        }
    }

    private static <T> T await(Future<T> result) {
        try {
            return result.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("evaluation failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while evaluating", e);
        }
    }
}
