package dev.lutra.format;

import dev.lutra.color.Curve;
import dev.lutra.color.Shaper;
import dev.lutra.format.process.ChannelNode;
import dev.lutra.format.process.CurveNode;
import dev.lutra.format.process.ProcessNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/**
 * Reads the curves of an ICC profile (ICC.1:2022, 10.6 {@code curveType}, 10.18 {@code parametricCurveType}, and the
 * tables of 10.10 and 10.11). Inputs and outputs are clamped to 0…1.
 */
final class IccCurves {

    private static final int HEADER = 12;
    private static final double GAMMA = 256;

    /** The number of parameters of each kind of parametric curve. */
    private static final int[] PARAMETERS = {1, 3, 4, 5, 7};

    private IccCurves() {}

    /**
     * Tables of three channels, one after the other.
     *
     * @param entries the number of outputs of a channel, at least 2
     * @param bytes the size of an output, 1 or 2
     * @return empty if they change nothing
     */
    static Optional<ProcessNode> tables(IccBytes data, int entries, int bytes) {
        return node(new Shaper(
                table(data, 0, entries, bytes), table(data, 1, entries, bytes), table(data, 2, entries, bytes)));
    }

    private static Curve table(IccBytes data, int channel, int entries, int bytes) {
        return Curve.uniform(0, 1, IccTables.numbers(data.from((long) channel * entries * bytes), entries, bytes));
    }

    private static Optional<ProcessNode> node(Shaper shaper) {
        return isIdentity(shaper.red()) && isIdentity(shaper.green()) && isIdentity(shaper.blue())
                ? Optional.empty()
                : Optional.of(new CurveNode(shaper));
    }

    /** Whether a curve changes nothing, but for the rounding of its numbers. */
    private static boolean isIdentity(Curve curve) {
        for (int i = 0; i < curve.points(); i++) {
            if (Math.abs(curve.outputs()[i] - curve.input(i)) > 0.51 / 0xFFFF) {
                return false;
            }
        }
        return true;
    }

    /**
     * Three curves, one after the other, each from a multiple of four bytes on.
     *
     * @return empty if they change nothing
     */
    static Optional<ProcessNode> sequence(IccBytes data) {
        var tables = new ArrayList<Curve>();
        List<DoubleUnaryOperator> functions = new ArrayList<>();
        int at = 0;
        for (int channel = 0; channel < 3; channel++) {
            IccBytes curve = data.from(at);
            switch (curve.signature(0)) {
                case "curv" -> {
                    int count = count(curve);
                    if (count > 1) {
                        Curve table = Curve.uniform(0, 1, IccTables.numbers(curve.from(HEADER), count, 2));
                        tables.add(table);
                        functions.add(x -> table.apply((float) x));
                    } else {
                        double gamma = count == 0 ? 1 : curve.u16(HEADER) / GAMMA;
                        functions.add(gamma == 1 ? DoubleUnaryOperator.identity() : x -> Math.pow(unit(x), gamma));
                    }
                    at += HEADER + 2 * count;
                }
                case "para" -> {
                    int kind = curve.u16(8);
                    if (kind >= PARAMETERS.length) {
                        throw new InvalidLutFile("icc-curve", "a parametric curve of the unknown kind " + kind);
                    }
                    functions.add(parametric(kind, curve.from(HEADER)));
                    at += HEADER + 4 * PARAMETERS[kind];
                }
                default -> throw new InvalidLutFile("icc-curve", "a curve of an unknown type");
            }
            at = (at + 3) / 4 * 4;
        }
        if (tables.size() == 3) {
            return node(new Shaper(tables.get(0), tables.get(1), tables.get(2)));
        }
        boolean changes = functions.stream().anyMatch(IccCurves::changes);
        return changes
                ? Optional.of(new ChannelNode(functions.get(0), functions.get(1), functions.get(2)))
                : Optional.empty();
    }

    /** Whether a curve changes a value. The inputs tell any of the curves of a profile from the identity. */
    private static boolean changes(DoubleUnaryOperator curve) {
        for (double input = 0; input <= 1; input += 1.0 / 64) {
            if (curve.applyAsDouble(input) != input) {
                return true;
            }
        }
        return false;
    }

    private static int count(IccBytes curve) {
        long count = curve.u32(8);
        if (count > Curve.MAX_POINTS) {
            throw new InvalidLutFile(
                    "icc-curve", "a curve of %d points; at most %d".formatted(count, Curve.MAX_POINTS));
        }
        return (int) count;
    }

    /** ICC.1:2022, table 68: the kinds differ in what is below a break, and in offsets. */
    private static DoubleUnaryOperator parametric(int kind, IccBytes numbers) {
        var p = new double[7];
        for (int i = 0; i < PARAMETERS[kind]; i++) {
            p[i] = numbers.fixed(4 * i);
        }
        double gamma = p[0];
        double slope = kind == 0 ? 1 : p[1];
        double shift = p[2];
        double below = kind == 2 ? 0 : p[3];
        double offset = kind == 2 ? p[3] : p[5];
        double offsetBelow = kind == 2 ? p[3] : p[6];
        double breakPoint = kind < 3 ? kind == 0 ? Double.NEGATIVE_INFINITY : -shift / slope : p[4];
        if (kind > 0 && slope == 0) {
            throw new InvalidLutFile("icc-curve", "a parametric curve with a factor of 0");
        }
        return x -> {
            double in = unit(x);
            double out = in >= breakPoint
                    ? Math.pow(Math.max(slope * in + shift, 0), gamma) + offset
                    : below * in + offsetBelow;
            return unit(out);
        };
    }

    private static double unit(double value) {
        return Math.clamp(value, 0.0, 1.0);
    }
}
