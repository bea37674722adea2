package dev.lutra.codec;

/**
 * The expected magnitudes of the coefficients of one channel, in eighths of an octave. An expectation is the sum of one
 * number for the place on each axis and one for the three places together. The numbers are made for 33 points along an
 * axis and are converted for other sizes.
 *
 * @param values {@link #PLACES} numbers each for blue, green and red, then {@link #MASKS} numbers
 */
record Prior(byte[] values) {

    /**
     * The number of places on an axis: nine low-pass coefficients and two high-pass bands. Further bands continue the
     * difference of these two.
     */
    static final int PLACES = 11;

    private static final int LOWS = 9;

    /**
     * The number of combinations of the three classes of each axis: the lowest coefficient, the next two, the others.
     */
    static final int MASKS = 27;

    /** The number of values of a channel. */
    static final int LENGTH = 3 * PLACES + MASKS;

    private static final int TRAINED_SIZE = 33;

    /** The place of a coefficient on its axis; {@link #PLACES} or more for the bands after the second one. */
    static int place(AxisTransform axis, int coefficient) {
        int band = axis.band(coefficient);
        return band == 0 ? coefficient : LOWS - 1 + band;
    }

    /** The index of the mask of a coefficient. */
    static int mask(int blue, int green, int red) {
        return 9 * third(blue) + 3 * third(green) + third(red);
    }

    private static int third(int coefficient) {
        return coefficient == 0 ? 0 : coefficient < 3 ? 1 : 2;
    }

    /**
     * Computes the expectation of each coefficient of this channel.
     *
     * @param from the index of the first coefficient
     * @return the index after the last coefficient
     */
    int fill(AxisTransform axis, byte[] expected, int from) {
        int[] blues = alongAxis(axis, 0);
        int[] greens = alongAxis(axis, PLACES);
        int[] reds = alongAxis(axis, 2 * PLACES);
        int scale = scale(axis.size());
        int index = from;
        for (int blue = 0; blue < blues.length; blue++) {
            for (int green = 0; green < greens.length; green++) {
                for (int red = 0; red < reds.length; red++) {
                    int sum = scale
                            + blues[blue]
                            + greens[green]
                            + reds[red]
                            + values[3 * PLACES + mask(blue, green, red)];
                    expected[index++] = (byte) Math.clamp(sum, CoefficientTable.LOWEST, CoefficientTable.HIGHEST);
                }
            }
        }
        return index;
    }

    private int[] alongAxis(AxisTransform axis, int first) {
        var numbers = new int[axis.size()];
        int last = values[first + PLACES - 1];
        int fall = last - values[first + PLACES - 2];
        for (int i = 0; i < numbers.length; i++) {
            int place = place(axis, i);
            numbers[i] = place < PLACES ? values[first + place] : last + (place - PLACES + 1) * fall;
        }
        return numbers;
    }

    /**
     * The difference for a size: the coefficients of a smooth map grow with the square root of the number of points.
     */
    private static int scale(int size) {
        return (int)
                Math.round(1.5 * Octaves.EIGHTHS * StrictMath.log((double) size / TRAINED_SIZE) / StrictMath.log(2));
    }
}
