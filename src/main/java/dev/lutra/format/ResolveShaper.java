package dev.lutra.format;

import dev.lutra.color.Curve;
import dev.lutra.color.RgbBox;
import dev.lutra.color.Shaper;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The 1D LUT before the 3D LUT of a cube file of DaVinci Resolve. All channels have the same evenly spaced inputs and
 * as many points, at most 65,536.
 */
final class ResolveShaper {

    private ResolveShaper() {}

    /**
     * The curves for a lattice. If the lattice spans the same inputs in each channel, the outputs of the curves are its
     * inputs, otherwise they are 0…1.
     *
     * @return null if no curves are necessary
     */
    static @Nullable Shaper of(LutHeader about) {
        RgbBox domain = about.domain();
        Shaper shaper = about.shaper();
        if (shaper == null) {
            return domain.isCube() ? null : extended(domain);
        }
        return uniform(domain.isCube() ? shaper : shaper.relativeTo(domain));
    }

    /** Writes the points, with as many digits as they need. */
    static void write(Shaper shaper, OutputStream out) throws IOException {
        var rows = new float[3 * shaper.points()];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = shaper.curve(i % 3).outputs()[i / 3];
        }
        var text = new NumberText(out, true);
        text.rows(rows, shaper.points());
        text.flush();
    }

    /** Straight curves that map a box to 0…1, extended to the same inputs. The lattice limits what they exceed. */
    private static Shaper extended(RgbBox box) {
        return new Shaper(extended(box, 0), extended(box, 1), extended(box, 2));
    }

    private static Curve extended(RgbBox box, int channel) {
        float low = box.cube().min().red();
        float high = box.cube().max().red();
        return Curve.uniform(
                low, high, new float[] {finite(box.toUnit(low, channel)), finite(box.toUnit(high, channel))});
    }

    private static float finite(float value) {
        return Math.clamp(value, -Float.MAX_VALUE, Float.MAX_VALUE);
    }

    private static Shaper uniform(Shaper shaper) {
        if (isUniform(shaper.red(), shaper) && isUniform(shaper.green(), shaper) && isUniform(shaper.blue(), shaper)) {
            return shaper;
        }
        RgbBox inputs = shaper.domain().cube();
        float[] axis = inputs.axis(0, Curve.MAX_POINTS);
        return new Shaper(sampled(shaper.red(), axis), sampled(shaper.green(), axis), sampled(shaper.blue(), axis));
    }

    private static boolean isUniform(Curve curve, Shaper shaper) {
        return curve.isUniform()
                && curve.points() == shaper.points()
                && shaper.domain().isCube();
    }

    private static Curve sampled(Curve curve, float[] axis) {
        var outputs = new float[axis.length];
        for (int i = 0; i < outputs.length; i++) {
            outputs[i] = curve.apply(axis[i]);
        }
        return Curve.uniform(axis[0], axis[axis.length - 1], outputs);
    }
}
