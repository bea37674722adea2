package dev.lutra.format;

import dev.lutra.color.Rgb;

/**
 * The legal range of video: black is code 64 and white is code 940 of 1023, as in ITU-R BT.709. DaVinci Resolve 17 and
 * later mark cube files of such codes. It converts between them and the full range, 0…1, before and after the LUT.
 */
final class VideoRange {

    private static final double BLACK = 64 / 1023.0;
    private static final double EXTENT = (940 - 64) / 1023.0;

    private VideoRange() {}

    /** Converts legal-range values to full-range values, in place. */
    static void toFull(float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = toFull(values[i]);
        }
    }

    /** Converts a legal-range colour to the full range. */
    static Rgb toFull(Rgb legal) {
        return new Rgb(toFull(legal.red()), toFull(legal.green()), toFull(legal.blue()));
    }

    private static float toFull(float legal) {
        return (float) ((legal - BLACK) / EXTENT);
    }
}
