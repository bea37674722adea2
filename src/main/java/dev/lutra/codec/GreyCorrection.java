package dev.lutra.codec;

/**
 * What makes a look exact on the grey axis. Its values there are corrected in steps of {@link #UNIT}, then kept from stepping
 * backwards: where the source rises they do not fall, where it falls they do not rise, and where it stays they stay.
 *
 * <p>Not stepping backwards costs no accuracy: of values within a bound of a rising curve, the running maximum is within it too.
 *
 * @param corrections for each channel, a number for each point
 * @param directions for each channel, where the source goes from each point to the next: 1 up, −1 down, 0 nowhere
 */
record GreyCorrection(int[][] corrections, byte[][] directions) {

    /** In 1/255. A correction can bring any value to within half of it, which is less than half a code. */
    static final float UNIT = 0.96f;

    /** How far greys may be off, in 1/255: less than a code, so that rounding does no harm. */
    static final float MOST_OFF = 0.98f;
    /** The same for black and white. */
    static final float MOST_OFF_AT_ENDS = UNIT / 2 + 1e-4f;

    /** An axis without corrections, of a look that stays. */
    static GreyCorrection plain(int channels, int size) {
        return new GreyCorrection(new int[channels][size], new byte[channels][size - 1]);
    }

    /**
     * Chooses the least corrections that leave no value farther off than it may be.
     *
     * @param values what is to be corrected: for each channel, a value for each point, in 1/255
     * @param source as many
     * @param mostOff how far values between the ends may be off, at least {@link #MOST_OFF_AT_ENDS}
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
                // What a run does not turn back from is bounded by what follows.
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
     * @param values for each channel, a value for each point, in 1/255
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
