package dev.lutra.delivery;

import dev.lutra.color.LatticeSink;
import dev.lutra.color.RgbBox;
import java.io.IOException;

/** A {@link ColorMap} that is ready to be evaluated. Until it is closed it holds what that takes: decoders, memory, places. */
interface OpenColorMap extends AutoCloseable {

    /** The inputs that it spans. */
    RgbBox domain();

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
