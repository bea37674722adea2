package dev.lutra.network.decode;

import dev.lutra.color.Fidelity;
import dev.lutra.color.FidelityMeter;
import dev.lutra.color.Interpolation;
import dev.lutra.color.Lattice;
import dev.lutra.color.LatticeSink;
import dev.lutra.color.Lut3d;
import dev.lutra.network.EncodedLut;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Measures the errors of the LUTs of a model. The reference is the source with tetrahedral interpolation, as Lutra
 * delivers it.
 */
public final class Evaluation {

    /** The lattice of a Hald image of level 8: 262,144 colours. */
    public static final int GAMUT_SIZE = 64;

    private final Decoder decoder;

    public Evaluation(Decoder decoder) {
        this.decoder = decoder;
    }

    /** Measures over the whole gamut: all colours of a Hald image of level 8. */
    public Fidelity overGamut(EncodedLut lut, Lut3d source) {
        var comparison = new Comparison(source, GAMUT_SIZE);
        try {
            decoder.decode(lut, GAMUT_SIZE, comparison);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return comparison.meter.result();
    }

    /** Measures at the points of a given lattice, such as one that a service delivered. */
    public static Fidelity atPointsOf(Lut3d served, Lut3d source) {
        var comparison = new Comparison(source, served.size());
        comparison.accept(served.lattice(), served.points());
        return comparison.meter.result();
    }

    /**
     * Measures over given colours.
     *
     * @param colors RGB triples, in which 0…1 spans the domain of the LUT
     */
    public Fidelity overColors(EncodedLut lut, Lut3d source, float[] colors) {
        int points = colors.length / 3;
        var meter = new FidelityMeter();
        float[] expected = source.domain().fromUnit(colors);
        Interpolation.TETRAHEDRAL.apply(source, expected, expected, points);
        meter.add(expected, decoder.apply(lut, colors), points);
        return meter.result();
    }

    /** Compares a lattice with a source, slab by slab. */
    private static final class Comparison implements LatticeSink {

        private final Lut3d source;
        private final int size;
        private final FidelityMeter meter = new FidelityMeter();
        private long from;

        Comparison(Lut3d source, int size) {
            this.source = source;
            this.size = size;
        }

        @Override
        public void accept(float[] rgb, int points) {
            var expected = new float[3 * points];
            Lattice.coordinates(size, source.domain(), from, points, expected);
            Interpolation.TETRAHEDRAL.apply(source, expected, expected, points);
            meter.add(expected, rgb, points);
            from += points;
        }
    }
}
