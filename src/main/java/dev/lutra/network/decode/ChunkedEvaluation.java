package dev.lutra.network.decode;

import dev.lutra.color.LatticeSink;
import dev.lutra.network.ColorScale;
import dev.lutra.network.engine.ComputeDevice;
import dev.lutra.network.engine.Engine;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Evaluates maps of a network on many colours, in chunks on a few platform threads. Many threads can use it at the same
 * time; they share these platform threads.
 */
final class ChunkedEvaluation implements AutoCloseable {

    /** The points of a chunk: few enough to divide a lattice evenly among the threads. */
    private static final int SHARED_OUT = 2048;
    /**
     * The points of a chunk if one evaluation keeps the whole device busy. The activations take 32 MB at a width of
     * 128.
     */
    private static final int PARALLEL = 1 << 16;

    /** A colour map that uses the network in whole or in part. */
    interface ColorMap {

        /**
         * Evaluates some points.
         *
         * @param unit the points, RGB triples in 0…1
         * @param x the points on the atanh scale; undefined if the map does not use the network
         * @param rgb receives as many triples
         */
        void apply(Engine.Worker worker, float[] unit, float[] x, int points, float[] rgb);

        /** Whether the map uses the network. */
        default boolean usesNetwork() {
            return true;
        }
    }

    private final Engine engine;
    private final ExecutorService pool;
    private final int threads;
    private final int chunkPoints;
    private final ThreadLocal<Chunk> chunks;

    ChunkedEvaluation(Engine engine, int threads, String threadName) {
        this.engine = engine;
        this.threads = threads;
        chunkPoints = engine.saturatesDevice() ? PARALLEL : SHARED_OUT;
        chunks = ThreadLocal.withInitial(() -> new Chunk(engine.newWorker()));
        pool = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().name(threadName, 0).daemon().factory());
    }

    /**
     * Evaluates a map on a lattice. The memory does not grow with the size of the lattice.
     *
     * @param axes the positions of its points on each of the three axes, 0…1; the axes have equal lengths
     * @param sink receives the lattice in order, red fastest; called on this thread
     */
    void lattice(ColorMap map, float[][] axes, LatticeSink sink) throws IOException {
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
                    running.add(pool.submit(() -> chunks.get().lattice(map, axes, scaled, from, count)));
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
     * Evaluates a map at given colours.
     *
     * @param colors RGB triples, 0…1
     * @return as many triples
     */
    float[] colors(ColorMap map, float[] colors) {
        var running = new ArrayList<Future<float[]>>();
        for (int from = 0; from < colors.length; from += 3 * chunkPoints) {
            int start = from;
            int end = Math.min(colors.length, from + 3 * chunkPoints);
            running.add(pool.submit(() -> chunks.get().colors(map, colors, start, end)));
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

    /** The device, as {@link Engine#device} returns it. */
    ComputeDevice device() {
        return engine.device();
    }

    /** Frees the memory of the device once the current evaluations have ended. */
    @Override
    public void close() {
        pool.close();
        engine.close();
    }

    /** The buffers of a thread. */
    private final class Chunk {

        private final Engine.Worker worker;
        private final float[] unit = new float[3 * chunkPoints];
        private final float[] x = new float[3 * chunkPoints];

        Chunk(Engine.Worker worker) {
            this.worker = worker;
        }

        float[] lattice(ColorMap map, float[][] axes, float[][] scaled, long from, int points) {
            int size = axes[0].length;
            int red = (int) (from % size);
            int green = (int) (from / size % size);
            int blue = (int) (from / ((long) size * size));
            for (int i = 0; i < 3 * points; i += 3) {
                unit[i] = axes[0][red];
                unit[i + 1] = axes[1][green];
                unit[i + 2] = axes[2][blue];
                x[i] = scaled[0][red];
                x[i + 1] = scaled[1][green];
                x[i + 2] = scaled[2][blue];
                if (++red == size) {
                    red = 0;
                    if (++green == size) {
                        green = 0;
                        blue++;
                    }
                }
            }
            return evaluate(map, points);
        }

        float[] colors(ColorMap map, float[] colors, int from, int to) {
            System.arraycopy(colors, from, unit, 0, to - from);
            if (map.usesNetwork()) {
                for (int i = 0; i < to - from; i++) {
                    x[i] = ColorScale.atanh(unit[i]);
                }
            }
            return evaluate(map, (to - from) / 3);
        }

        private float[] evaluate(ColorMap map, int points) {
            var rgb = new float[3 * points];
            map.apply(worker, unit, x, points, rgb);
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
