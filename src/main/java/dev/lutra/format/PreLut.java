package dev.lutra.format;

import dev.lutra.color.Curve;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The smooth curves of cineSpace's shapers: cubic Hermite splines through knots. The slope at an inner knot is that of
 * the chord between the knots beside it. The first and the last piece are parabolas; between two knots alone the curve
 * is straight. OpenColorIO, which has these curves from the makers' own library, says so.
 */
final class PreLut {

    /** The largest deviation of a straight piece from the spline, as a part of the extent of the outputs. */
    private static final double TOLERANCE = 1.0 / (1 << 17);

    /** The largest deviation of a cubic from its chord, for an error of 1 in the slope at one end and a length of 1. */
    private static final double BULGE = 4.0 / 27;

    private PreLut() {}

    /**
     * The curve through knots, as straight pieces that are close to the spline.
     *
     * @param inputs 2…65,536 finite values, strictly ascending
     * @param outputs as many finite values
     */
    static Curve smooth(float[] inputs, float[] outputs) {
        double[] slopes = slopes(inputs, outputs);
        int[] pieces = pieces(inputs, outputs, slopes);
        int points = Arrays.stream(pieces).sum() + 1;
        var x = new float[points];
        var y = new float[points];
        int count = 0;
        for (int i = 0; i < pieces.length; i++) {
            for (int piece = 0; piece < pieces[i]; piece++) {
                double t = (double) piece / pieces[i];
                float at = (float) (inputs[i] + t * ((double) inputs[i + 1] - inputs[i]));
                if (piece == 0 || at > x[count - 1] && at < inputs[i + 1]) {
                    x[count] = at;
                    y[count++] = hermite(inputs, outputs, slopes, i, t);
                }
            }
        }
        x[count] = inputs[inputs.length - 1];
        y[count++] = outputs[outputs.length - 1];
        return simplest(Arrays.copyOf(x, count), Arrays.copyOf(y, count));
    }

    /**
     * The knots whose spline is close to a curve of straight pieces. Where the curve bends sharply, two more knots
     * close to the bend keep the spline from swinging.
     */
    static Curve knots(Curve curve) {
        List<float[]> knots = new ArrayList<>();
        int last = curve.points() - 1;
        double tolerance = TOLERANCE * ((double) curve.greatest() - curve.least());
        for (int i = 0; i <= last; i++) {
            float[] knot = {curve.input(i), curve.outputs()[i]};
            double distance = i == 0 || i == last ? 0 : distance(curve, i, tolerance);
            float before = Math.min((float) (knot[0] - distance), Math.nextDown(knot[0]));
            float after = Math.max((float) (knot[0] + distance), Math.nextUp(knot[0]));
            boolean sharp = distance > 0 && before > curve.input(i - 1) && after < curve.input(i + 1);
            if (sharp && before > knots.getLast()[0]) {
                knots.add(new float[] {before, curve.apply(before)});
            }
            knots.add(knot);
            if (sharp) {
                knots.add(new float[] {after, curve.apply(after)});
            }
        }
        return knots.size() > Curve.MAX_POINTS ? curve : curve(knots);
    }

    /** How far from a point of the curve more knots have to be; 0 if none are necessary. */
    private static double distance(Curve curve, int point, double tolerance) {
        double before = (double) curve.input(point) - curve.input(point - 1);
        double after = (double) curve.input(point + 1) - curve.input(point);
        double[] rises = {
            (double) curve.outputs()[point] - curve.outputs()[point - 1],
            (double) curve.outputs()[point + 1] - curve.outputs()[point]
        };
        double bend = Math.abs(rises[1] / after - rises[0] / before);
        double swing = BULGE * bend * before * after / (before + after);
        return swing <= tolerance ? 0 : Math.min(tolerance / (BULGE * bend), Math.min(before, after) / 4);
    }

    private static Curve curve(List<float[]> knots) {
        var inputs = new float[knots.size()];
        var outputs = new float[knots.size()];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = knots.get(i)[0];
            outputs[i] = knots.get(i)[1];
        }
        return Curve.of(inputs, outputs);
    }

    private static double[] slopes(float[] x, float[] y) {
        int last = x.length - 1;
        var slopes = new double[x.length];
        for (int i = 1; i < last; i++) {
            slopes[i] = chord(x, y, i - 1, i + 1);
        }
        slopes[0] = last == 1 ? chord(x, y, 0, 1) : 2 * chord(x, y, 0, 1) - slopes[1];
        slopes[last] = last == 1 ? slopes[0] : 2 * chord(x, y, last - 1, last) - slopes[last - 1];
        return slopes;
    }

    private static double chord(float[] x, float[] y, int from, int to) {
        return ((double) y[to] - y[from]) / ((double) x[to] - x[from]);
    }

    /** The number of straight pieces between each two knots, so that the curve has no more points than it may. */
    private static int[] pieces(float[] x, float[] y, double[] slopes) {
        double extent = greatest(y) - (double) least(y);
        var wanted = new double[x.length - 1];
        double sum = 0;
        for (int i = 0; i < wanted.length; i++) {
            double length = (double) x[i + 1] - x[i];
            double rise = (double) y[i + 1] - y[i];
            double start = 6 * rise - length * (4 * slopes[i] + 2 * slopes[i + 1]);
            double end = 6 * rise - length * (2 * slopes[i] + 4 * slopes[i + 1]);
            double bend = Math.max(Math.abs(start), Math.abs(end));
            wanted[i] = extent > 0 ? Math.ceil(Math.sqrt(bend / (8 * TOLERANCE * extent))) : 1;
            sum += Math.max(wanted[i], 1);
        }
        double room = Curve.MAX_POINTS - 1 - (double) wanted.length;
        double factor = Math.min(1, room / sum);
        var pieces = new int[wanted.length];
        for (int i = 0; i < pieces.length; i++) {
            pieces[i] = Math.max(1, (int) (factor * wanted[i]));
        }
        return pieces;
    }

    /** The spline, which may swing beyond what a float holds. */
    private static float hermite(float[] x, float[] y, double[] slopes, int segment, double t) {
        double length = (double) x[segment + 1] - x[segment];
        double rise = (double) y[segment + 1] - y[segment];
        double start = length * slopes[segment];
        double end = length * slopes[segment + 1];
        double value = y[segment] + t * (start + t * (3 * rise - 2 * start - end + t * (start + end - 2 * rise)));
        return (float) Math.clamp(value, -Float.MAX_VALUE, Float.MAX_VALUE);
    }

    private static float least(float[] values) {
        float least = values[0];
        for (float value : values) {
            least = Math.min(least, value);
        }
        return least;
    }

    private static float greatest(float[] values) {
        float greatest = values[0];
        for (float value : values) {
            greatest = Math.max(greatest, value);
        }
        return greatest;
    }

    /** The curve of these points, as an evenly spaced one if it is one. */
    private static Curve simplest(float[] inputs, float[] outputs) {
        Curve even = Curve.uniform(inputs[0], inputs[inputs.length - 1], outputs);
        for (int i = 0; i < inputs.length; i++) {
            if (even.input(i) != inputs[i]) {
                return Curve.of(inputs, outputs);
            }
        }
        return even;
    }
}
