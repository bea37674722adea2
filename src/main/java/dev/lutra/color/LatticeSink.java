package dev.lutra.color;

import java.io.IOException;

/**
 * Receives the points of a lattice in order, red fastest, in pieces, so that the whole lattice need not be in memory.
 */
@FunctionalInterface
public interface LatticeSink {

    /**
     * Receives the next points.
     *
     * @param rgb RGB triples, {@code 3 * points} floats from index 0; the array may be reused after the call
     * @param points the number of triples
     */
    void accept(float[] rgb, int points) throws IOException;
}
