package dev.lutra.format;

import dev.lutra.color.Interpolation;
import dev.lutra.color.Lut3d;
import dev.lutra.color.Rgb;
import dev.lutra.color.RgbBox;
import dev.lutra.color.Shaper;
import dev.lutra.format.process.Baked;
import dev.lutra.format.process.Baking;
import dev.lutra.format.process.CubeNode;
import dev.lutra.format.process.CurveNode;
import dev.lutra.format.process.NodeChain;
import dev.lutra.format.process.NodeChain.Step;
import dev.lutra.format.process.ProcessNode;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes a LUT of the steps that a file has, and tells its owner how they became curves and a lattice. */
final class ChainFile {

    /** A difference that no output of 16 bits shows. */
    private static final double EXACT = 1e-5;

    private final String format;
    private final FormatLimits limits;
    private final Warnings warnings;

    /**
     * Starts with the warnings so far.
     *
     * @param format the start of the codes of errors
     */
    ChainFile(String format, FormatLimits limits, Warnings warnings) {
        this.format = format;
        this.limits = limits;
        this.warnings = warnings;
    }

    /**
     * The LUT of steps. Curves alone, a lattice alone, and a lattice behind curves are taken as they are.
     *
     * @param read at least one step
     * @throws InvalidLutFile if an output is not finite
     */
    LutFile of(List<Step> read, @Nullable String title) {
        List<Step> steps = new NodeChain(read).folded().steps();
        ProcessNode last = steps.getLast().node();
        if (last instanceof CurveNode only && steps.size() == 1) {
            return LutFile.ofCurves(only.curves(), title, warnings.texts());
        }
        if (last instanceof CubeNode cube && cube.interpolation() == Interpolation.TETRAHEDRAL) {
            if (steps.size() == 1) {
                return new LutFile(cube.lut(), title, warnings.texts());
            }
            if (steps.size() == 2 && steps.getFirst().node() instanceof CurveNode curves) {
                return new LutFile(cube.lut(), curves.curves(), title, warnings.texts());
            }
        }
        return baked(new NodeChain(steps), title);
    }

    private LutFile baked(NodeChain chain, @Nullable String title) {
        try {
            Baked baked = Baking.bake(chain, limits.latticeSize());
            report(baked);
            Lut3d lut = baked.lut();
            Shaper shaper = baked.shaper();
            return lut == null && shaper != null
                    ? LutFile.ofCurves(shaper, title, warnings.texts())
                    : new LutFile(Objects.requireNonNull(lut), shaper, title, warnings.texts());
        } catch (ArithmeticException e) {
            throw new InvalidLutFile(
                    format + "-not-finite", "the steps of the file give no finite numbers: " + e.getMessage());
        }
    }

    private void report(Baked baked) {
        Shaper shaper = baked.shaper();
        if (shaper != null && !baked.curves().steps().isEmpty()) {
            warnings.add(
                    "curves",
                    "%s became curves of %d points".formatted(baked.curves().names(), shaper.points()));
        }
        Lut3d lut = baked.lut();
        if (lut != null) {
            warnings.add(
                    "lattice",
                    "%s became a lattice of %d³ points"
                            .formatted(baked.lattice().names(), lut.size()));
        }
        if (baked.error() > EXACT) {
            warnings.add(
                    "error",
                    "this approximates the file: at random colours the largest difference is %s, and 99 of 100 are below %s"
                            .formatted(number(baked.error()), number(baked.typicalError())));
        }
        RgbBox inputs = baked.inputs();
        if (!inputs.isUnit()) {
            warnings.add("inputs", "inputs are limited to %s … %s".formatted(text(inputs.min()), text(inputs.max())));
        }
    }

    private static String text(Rgb color) {
        return color.red() == color.green() && color.red() == color.blue()
                ? number(color.red())
                : "(%s, %s, %s)".formatted(number(color.red()), number(color.green()), number(color.blue()));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3g", value);
    }
}
