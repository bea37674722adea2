package dev.lutra.codec;

import dev.lutra.color.Interpolation;
import dev.lutra.color.Lut3d;

/**
 * What was decoded of a look: a lattice of differences that is read between its points and added to the prediction, at any size; or
 * the look's own values, which need no prediction. Can be used by several threads at once.
 */
public final class Detail {

    private static final Interpolation INTERPOLATION = Interpolation.TETRAHEDRAL;

    private final Lut3d lattice;
    private final boolean monochrome;
    private final boolean lossless;

    Detail(Lut3d lattice, boolean monochrome, boolean lossless) {
        this.lattice = lattice;
        this.monochrome = monochrome;
        this.lossless = lossless;
    }

    /** The differences, or the values where this is {@link #isLossless}; over the unit cube. Not to be changed. */
    public Lut3d lattice() {
        return lattice;
    }

    /** True if red, green and blue are equal in everything that is delivered. */
    public boolean isMonochrome() {
        return monochrome;
    }

    /** True if the lattice holds the look's own values. */
    public boolean isLossless() {
        return lossless;
    }

    /**
     * Turns predictions into the look.
     *
     * @param rgb where: RGB triples, {@code 3 * points} values from index 0, each 0…1
     * @param predicted what is predicted there, as many; ignored by a lossless detail
     * @param out receives the look's colours, each 0…1; may be {@code rgb} or {@code predicted} itself
     */
    public void apply(float[] rgb, float[] predicted, float[] out, int points) {
        var color = new float[3];
        for (int i = 0; i < 3 * points; i += 3) {
            INTERPOLATION.apply(lattice, rgb[i], rgb[i + 1], rgb[i + 2], color, 0);
            if (lossless) {
                System.arraycopy(color, 0, out, i, 3);
            } else if (monochrome) {
                float grey = Math.clamp(Planes.grey(predicted, i) + color[0], 0, 1);
                out[i] = grey;
                out[i + 1] = grey;
                out[i + 2] = grey;
            } else {
                for (int channel = 0; channel < 3; channel++) {
                    out[i + channel] = Math.clamp(predicted[i + channel] + color[channel], 0, 1);
                }
            }
        }
    }

    /** The look on a lattice over the unit cube. */
    public Lut3d at(int size, Prediction prediction) {
        if (lossless) {
            return lattice.resample(size);
        }
        Lut3d identity = Lut3d.identity(size);
        Lut3d predicted = prediction.at(size);
        apply(identity.lattice(), predicted.lattice(), predicted.lattice(), predicted.points());
        return predicted;
    }
}
