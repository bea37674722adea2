package dev.lutra.codec;

/**
 * How large the coefficients of one channel are expected to be, in eighths of an octave: a number for the place on each axis,
 * and one for the three places together. Made for 33 points along an axis, and carried over to other sizes.
 *
 * @param values for blue, green and red {@link #PLACES} numbers each, then {@link #MASKS}
 */
record Prior(byte[] values) {

    /** Nine lows, and two bands of highs; further bands go on as those two do. */
    static final int PLACES = 11;

    private static final int LOWS = 9;

    /** For each axis: the lowest coefficient, the next two, the others. */
    static final int MASKS = 27;

    /** All numbers of a channel. */
    static final int LENGTH = 3 * PLACES + MASKS;

    private static final int TRAINED_SIZE = 33;

    /** The class of a coefficient on its axis; past {@link #PLACES} for the bands that come after the second. */
    static int place(AxisTransform axis, int coefficient) {
        int band = axis.band(coefficient);
        return band == 0 ? coefficient : LOWS - 1 + band;
    }

    /** Which of the masks belongs to a coefficient. */
    static int mask(int blue, int green, int red) {
        return 9 * third(blue) + 3 * third(green) + third(red);
    }

    private static int third(int coefficient) {
        return coefficient == 0 ? 0 : coefficient < 3 ? 1 : 2;
    }

    /**
     * Fills in what is expected of each coefficient of this channel.
     *
     * @param from index of the first
     * @return index behind the last
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

    /** A smooth map's coefficients grow with the square root of the points. */
    private static int scale(int size) {
        return (int)
                Math.round(1.5 * Octaves.EIGHTHS * StrictMath.log((double) size / TRAINED_SIZE) / StrictMath.log(2));
    }
}
