package dev.lutra.color;

/**
 * What a look does to photographs, in four numbers.
 *
 * @param warmth the mean shift of colours in L*a*b*, along the axis of colour temperature and over greys and the
 *     colours of photographs: above 0 towards orange (hue 70°), below 0 towards blue. What a change of saturation shifts
 *     is not counted
 * @param contrast the slope of the L* of mid-greys over their L* before: 1 as before, above 1 steeper, below 0 for a
 *     negative
 * @param saturation the mean chroma of the colours of photographs over that before: 1 as before, 0 for black and white.
 *     The chroma is measured from the grey of the same lightness, so that a cast is not saturation
 * @param lightness the mean shift of L*, over greys and the colours of photographs
 */
public record LookCharacter(double warmth, double contrast, double saturation, double lightness) {

    private static final double HUNDREDTHS = 100;

    /** The same numbers in hundredths, in which all of them are shown. */
    public LookCharacter rounded() {
        return new LookCharacter(rounded(warmth), rounded(contrast), rounded(saturation), rounded(lightness));
    }

    /** Adding 0 turns −0 into 0. */
    private static double rounded(double value) {
        return Math.rint(value * HUNDREDTHS) / HUNDREDTHS + 0.0;
    }
}
