package dev.lutra.codec;

/**
 * The correction that makes a look exact on the grey axis. First the values on the axis are corrected in steps of
 * {@link #UNIT}. Then reversed steps are removed: the values do not fall where the source rises, do not rise where it
 * falls, and stay constant where it is constant.
 *
 * <p>The second part costs no accuracy: if values lie within a bound of a rising curve, so does their running maximum.
 *
 * @param corrections a number for each point of each channel
 * @param directions the direction of the source from each point to the next, for each channel: 1 up, −1 down, 0
 *     constant
 */
record GreyCorrection(int[][] corrections, byte[][] directions) {

    /**
     * The step of a correction in 8-bit codes. A correction brings any value to within half a step, which is less than
     * half a code.
     */
    static final float UNIT = 0.96f;

    /** The largest permitted error of greys in 8-bit codes. It is less than 1, to leave room for rounding. */
    static final float MOST_OFF = 0.98f;
    /** The largest permitted error of black and white in 8-bit codes. */
    static final float MOST_OFF_AT_ENDS = UNIT / 2 + 1e-4f;

    /** A correction without corrections, for a constant look. */
    static GreyCorrection plain(int channels, int size) {
        return new GreyCorrection(new int[channels][size], new byte[channels][size - 1]);
    }

    /**
     * Chooses the smallest corrections with which no value exceeds its permitted error.
     *
     * @param values the values to correct: one for each point of each channel, in units of 1/255
     * @param source the values of the source, in the same form
     * @param mostOff the permitted error of values between the ends, at least {@link #MOST_OFF_AT_ENDS}
     */
    static GreyCorrection choose(float[][] values, float[][] source, float mostOff) {
        GreyCorrection axis = plain(values.length, values[0].length);
        for (int channel = 0; channel < values.length; channel++) {
            byte[] directions = axis.directions[channel];
            for (int i = 0; i < directions.length; i++) {
                directions[i] = (byte) Math.signum(source[channel][i + 1] - source[channel][i]);
            }
            choose(values[channel], source[channel], directions, axis.corrections[channel], mostOff);
        }
        return axis;
    }

    private static void choose(float[] values, float[] source, byte[] directions, int[] corrections, float mostOff) {
        int last = values.length - 1;
        var low = new float[values.length];
        var high = new float[values.length];
        for (int i = last; i >= 0; i--) {
            float off = i == 0 || i == last ? MOST_OFF_AT_ENDS : mostOff;
            low[i] = source[i] - off;
            high[i] = source[i] + off;
            if (i < last) {
                // A value that must not be reversed is bounded by the values that follow.
                if (directions[i] <= 0) {
                    low[i] = Math.max(low[i], low[i + 1]);
                }
                if (directions[i] >= 0) {
                    high[i] = Math.min(high[i], high[i + 1]);
                }
            }
        }
        float before = 0;
        for (int i = 0; i <= last; i++) {
            float value = limited(values[i], 0, i, directions, before);
            if (value < low[i]) {
                corrections[i] = (int) Math.ceil((low[i] - values[i]) / UNIT);
            } else if (value > high[i]) {
                corrections[i] = -(int) Math.ceil((values[i] - high[i]) / UNIT);
            }
            before = limited(values[i], corrections[i], i, directions, before);
        }
    }

    /**
     * Corrects values in place.
     *
     * @param values one value for each point of each channel, in units of 1/255
     */
    void apply(float[][] values) {
        for (int channel = 0; channel < values.length; channel++) {
            float[] line = values[channel];
            for (int i = 0; i < line.length; i++) {
                float before = i > 0 ? line[i - 1] : 0;
                line[i] = limited(line[i], corrections[channel][i], i, directions[channel], before);
            }
        }
    }

    private static float limited(float value, int correction, int at, byte[] directions, float before) {
        float corrected = Math.clamp(value + correction * UNIT, 0, Planes.WHITE);
        if (at == 0) {
            return corrected;
        }
        return switch (directions[at - 1]) {
            case 1 -> Math.max(before, corrected);
            case -1 -> Math.min(before, corrected);
            default -> before;
        };
    }
}
