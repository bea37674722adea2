package dev.lutra.network.learn.synthetic;

/**
 * A smooth curve through evenly spaced knots: Catmull–Rom splines (Catmull and Rom 1974, "A class of local interpolating
 * splines"). Beyond its ends the knots continue in a straight line.
 *
 * @param knots 9 outputs, for the inputs 0, 1/8 … 1; they may exceed 0…1
 */
record ToneCurve(float[] knots) {

    static final int KNOTS = 9;

    private static final int LAST = KNOTS - 1;

    /**
     * Draws a curve. The figures are for strength 1, in the units of the channel, and σ is a standard deviation:
     *
     * <ul>
     *   <li>a power with a log-normal exponent, σ = 0.35,
     *   <li>more or less contrast in the middle: {@code 2k·x(1 − x)(2x − 1)} is added, k with σ = 0.5,
     *   <li>in 40 % black moves by −0.1…0.2, in another 40 % white by −0.2…0.1,
     *   <li>each knot moves with σ = 0.03, the ends with σ = 0.009,
     *   <li>4 % of the curves are negatives, and 3 % are solarised: {@code ½ − ½cos(cπy)}, c in 0.8…2. Both ignore the
     *       strength.
     * </ul>
     */
    static ToneCurve draw(Draws draws) {
        float exponent = draws.factor(0.35);
        float contrast = draws.normal(0.5);
        float black = draws.chance(0.4) ? draws.amount(-0.1, 0.2) : 0;
        float white = draws.chance(0.4) ? 1 - draws.amount(-0.1, 0.2) : 1;
        boolean negative = draws.chance(0.04);
        float halfWaves = draws.chance(0.03) ? draws.uniform(0.8, 2) : 0;
        var knots = new float[KNOTS];
        for (int i = 0; i < KNOTS; i++) {
            float x = (float) Math.pow(i / (float) LAST, exponent);
            x += 2 * contrast * x * (1 - x) * (2 * x - 1);
            float y = black + (white - black) * x + draws.normal(i == 0 || i == LAST ? 0.009 : 0.03);
            if (negative) {
                y = 1 - y;
            }
            if (halfWaves > 0) {
                y = (float) (0.5 - 0.5 * Math.cos(halfWaves * Math.PI * y));
            }
            knots[i] = y;
        }
        return new ToneCurve(knots);
    }

    /**
     * The output for an input.
     *
     * @param x the input, clamped to 0…1
     * @return about the range of the knots, which a spline may exceed a little
     */
    float at(float x) {
        float position = LAST * ColorOperation.clamp(x);
        int i = Math.min((int) position, LAST - 1);
        float t = position - i;
        float from = knots[i];
        float to = knots[i + 1];
        float before = i == 0 ? 2 * from - to : knots[i - 1];
        float after = i == LAST - 1 ? 2 * to - from : knots[i + 2];
        float slope = to - before;
        float square = 2 * before - 5 * from + 4 * to - after;
        float cube = 3 * (from - to) + after - before;
        return from + 0.5f * t * (slope + t * (square + t * cube));
    }
}
