package dev.lutra.codec;

import dev.lutra.color.Lut3d;

/** The prediction of a look, to which its detail is added: a colour map of the unit cube. */
@FunctionalInterface
public interface Prediction {

    /** The identity, which needs no network. */
    Prediction IDENTITY = (rgb, out, points) -> System.arraycopy(rgb, 0, out, 0, 3 * points);

    /**
     * Predicts colours.
     *
     * @param rgb RGB triples, {@code 3 * points} values from index 0, each 0…1
     * @param out an array that receives the same number of triples; may be {@code rgb} itself
     */
    void apply(float[] rgb, float[] out, int points);

    /** Samples the prediction on a lattice over the unit cube. */
    default Lut3d at(int size) {
        Lut3d lut = Lut3d.identity(size);
        apply(lut.lattice(), lut.lattice(), lut.points());
        return lut;
    }
}
