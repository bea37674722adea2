package dev.lutra.format.process;

import dev.lutra.color.Interpolation;
import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;
import java.util.Optional;

/** A 3D LUT, with its interpolation. */
public record CubeNode(Lut3d lut, Interpolation interpolation) implements ProcessNode {

    @Override
    public void apply(double[] rgb) {
        var out = new float[3];
        interpolation.apply(lut, (float) rgb[0], (float) rgb[1], (float) rgb[2], out, 0);
        for (int channel = 0; channel < 3; channel++) {
            rgb[channel] = out[channel];
        }
    }

    @Override
    public boolean isSeparable() {
        return false;
    }

    @Override
    public Optional<RgbBox> inputs() {
        return Optional.of(lut.domain());
    }
}
