package dev.lutra.format.process;

import dev.lutra.color.Lattice;
import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;
import dev.lutra.color.Shaper;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Turns a colour transform into curves and a lattice behind them.
 *
 * <p>The first steps that treat each channel by itself become curves. The other ones become a lattice. If they start
 * with a 3D LUT, it has the points of that LUT; steps behind change their values. Where that is not exact enough
 * between the points, each step of the lattice is divided, up to 65 points or a few more. A matrix before a logarithm
 * of linear values cannot be a curve, but a lattice over linear values would have too few points near black: then the
 * curves are that logarithm, and the lattice holds its inverse too.
 */
public final class Baking {

    /** Half a code of 8 bits, for outputs 0…1. */
    private static final double TOLERANCE = 0.5 / 255;

    /** The points along an axis of a lattice that must approximate. */
    private static final int FINE = 65;

    private final NodeChain chain;
    private final int maxSize;

    private Baking(NodeChain chain, int maxSize) {
        this.chain = chain;
        this.maxSize = maxSize;
    }

    /**
     * Bakes a transform.
     *
     * @param maxSize the largest number of points along an axis, 2…256
     * @throws ArithmeticException if an output is not a finite float
     */
    public static Baked bake(NodeChain chain, int maxSize) {
        return new Baking(chain, maxSize).bake();
    }

    private Baked bake() {
        NodeChain curves = chain.separable();
        NodeChain rest = chain.from(curves.steps().size());
        if (rest.isEmpty()) {
            Shaper shaper = shaper(curves, null);
            return Baked.measured(chain, shaper, null, curves, rest);
        }
        RgbBox wanted = rest.first().inputs().orElse(null);
        if (!curves.isEmpty()) {
            Shaper shaper = shaper(curves, wanted);
            RgbBox domain = wanted == null ? shaper.outputs() : wanted;
            return finest(curves, rest, shaper, domain, null);
        }
        OptionalInt logarithm = rest.firstLogarithm();
        if (logarithm.isPresent()) {
            var log = new NodeChain(List.of(rest.steps().get(logarithm.getAsInt())));
            Shaper shaper = new CurveSampling(log).within(RgbBox.UNIT);
            Optional<Shaper> linear = shaper.inverse();
            if (linear.isPresent()) {
                return finest(curves, rest, shaper, shaper.outputs(), linear.get());
            }
        }
        return finest(curves, rest, null, wanted == null ? RgbBox.UNIT : wanted, null);
    }

    /**
     * The curves of steps that treat each channel by itself.
     *
     * @param wanted the inputs of what follows; null if nothing follows, or something that takes all inputs alike
     */
    private static Shaper shaper(NodeChain curves, @Nullable RgbBox wanted) {
        if (curves.first() instanceof CurveNode only && curves.steps().size() == 1) {
            return only.curves();
        }
        var sampling = new CurveSampling(curves);
        if (curves.first() instanceof CurveNode node && !node.curves().red().isUniform()) {
            return sampling.overPoints(node.curves());
        }
        Optional<RgbBox> inputs = curves.first().inputs();
        if (inputs.isPresent()) {
            return sampling.over(inputs.get());
        }
        if (wanted != null) {
            return sampling.within(wanted);
        }
        return curves.first().isLogarithm() ? sampling.within(RgbBox.UNIT) : sampling.over(RgbBox.UNIT);
    }

    private Baked finest(
            NodeChain curves, NodeChain rest, @Nullable Shaper shaper, RgbBox domain, @Nullable Shaper before) {
        int own = rest.first() instanceof CubeNode cube ? cube.lut().size() : Lut3d.MIN_SIZE;
        Baked baked = at(own, curves, rest, shaper, domain, before);
        int fine = Math.ceilDiv(FINE - 1, own - 1) * (own - 1) + 1;
        if (baked.error() <= tolerance(baked) || fine == own || fine > maxSize) {
            return baked;
        }
        Baked finer = at(fine, curves, rest, shaper, domain, before);
        return finer.error() < baked.error() ? finer : baked;
    }

    private static double tolerance(Baked baked) {
        float least = Float.POSITIVE_INFINITY;
        float greatest = Float.NEGATIVE_INFINITY;
        for (float value :
                baked.lut() == null ? new float[] {0, 1} : baked.lut().lattice()) {
            least = Math.min(least, value);
            greatest = Math.max(greatest, value);
        }
        return TOLERANCE * Math.max(1, (double) greatest - least);
    }

    private Baked at(
            int size,
            NodeChain curves,
            NodeChain rest,
            @Nullable Shaper shaper,
            RgbBox domain,
            @Nullable Shaper before) {
        int points = Lattice.points(size);
        var lattice = new float[3 * points];
        Lattice.coordinates(size, domain, 0, points, lattice);
        if (before != null) {
            before.apply(lattice, lattice, points);
        }
        var rgb = new double[3];
        for (int i = 0; i < lattice.length; i += 3) {
            for (int channel = 0; channel < 3; channel++) {
                rgb[channel] = lattice[i + channel];
            }
            rest.apply(rgb);
            for (int channel = 0; channel < 3; channel++) {
                lattice[i + channel] = finite(rgb[channel]);
            }
        }
        var lut = new Lut3d(size, domain, lattice);
        return Baked.measured(chain, shaper, lut, curves, rest);
    }

    private static float finite(double value) {
        float narrow = (float) value;
        if (!Float.isFinite(narrow)) {
            throw new ArithmeticException("an output is not a finite number");
        }
        return narrow == 0 ? 0 : narrow;
    }
}
