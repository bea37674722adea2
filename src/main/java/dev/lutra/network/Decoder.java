package dev.lutra.network;

import dev.lutra.color.LatticeSink;
import java.io.IOException;

/** Evaluates a network on lattices. Safe for use by many threads, which share its few platform threads. */
public final class Decoder implements AutoCloseable {

    private final ChunkedEvaluation evaluation;

    private Decoder(Engine engine, int threads) {
        evaluation = new ChunkedEvaluation(engine, Engine.Worker::forward, threads, "decode-");
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
        evaluation.lattice(lut.numbers(), new float[][] {axis, axis, axis}, lut.range(), sink);
    }

    /**
     * Decodes a LUT at given colours.
     *
     * @param lut encoded under this network
     * @param colors RGB triples, 0…1 for the edges of the LUT's domain
     * @return as many RGB triples, in the LUT's own range
     */
    public float[] apply(EncodedLut lut, float[] colors) {
        return evaluation.colors(lut.numbers(), colors, lut.range());
    }

    /** The device that it runs on: {@code cpu}, {@code cpu (libtorch)} or {@code cuda:N}. */
    public String device() {
        return evaluation.device();
    }

    /** Frees the device's memory once the decodings under way have ended. */
    @Override
    public void close() {
        evaluation.close();
    }

    private static float[] axis(int size) {
        var axis = new float[size];
        for (int i = 0; i < size; i++) {
            axis[i] = i / (size - 1f);
        }
        return axis;
    }
}
