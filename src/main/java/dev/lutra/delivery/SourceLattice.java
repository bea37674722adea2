package dev.lutra.delivery;

import dev.lutra.color.Interpolation;
import dev.lutra.color.Lattice;
import dev.lutra.color.LatticeSink;
import dev.lutra.color.Lut3d;
import java.io.IOException;

/**
 * A source on a lattice of another size, by tetrahedral interpolation; on its own lattice it is exact.
 *
 * @param size points along one edge
 */
record SourceLattice(Lut3d source, int size) implements LatticeSource {

    private static final int CHUNK_POINTS = 4096;

    @Override
    public void writeTo(LatticeSink sink) throws IOException {
        if (size == source.size()) {
            sink.accept(source.lattice(), source.points());
            return;
        }
        var rgb = new float[3 * CHUNK_POINTS];
        int all = Lattice.points(size);
        for (int from = 0; from < all; from += CHUNK_POINTS) {
            int points = Math.min(CHUNK_POINTS, all - from);
            Lattice.coordinates(size, source.domain(), from, points, rgb);
            Interpolation.TETRAHEDRAL.apply(source, rgb, rgb, points);
            sink.accept(rgb, points);
        }
    }
}
