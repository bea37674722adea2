package dev.lutra.delivery;

import dev.lutra.color.Domain;
import dev.lutra.color.LatticeSink;
import java.io.IOException;

/** What is to be delivered, ready to be evaluated: what that takes is held until it is closed. */
interface OpenColorMap extends AutoCloseable {

    /** The inputs that it spans. */
    Domain domain();

    /**
     * Evaluates it on a lattice, in memory that does not grow with it.
     *
     * @param size points along one edge
     * @param sink receives the lattice in order, on this thread, which waits for those that compute
     */
    void writeTo(int size, LatticeSink sink) throws IOException;

    @Override
    void close();
}
