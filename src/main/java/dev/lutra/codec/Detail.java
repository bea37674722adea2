package dev.lutra.codec;

import dev.lutra.color.Interpolation;
import dev.lutra.color.Lut3d;

/**
 * A decoded detail: either a lattice of differences, which is interpolated and added to the prediction at any size, or
 * a lattice of the look's own values, which needs no prediction. Thread-safe.
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

    /**
     * The differences, or the values if this is {@link #isLossless}, over the unit cube. The caller must not change
     * them.
     */
    public Lut3d lattice() {
        return lattice;
    }

    /** Whether red, green and blue are equal in all delivered colours. */
    public boolean isMonochrome() {
        return monochrome;
    }

    /** Whether the lattice holds the look's own values. */
    public boolean isLossless() {
        return lossless;
    }

    /**
     * Turns predictions into the colours of the look.
     *
     * @param rgb the inputs: RGB triples, {@code 3 * points} values from index 0, each 0…1
     * @param predicted the predictions at the inputs, the same number of triples; a lossless detail ignores them
     * @param out an array that receives the colours of the look, each 0…1; may be {@code rgb} or {@code predicted}
     *     itself
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
