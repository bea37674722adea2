package dev.lutra.format;

import dev.lutra.color.Lut3d;
import dev.lutra.color.Rgb;
import dev.lutra.color.RgbBox;
import dev.lutra.color.Shaper;
import dev.lutra.format.process.Baked;
import java.util.Locale;

/** Tells the owner of a file how its steps became curves and a lattice. */
final class BakedReport {

    /** A difference that no output of 16 bits shows. */
    private static final double EXACT = 1e-5;

    private BakedReport() {}

    static void add(Baked baked, Warnings warnings) {
        Shaper shaper = baked.shaper();
        if (shaper != null && !baked.curves().steps().isEmpty()) {
            warnings.add(
                    "curves", "%s became curves of %d points".formatted(baked.curves().names(), shaper.points()));
        }
        Lut3d lut = baked.lut();
        if (lut != null) {
            warnings.add(
                    "lattice", "%s became a lattice of %d³ points".formatted(baked.lattice().names(), lut.size()));
        }
        if (baked.error() > EXACT) {
            warnings.add(
                    "error",
                    "this approximates the file: at random colours the largest difference is %s, and 99 of 100 are below %s"
                            .formatted(number(baked.error()), number(baked.typicalError())));
        }
        RgbBox inputs = baked.inputs();
        if (!inputs.isUnit()) {
            warnings.add(
                    "inputs",
                    "inputs are limited to %s … %s".formatted(text(inputs.min()), text(inputs.max())));
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
