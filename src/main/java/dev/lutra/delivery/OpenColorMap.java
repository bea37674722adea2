package dev.lutra.delivery;

import dev.lutra.color.LatticeSink;
import dev.lutra.color.RgbBox;
import java.io.IOException;

/**
 * A {@link ColorMap} that can be evaluated. It holds the necessary resources until it is closed: decoders, memory,
 * places.
 */
interface OpenColorMap extends AutoCloseable {

    /** The inputs that it spans. */
    RgbBox domain();

    /**
     * Evaluates it at given colours on computing threads, and waits for them.
     *
     * @param unit RGB triples, in which 0…1 spans {@link #domain}
     * @return as many triples, its outputs
     */
    float[] apply(float[] unit);

    /**
     * Evaluates it on a lattice. The memory does not grow with the size of the lattice.
     *
     * @param size points along one edge
     * @param sink receives the lattice in order on this thread, which waits for the computing threads
     */
    void writeTo(int size, LatticeSink sink) throws IOException;

    @Override
    void close();
}
