package dev.lutra.color;

import java.io.IOException;

/** Receives the points of a lattice in order, red fastest, a piece at a time, so that no one has to hold all of it. */
@FunctionalInterface
public interface LatticeSink {

    /**
     * Takes the next points.
     *
     * @param rgb RGB triples, {@code 3 * points} floats from index 0; the array may be reused after the call
     * @param points how many triples
     */
    void accept(float[] rgb, int points) throws IOException;
}
