package dev.lutra.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.lutra.color.Domain;
import dev.lutra.color.LatticeSink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Evaluates a model's network on lattices. Safe for use by many threads, which share its few platform threads. */
public final class Decoder implements AutoCloseable {

    /** Points evaluated at once: their activations fit the second-level cache. */
    private static final int CHUNK_POINTS = 2048;

    private final Model model;
    private final ComputeDevice device;
    private final NDManager manager;
    private final SharedWeights weights;
    private final List<List<List<NDArray>>> embeddings;
    private final ExecutorService pool;
    private final int threads;
    private final ThreadLocal<ByteBuffer> inputs = ThreadLocal.withInitial(
            () -> ByteBuffer.allocateDirect(CHUNK_POINTS * 3 * Float.BYTES).order(ByteOrder.nativeOrder()));

    private Decoder(Model model, ComputeDevice device, int threads) {
        this.model = model;
        this.device = device;
        this.threads = threads;
        manager = device.newManager();
        weights = new SharedWeights(manager, model.network());
        embeddings = model.embeddings().stream()
                .map(embedding -> Embeddings.toTensors(manager, model.network().shape(), List.of(embedding.values())))
                .toList();
        manager.cap();
        pool = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().name("decode-", 0).daemon().factory());
    }

    /**
     * Puts a model on a device, where it stays until closed.
     *
     * @param device {@code auto}, {@code cpu}, {@code cuda} or {@code cuda:N}
     * @param threads that evaluate at the same time, 1 or more
     * @throws DeviceUnavailable if the device is not there
     */
    public static Decoder open(Model model, String device, int threads) {
        return new Decoder(model, ComputeDevice.of(device), threads);
    }

    /**
     * Decodes a LUT on a lattice over its domain. Memory does not grow with the lattice.
     *
     * @param index of the LUT in the model
     * @param size points along one edge, 2 or more
     * @param sink receives the lattice in order, values in the LUT's own range; called on this thread
     * @throws IndexOutOfBoundsException if the model holds no such LUT
     */
    public void decode(int index, int size, LatticeSink sink) throws IOException {
        Domain range = model.luts().get(index).range();
        float[] axis = axis(size);
        long points = (long) size * size * size;
        var running = new ArrayDeque<Future<float[]>>();
        try {
            long next = 0;
            while (next < points || !running.isEmpty()) {
                while (next < points && running.size() < 2 * threads) {
                    long from = next;
                    int count = (int) Math.min(CHUNK_POINTS, points - from);
                    running.add(pool.submit(() -> decodeLattice(index, range, axis, from, count)));
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
     * @param index of the LUT in the model
     * @param colors RGB triples, 0…1 for the edges of the LUT's domain
     * @return as many RGB triples, in the LUT's own range
     */
    public float[] apply(int index, float[] colors) {
        Domain range = model.luts().get(index).range();
        var running = new ArrayList<Future<float[]>>();
        for (int from = 0; from < colors.length; from += 3 * CHUNK_POINTS) {
            int start = from;
            int end = Math.min(colors.length, from + 3 * CHUNK_POINTS);
            running.add(pool.submit(() -> decodeColors(index, range, colors, start, end)));
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

    /** The device that it runs on: {@code cpu} or {@code cuda:N}. */
    public String device() {
        return device.name();
    }

    /** Frees the device's memory once the decodings under way have ended. */
    @Override
    public void close() {
        pool.close();
        manager.close();
    }

    private float[] decodeLattice(int index, Domain range, float[] axis, long from, int points) {
        int size = axis.length;
        ByteBuffer x = inputs(points);
        int red = (int) (from % size);
        int green = (int) (from / size % size);
        int blue = (int) (from / ((long) size * size));
        for (int point = 0; point < points; point++) {
            x.putFloat(axis[red]).putFloat(axis[green]).putFloat(axis[blue]);
            if (++red == size) {
                red = 0;
                if (++green == size) {
                    green = 0;
                    blue++;
                }
            }
        }
        return evaluate(index, range, x.flip(), points);
    }

    private float[] decodeColors(int index, Domain range, float[] colors, int from, int to) {
        ByteBuffer x = inputs((to - from) / 3);
        for (int i = from; i < to; i++) {
            x.putFloat(ColorScale.atanh(colors[i]));
        }
        return evaluate(index, range, x.flip(), (to - from) / 3);
    }

    private float[] evaluate(int index, Domain range, ByteBuffer x, int points) {
        float[] rgb;
        try (NDManager scope = manager.newSubManager()) {
            NDArray in = scope.create(x, new Shape(1, points, 3), DataType.FLOAT32);
            try (NDArray out = weights.forward(in, embeddings.get(index), false);
                    NDArray squashed = out.tanh()) {
                rgb = squashed.toFloatArray();
            }
        }
        ColorScale.unsquash(rgb, range);
        return rgb;
    }

    /** The thread's own buffer: libtorch reads it in place, and fresh direct buffers would wait for a collection. */
    private ByteBuffer inputs(int points) {
        return inputs.get().clear().limit(points * 3 * Float.BYTES);
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
