package dev.lutra.format;

/**
 * The pixels of a lattice that an image shows as slices of one blue each.
 *
 * @param size the number of points along an axis, and of pixels along the side of a slice
 * @param columns the slices beside each other; a divisor of {@code size}
 * @param bottomUp whether the image is upside down, so that its rows begin at the bottom
 */
record PixelGrid(int size, int columns, boolean bottomUp) {

    /** The lines along an axis that are enough to measure it: {@code LINES²} of them. */
    private static final int LINES = 64;

    /** The pixel of a point, counted row after row from the top left. */
    int pixel(int red, int green, int blue) {
        int row = blue / columns * size + green;
        int fromTop = bottomUp ? size / columns * size - 1 - row : row;
        return (fromTop * columns + blue % columns) * size + red;
    }

    /** The pixel of a point, with the place along one axis and the places along the next two. */
    private int pixel(int axis, int place, int next, int last) {
        return switch (axis) {
            case 0 -> pixel(place, next, last);
            case 1 -> pixel(last, place, next);
            default -> pixel(next, last, place);
        };
    }

    /**
     * The way that a channel takes along a line of neighbours from the first point of an axis to the last one, on
     * average, summed over the axes. It is 1 for the identity, up to 3 for looks, a third of the points along an axis,
     * times three, for noise.
     *
     * @param rgb RGB triples, 0…1, one a pixel
     */
    double roughness(float[] rgb) {
        double sum = 0;
        int step = Math.ceilDiv(size, LINES);
        int lines = Math.ceilDiv(size, step);
        for (int axis = 0; axis < 3; axis++) {
            for (int next = 0; next < size; next += step) {
                for (int last = 0; last < size; last += step) {
                    int from = 3 * pixel(axis, 0, next, last);
                    for (int place = 1; place < size; place++) {
                        int to = 3 * pixel(axis, place, next, last);
                        sum += Math.abs(rgb[to] - rgb[from])
                                + Math.abs(rgb[to + 1] - rgb[from + 1])
                                + Math.abs(rgb[to + 2] - rgb[from + 2]);
                        from = to;
                    }
                }
            }
        }
        return sum / (3.0 * lines * lines);
    }

    /**
     * How far the channels rise from the first point of an axis to the last one, on average: −1…1 each.
     *
     * @param rgb RGB triples, one a pixel
     */
    double[] rise(float[] rgb, int axis) {
        var rise = new double[3];
        for (int next = 0; next < size; next++) {
            for (int last = 0; last < size; last++) {
                int from = 3 * pixel(axis, 0, next, last);
                int to = 3 * pixel(axis, size - 1, next, last);
                for (int channel = 0; channel < 3; channel++) {
                    rise[channel] += ((double) rgb[to + channel] - rgb[from + channel]) / ((double) size * size);
                }
            }
        }
        return rise;
    }

    /**
     * The lattice of the pixels. Memory is taken for one row of slices.
     *
     * @param rgb RGB triples, one a pixel; they are reordered, and become the lattice
     * @return {@code rgb}: RGB triples, red fastest, then green, then blue
     * @throws IllegalStateException if there are several rows of slices from the bottom up
     */
    float[] lattice(float[] rgb) {
        if (bottomUp && columns < size) {
            throw new IllegalStateException("slices of several rows are read from the top only");
        }
        var row = new float[3 * columns * size * size];
        for (int from = 0; from < size && columns > 1; from += columns) {
            int at = 0;
            for (int blue = from; blue < from + columns; blue++) {
                for (int green = 0; green < size; green++) {
                    System.arraycopy(rgb, 3 * pixel(0, green, blue), row, at, 3 * size);
                    at += 3 * size;
                }
            }
            // The points of a row of slices take the room of its pixels.
            System.arraycopy(row, 0, rgb, from * 3 * size * size, row.length);
        }
        return rgb;
    }
}
