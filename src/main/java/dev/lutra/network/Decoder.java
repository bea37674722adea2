package dev.lutra.network;

import dev.lutra.color.LatticeSink;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Evaluates a network on lattices. Safe for use by many threads, which share its few platform threads. */
public final class Decoder implements AutoCloseable {

    /** Points that a thread takes at a time: small enough to share a lattice evenly. */
    private static final int CHUNK_POINTS = 2048;

    private final Engine engine;
    private final ExecutorService pool;
    private final int threads;
    private final ThreadLocal<Chunk> chunks;

    private Decoder(Engine engine, int threads) {
        this.engine = engine;
        this.threads = threads;
        chunks = ThreadLocal.withInitial(() -> new Chunk(engine.newWorker()));
        pool = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().name("decode-", 0).daemon().factory());
    }

    /**
     * Puts a network on a device, where it stays until closed.
     *
     * @param device {@code auto}, {@code cpu}, {@code cuda} or {@code cuda:N}
     * @param threads that evaluate at the same time, 1 or more
     * @throws DeviceUnavailable if the device is not there
     */
    public static Decoder open(Network network, String device, int threads) {
        return new Decoder(Engines.open(network, device), threads);
    }

    /**
     * Decodes a LUT on a lattice over its domain. Memory does not grow with the lattice.
     *
     * @param lut encoded under this network
     * @param size points along one edge, 2 or more
     * @param sink receives the lattice in order, values in the LUT's own range; called on this thread
     */
    public void decode(EncodedLut lut, int size, LatticeSink sink) throws IOException {
        float[] axis = axis(size);
        long points = (long) size * size * size;
        var running = new ArrayDeque<Future<float[]>>();
        try {
            long next = 0;
            while (next < points || !running.isEmpty()) {
                while (next < points && running.size() < 2 * threads) {
                    long from = next;
                    int count = (int) Math.min(CHUNK_POINTS, points - from);
                    running.add(pool.submit(() -> decodeLattice(lut, axis, from, count)));
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
     * Decodes a LUT at given colours.
     *
     * @param lut encoded under this network
     * @param colors RGB triples, 0…1 for the edges of the LUT's domain
     * @return as many RGB triples, in the LUT's own range
     */
    public float[] apply(EncodedLut lut, float[] colors) {
        var running = new ArrayList<Future<float[]>>();
        for (int from = 0; from < colors.length; from += 3 * CHUNK_POINTS) {
            int start = from;
            int end = Math.min(colors.length, from + 3 * CHUNK_POINTS);
            running.add(pool.submit(() -> decodeColors(lut, colors, start, end)));
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

    /** The device that it runs on: {@code cpu}, {@code cpu (libtorch)} or {@code cuda:N}. */
    public String device() {
        return engine.device();
    }

    /** Frees the device's memory once the decodings under way have ended. */
    @Override
    public void close() {
        pool.close();
        engine.close();
    }

    private float[] decodeLattice(EncodedLut lut, float[] axis, long from, int points) {
        Chunk chunk = chunks.get();
        int size = axis.length;
        int red = (int) (from % size);
        int green = (int) (from / size % size);
        int blue = (int) (from / ((long) size * size));
        for (int point = 0; point < points; point++) {
            chunk.x[3 * point] = axis[red];
            chunk.x[3 * point + 1] = axis[green];
            chunk.x[3 * point + 2] = axis[blue];
            if (++red == size) {
                red = 0;
                if (++green == size) {
                    green = 0;
                    blue++;
                }
            }
        }
        return chunk.evaluate(lut, points);
    }

    private float[] decodeColors(EncodedLut lut, float[] colors, int from, int to) {
        Chunk chunk = chunks.get();
        for (int i = from; i < to; i++) {
            chunk.x[i - from] = ColorScale.atanh(colors[i]);
        }
        return chunk.evaluate(lut, (to - from) / 3);
    }

    /** A thread's own worker, with room for its colours. */
    private static final class Chunk {

        private final Engine.Worker worker;
        private final float[] x = new float[3 * CHUNK_POINTS];

        Chunk(Engine.Worker worker) {
            this.worker = worker;
        }

        float[] evaluate(EncodedLut lut, int points) {
            var rgb = new float[3 * points];
            worker.forward(lut.numbers(), x, points, rgb);
            ColorScale.unsquash(rgb, lut.range());
            return rgb;
        }
    }

    private static float[] axis(int size) {
        var axis = new float[size];
        for (int i = 0; i < size; i++) {
            axis[i] = ColorScale.atanh(i / (size - 1f));
        }
        return axis;
    }

    private static <T> T await(Future<T> result) {
        try {
            return result.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("decoding failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while decoding", e);
        }
    }
}
