package dev.lutra.delivery;

import dev.lutra.color.LatticeSink;
import java.io.IOException;

/** Hands out the points of a lattice in order, red fastest. */
@FunctionalInterface
interface LatticeSource {

    void writeTo(LatticeSink sink) throws IOException;
}
