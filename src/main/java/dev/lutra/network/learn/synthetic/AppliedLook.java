package dev.lutra.network.learn.synthetic;

import dev.lutra.color.Interpolation;
import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;
import dev.lutra.network.OutputRange;

/**
 * A look at a strength, by trilinear interpolation. The unit cube spans the domain of the look and the range of its
 * outputs, as in training.
 *
 * @param range the result of {@link OutputRange#of}
 * @param strength 0 changes nothing, 1 gives the look, more exaggerates it
 */
record AppliedLook(Lut3d lut, RgbBox range, float strength) implements ColorOperation {

    /** A lattice on which monochrome looks are recognised. */
    private static final int COARSE_SIZE = 6;

    /** Half an 8-bit code. */
    private static final float HALF_CODE = 0.5f / 255;

    static AppliedLook fully(Lut3d lut) {
        return new AppliedLook(lut, OutputRange.of(lut), 1);
    }

    AppliedLook withStrength(float strength) {
        return new AppliedLook(lut, range, strength);
    }

    /** Whether all outputs are greys, within half an 8-bit code. */
    boolean isMonochrome() {
        float[] colors = Lut3d.identity(COARSE_SIZE).lattice();
        applyTo(colors);
        for (int at = 0; at < colors.length; at += 3) {
            if (ColorOperation.chroma(colors, at) > HALF_CODE) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void apply(float[] rgb, int at) {
        RgbBox domain = lut.domain();
        float red = rgb[at];
        float green = rgb[at + 1];
        float blue = rgb[at + 2];
        Interpolation.TRILINEAR.apply(
                lut, domain.fromUnit(red, 0), domain.fromUnit(green, 1), domain.fromUnit(blue, 2), rgb, at);
        rgb[at] = red + strength * (range.toUnit(rgb[at], 0) - red);
        rgb[at + 1] = green + strength * (range.toUnit(rgb[at + 1], 1) - green);
        rgb[at + 2] = blue + strength * (range.toUnit(rgb[at + 2], 2) - blue);
    }

    /**
     * A look that takes its channels for others. The outputs go back to the channels that they came from.
     *
     * @param channels which channel the look gets as red, green and blue: a permutation of 0, 1, 2
     */
    record Permuted(AppliedLook look, int[] channels) implements ColorOperation {

        @Override
        public void apply(float[] rgb, int at) {
            float[] permuted = {rgb[at + channels[0]], rgb[at + channels[1]], rgb[at + channels[2]]};
            look.apply(permuted, 0);
            for (int channel = 0; channel < 3; channel++) {
                rgb[at + channels[channel]] = permuted[channel];
            }
        }
    }
}
