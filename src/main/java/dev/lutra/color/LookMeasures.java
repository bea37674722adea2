package dev.lutra.color;

/**
 * What the {@link Trait traits} of a look are judged by.
 *
 * @param character its character
 * @param tint the mean shift of colours across the axis of {@link LookCharacter#warmth}: above 0 towards green, below 0
 *     towards magenta
 * @param change the mean ΔE76 between its outputs and its inputs
 * @param black the L* of its output for black
 * @param shadows the mean tint of dark greys
 * @param highlights the mean tint of light greys
 */
record LookMeasures(LookCharacter character, double tint, double change, double black, Cast shadows, Cast highlights) {

    /** The mid-greys: codes 48…208 of 255, L* 20…83. */
    private static final int MID_FROM = 3;

    private static final int MID_TO = 14;
    /** The dark greys: codes 32…96 of 255, L* 12…41. */
    private static final int SHADOWS_FROM = 2;

    private static final int SHADOWS_TO = 7;
    /** The light greys: codes 159…223 of 255, L* 65…89. */
    private static final int HIGHLIGHTS_FROM = 10;

    private static final int HIGHLIGHTS_TO = 15;

    /**
     * The hue in degrees of the light of a lamp: black bodies colder than D65 lie between 68° (2856 K, illuminant A of
     * CIE 15) and 82° (5000 K) in L*a*b*.
     */
    private static final double WARM = 70;

    private static final double GREEN = WARM + 90;

    /** The tangent of 56°. */
    private static final double MAINLY = 1.5;

    static LookMeasures of(Signature look) {
        var casts = new GreyCasts(look);
        double saturation = saturation(look, casts);
        Cast shift = shift(look, saturation);
        return new LookMeasures(
                new LookCharacter(shift.along(WARM), contrast(look), saturation, lightness(look)),
                shift.along(GREEN),
                look.distance(Signature.IDENTITY),
                look.output(0).lightness(),
                casts.mean(SHADOWS_FROM, SHADOWS_TO),
                casts.mean(HIGHLIGHTS_FROM, HIGHLIGHTS_TO));
    }

    /**
     * The mean shift of a* and b*. Colours of photographs are yellower on average than grey, so that a look that takes
     * away chroma would seem to cool: what it takes is not counted.
     */
    private static Cast shift(Signature look, double saturation) {
        double a = 0;
        double b = 0;
        for (int i = 0; i < ProbeColors.NATURAL; i++) {
            a += look.output(i).a() - saturation * before(i).a();
            b += look.output(i).b() - saturation * before(i).b();
        }
        return new Cast(a / ProbeColors.NATURAL, b / ProbeColors.NATURAL);
    }

    /** Whether its shift is at most 56° off the axis of warmth. */
    boolean isMainlyTemperature() {
        return Math.abs(tint) <= MAINLY * Math.abs(character.warmth());
    }

    /** Whether its shift is at most 56° off the axis of green and magenta. */
    boolean isMainlyTint() {
        return Math.abs(character.warmth()) <= MAINLY * Math.abs(tint);
    }

    /** The contrast, of a negative, too. */
    double steepness() {
        return Math.abs(character.contrast());
    }

    /** The slope of the regression line. */
    private static double contrast(Signature look) {
        double meanBefore = 0;
        double meanAfter = 0;
        for (int i = MID_FROM; i < MID_TO; i++) {
            meanBefore += before(i).lightness() / (MID_TO - MID_FROM);
            meanAfter += look.output(i).lightness() / (MID_TO - MID_FROM);
        }
        double covariance = 0;
        double variance = 0;
        for (int i = MID_FROM; i < MID_TO; i++) {
            double from = before(i).lightness() - meanBefore;
            covariance += from * (look.output(i).lightness() - meanAfter);
            variance += from * from;
        }
        return covariance / variance;
    }

    private static double saturation(Signature look, GreyCasts casts) {
        double before = 0;
        double after = 0;
        for (int i = ProbeColors.GREYS; i < ProbeColors.NATURAL; i++) {
            Lab output = look.output(i);
            Cast grey = casts.at(output.lightness());
            before += new Cast(before(i).a(), before(i).b()).chroma();
            after += new Cast(output.a() - grey.a(), output.b() - grey.b()).chroma();
        }
        return after / before;
    }

    private static double lightness(Signature look) {
        double sum = 0;
        for (int i = 0; i < ProbeColors.NATURAL; i++) {
            sum += look.output(i).lightness() - before(i).lightness();
        }
        return sum / ProbeColors.NATURAL;
    }

    private static Lab before(int probe) {
        return Signature.IDENTITY.output(probe);
    }
}
