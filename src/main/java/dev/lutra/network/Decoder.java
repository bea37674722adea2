package dev.lutra.network;

import dev.lutra.color.LatticeSink;
import java.io.IOException;

/** Evaluates a network on lattices. Safe for use by many threads. */
public interface Decoder extends AutoCloseable {

    /**
     * Decodes a LUT on a lattice over its domain.
     *
     * @param index of the LUT in the model
     * @param size points along one edge, 2 or more
     * @param sink receives the lattice in order, values in the LUT's own range; called on this thread
     * @throws IndexOutOfBoundsException if the model holds no such LUT
     */
    void decode(int index, int size, LatticeSink sink) throws IOException;

    /** The device that it runs on, such as {@code cpu()} or {@code gpu(0)}. */
    String device();

    @Override
    void close();
}
