package dev.lutra.codec;

import dev.lutra.color.Interpolation;
import dev.lutra.color.Lattice;
import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;

/**
 * The error of a look at some lattice size: the delivered colours against the source at the same points.
 *
 * @param mean the mean ΔE76, both sides rounded to 8 bits
 * @param p99 the 99th percentile
 * @param greysExact whether black and white have an error of at most half an 8-bit code, no grey has an error of more
 *     than one code, and no step along the greys reverses its direction where the source does not
 */
record DeliveredCheck(double mean, double p99, boolean greysExact) {

    private static final int CHUNK = 4096;

    /** The tolerance for rounding, in 8-bit codes. */
    private static final float SLACK = 0.01f;

    /**
     * The tolerance for reversed steps between the points of the detail, where no correction applies, in 8-bit codes.
     * It is invisible in 8 bits.
     */
    private static final float SLACK_BETWEEN = 0.5f;

    /**
     * Measures the error.
     *
     * @param source the source over the unit cube, with values in 0…1
     * @param range the box of output colours that 0…1 stands for; differences are measured on the delivered colours
     * @param size the size of the delivered lattice, in points along an axis
     */
    static DeliveredCheck of(Lut3d source, RgbBox range, Prediction prediction, Detail detail, int size)
            throws InterruptedException {
        var meter = new DifferenceMeter();
        int points = Lattice.points(size);
        for (int from = 0; from < points; from += CHUNK) {
            Interrupts.check();
            int count = Math.min(CHUNK, points - from);
            var rgb = new float[3 * count];
            Lattice.coordinates(size, RgbBox.UNIT, from, count, rgb);
            var delivered = new float[3 * count];
            deliver(prediction, detail, rgb, delivered);
            Interpolation.TETRAHEDRAL.apply(source, rgb, rgb, count);
            meter.add(inRange(range, rgb), inRange(range, delivered));
        }
        return new DeliveredCheck(meter.mean(), meter.p99(), greysExact(source, range, prediction, detail, size));
    }

    private static void deliver(Prediction prediction, Detail detail, float[] rgb, float[] delivered) {
        int points = rgb.length / 3;
        prediction.apply(rgb, delivered, points);
        detail.apply(rgb, delivered, delivered, points);
    }

    private static float[] inRange(RgbBox range, float[] unit) {
        return range.isUnit() ? unit : range.fromUnit(unit);
    }

    private static boolean greysExact(Lut3d source, RgbBox range, Prediction prediction, Detail detail, int size) {
        float[] greys = Lattice.greys(size);
        var predicted = new float[greys.length];
        deliver(prediction, detail, greys, predicted);
        float[] delivered = inRange(range, predicted);
        float slack = detail.lattice().size() == size ? SLACK : SLACK_BETWEEN;
        Interpolation.TETRAHEDRAL.apply(source, greys, greys, size);
        float[] wanted = inRange(range, greys);
        for (int i = 0; i < greys.length; i++) {
            boolean end = i < 3 || i >= greys.length - 3;
            float off = Planes.WHITE * Math.abs(delivered[i] - wanted[i]);
            if (off > (end ? 0.5f : 1) + SLACK) {
                return false;
            }
            if (i >= 3 && stepsBack(wanted[i] - wanted[i - 3], delivered[i] - delivered[i - 3], slack / Planes.WHITE)) {
                return false;
            }
        }
        return true;
    }

    private static boolean stepsBack(float wanted, float delivered, float slack) {
        return wanted >= 0 && delivered < -slack || wanted < 0 && delivered > slack;
    }
}
