package dev.lutra.format;

import dev.lutra.color.Curve;
import dev.lutra.color.Shaper;
import dev.lutra.format.process.HalfFloats;

/**
 * Curves as a table of outputs: at evenly spaced inputs over the curves' own inputs, or at all bit patterns of half
 * precision.
 *
 * @param curves the curves at the points of the table
 */
record ShaperTable(Shaper curves, boolean halfDomain) {

    /** The error of an output that is too small to be seen. */
    private static final double TOLERANCE = 2e-5;

    private static final int MANY = 4096;

    /** The table of the fewest points that is close to the curves at all of their points, or the closest one. */
    static ShaperTable of(Shaper shaper) {
        if (isUniform(shaper)) {
            return new ShaperTable(shaper.uniform(shaper.points()), false);
        }
        Shaper some = shaper.uniform(MANY);
        if (error(shaper, some) <= TOLERANCE) {
            return new ShaperTable(some, false);
        }
        Shaper most = shaper.uniform(Curve.MAX_POINTS);
        var halves = new ShaperTable(overHalves(shaper), true);
        return error(shaper, most) <= error(shaper, halves.curves) ? new ShaperTable(most, false) : halves;
    }

    private static boolean isUniform(Shaper shaper) {
        return shaper.red().isUniform()
                && shaper.green().isUniform()
                && shaper.blue().isUniform()
                && shaper.red().points() == shaper.green().points()
                && shaper.red().points() == shaper.blue().points();
    }

    private static Shaper overHalves(Shaper shaper) {
        return shaper.isSame()
                ? Shaper.of(overHalves(shaper.red()))
                : new Shaper(overHalves(shaper.red()), overHalves(shaper.green()), overHalves(shaper.blue()));
    }

    private static Curve overHalves(Curve curve) {
        float[] inputs = HalfFloats.finite();
        var outputs = new float[inputs.length];
        for (int i = 0; i < outputs.length; i++) {
            outputs[i] = curve.apply(inputs[i]);
        }
        return Curve.of(inputs, outputs);
    }

    /** The largest difference at the points of the curves, and halfway between them. */
    private static double error(Shaper exact, Shaper table) {
        double largest = 0;
        for (int channel = 0; channel < 3; channel++) {
            Curve curve = exact.curve(channel);
            for (int i = 0; i < curve.points(); i++) {
                float next = curve.input(Math.min(i + 1, curve.points() - 1));
                float middle = (curve.input(i) + next) / 2;
                for (float input : new float[] {curve.input(i), middle}) {
                    largest = Math.max(
                            largest,
                            Math.abs(curve.apply(input) - table.curve(channel).apply(input)));
                }
            }
        }
        return largest;
    }

    int points() {
        return halfDomain ? HalfFloats.PATTERNS : curves.points();
    }

    /** Whether all channels have the same curve. */
    boolean isGrey() {
        return curves.isSame();
    }

    /** Whether the curves map their inputs straight to 0…1. */
    boolean isIdentity() {
        return !halfDomain && curves.points() == 2 && curves.equals(Shaper.toUnit(curves.domain()));
    }

    /** The output of a point. Bit patterns of infinity have those of the largest numbers, NaN that of 0. */
    float output(int channel, int point) {
        Curve curve = curves.curve(channel);
        if (!halfDomain) {
            return curve.outputs()[point];
        }
        float input = HalfFloats.of(point);
        return curve.apply(Float.isNaN(input) ? 0 : input);
    }
}
