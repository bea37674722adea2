package dev.lutra.format.process;

import dev.lutra.color.RgbBox;
import dev.lutra.color.Shaper;
import java.util.Optional;

/** A 1D LUT of each channel. */
public record CurveNode(Shaper curves) implements ProcessNode {

    @Override
    public void apply(double[] rgb) {
        for (int channel = 0; channel < 3; channel++) {
            rgb[channel] = curves.curve(channel).apply((float) rgb[channel]);
        }
    }

    @Override
    public boolean isSeparable() {
        return true;
    }

    @Override
    public Optional<RgbBox> inputs() {
        return Optional.of(curves.domain());
    }
}
