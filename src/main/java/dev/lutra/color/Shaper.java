package dev.lutra.color;

import java.util.Optional;

/**
 * The curves before a lattice, one a channel. Log footage and scene-linear images need them: a lattice alone has too few
 * points where their codes are dense.
 */
public record Shaper(Curve red, Curve green, Curve blue) {

    /** The same curve in each channel. */
    public static Shaper of(Curve curve) {
        return new Shaper(curve, curve, curve);
    }

    /** The straight curves that map a box to 0…1. */
    public static Shaper toUnit(RgbBox box) {
        return new Shaper(toUnit(box, 0), toUnit(box, 1), toUnit(box, 2));
    }

    private static Curve toUnit(RgbBox box, int channel) {
        return Curve.uniform(
                (float) box.low(channel), (float) (box.low(channel) + box.extent(channel)), new float[] {0, 1});
    }

    /**
     * The curve of a channel.
     *
     * @param channel 0 for red, 1 for green, 2 for blue
     */
    public Curve curve(int channel) {
        return switch (channel) {
            case 0 -> red;
            case 1 -> green;
            default -> blue;
        };
    }

    /** Whether all channels have the same curve. */
    public boolean isSame() {
        return red.equals(green) && red.equals(blue);
    }

    /** The most points of a curve. */
    public int points() {
        return Math.max(red.points(), Math.max(green.points(), blue.points()));
    }

    /** The inputs that the curves span. */
    public RgbBox domain() {
        return new RgbBox(new Rgb(red.low(), green.low(), blue.low()), new Rgb(red.high(), green.high(), blue.high()));
    }

    /**
     * Applies the curves.
     *
     * @param in RGB triples
     * @param out receives as many triples; may be {@code in}
     * @param points the number of triples
     */
    public void apply(float[] in, float[] out, int points) {
        for (int i = 0; i < 3 * points; i += 3) {
            out[i] = red.apply(in[i]);
            out[i + 1] = green.apply(in[i + 1]);
            out[i + 2] = blue.apply(in[i + 2]);
        }
    }

    /** The curves whose outputs 0…1 are the box of the outputs of these. */
    public Shaper relativeTo(RgbBox box) {
        return new Shaper(relative(red, box, 0), relative(green, box, 1), relative(blue, box, 2));
    }

    private static Curve relative(Curve curve, RgbBox box, int channel) {
        return curve.scaled(1 / box.extent(channel), -box.low(channel) / box.extent(channel));
    }

    /** Curves of evenly spaced points, all with the same number of them. */
    public Shaper uniform(int points) {
        return new Shaper(red.uniform(points), green.uniform(points), blue.uniform(points));
    }

    /** The curves that undo these; empty if one of them cannot be undone, as {@link Curve#inverse} says. */
    public Optional<Shaper> inverse() {
        Optional<Curve> reds = red.inverse();
        Optional<Curve> greens = green.inverse();
        Optional<Curve> blues = blue.inverse();
        return reds.isEmpty() || greens.isEmpty() || blues.isEmpty()
                ? Optional.empty()
                : Optional.of(new Shaper(reds.get(), greens.get(), blues.get()));
    }

    /**
     * The smallest box that holds the outputs of the curves. A curve that is level is given an extent of 1.
     *
     * @return the box over which a lattice behind the curves loses nothing
     */
    public RgbBox outputs() {
        return new RgbBox(new Rgb(bottom(red), bottom(green), bottom(blue)), new Rgb(top(red), top(green), top(blue)));
    }

    private static float bottom(Curve curve) {
        return Math.min(curve.least(), Math.nextDown(Float.MAX_VALUE));
    }

    private static float top(Curve curve) {
        float least = curve.least();
        float greatest = curve.greatest();
        return greatest > least ? greatest : Math.min(Math.max(least + 1, Math.nextUp(least)), Float.MAX_VALUE);
    }
}
