package dev.lutra.color;

import java.io.Closeable;
import java.io.IOException;

/** Writes a lattice. It may buffer points until it is closed. */
public interface LatticeWriter extends LatticeSink, Closeable {

    /** Gives up an unfinished file, and releases what the writer holds. What was written so far is of no use. */
    default void abandon() throws IOException {
        try {
            close();
        } catch (IllegalStateException e) {
            // The writer complains about missing points, which is expected here.
        }
    }
}
