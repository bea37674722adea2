package dev.lutra.format;

import dev.lutra.color.Interpolation;
import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;
import dev.lutra.color.Shaper;
import dev.lutra.color.Signature;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The contents of a file.
 *
 * @param lut the lattice, over its own domain
 * @param shaper the curves before the lattice, whose outputs are its inputs; null if there are none. A file of curves
 *     alone has an identity lattice behind them
 * @param title the title in the file; null if it has none or an empty one
 * @param warnings the ignored or approximated parts, for the owner of the file
 */
public record LutFile(
        Lut3d lut, @Nullable Shaper shaper, @Nullable String title, List<String> warnings) {

    public LutFile {
        warnings = List.copyOf(warnings);
    }

    /** A lattice without a shaper. */
    LutFile(Lut3d lut, @Nullable String title, List<String> warnings) {
        this(lut, null, title, warnings);
    }

    /** Curves alone. */
    static LutFile ofCurves(Shaper shaper, @Nullable String title, List<String> warnings) {
        return new LutFile(Lut3d.identity(Lut3d.MIN_SIZE, shaper.outputs()), shaper, title, warnings);
    }

    /** The inputs that the file spans: those of its shaper, or of its lattice if it has none. */
    public RgbBox inputs() {
        return shaper == null ? lut.domain() : shaper.domain();
    }

    /**
     * Applies the curves and then the lattice, with tetrahedral interpolation. Inputs are clamped to those that the
     * file spans.
     *
     * @param in RGB triples
     * @param out receives as many triples; may be {@code in}
     * @param points the number of triples
     */
    public void apply(float[] in, float[] out, int points) {
        if (shaper == null) {
            Interpolation.TETRAHEDRAL.apply(lut, in, out, points);
        } else {
            shaper.apply(in, out, points);
            Interpolation.TETRAHEDRAL.apply(lut, out, out, points);
        }
    }

    /** What the file does to the colours 0…1. */
    public Signature signature() {
        float[] colors = Signature.probes();
        apply(colors, colors, colors.length / 3);
        return Signature.of(colors);
    }

    /**
     * Samples the file on one lattice.
     *
     * @param size the number of points along an axis, 2…256
     * @param domain the inputs that the lattice spans
     */
    public Lut3d sampled(int size, RgbBox domain) {
        if (shaper == null && size == lut.size() && domain.equals(lut.domain())) {
            return lut;
        }
        Lut3d sampled = Lut3d.identity(size, domain);
        apply(sampled.lattice(), sampled.lattice(), sampled.points());
        return sampled;
    }
}
