package dev.lutra.image;

import org.jspecify.annotations.Nullable;

/** Reads the rows of an image as they are shown upright. */
final class UprightRows {

    private static final float[][] NONE = {};

    private final Samples samples;
    private final Orientation orientation;
    /** The colours of a palette; empty without one. */
    private final float[][] colors;

    private final float max;

    UprightRows(Samples samples, @Nullable Palette palette, Orientation orientation) {
        this.samples = samples;
        this.orientation = orientation;
        colors = palette == null ? NONE : palette.values();
        max = samples.max();
    }

    int width() {
        return orientation.isTransposed() ? samples.height() : samples.width();
    }

    int height() {
        return orientation.isTransposed() ? samples.width() : samples.height();
    }

    /** Reads a row, as {@link Photograph#readRow} says. */
    void read(int y, float[] rgb) {
        int width = width();
        for (int x = 0; x < width; x++) {
            int at = at(x, y);
            for (int channel = 0; channel < 3; channel++) {
                rgb[3 * x + channel] = colors.length > 0
                        ? colors[channel][samples.get(at, 0)]
                        : samples.get(at, samples.isGrey() ? 0 : channel) / max;
            }
        }
    }

    /** The index of the stored pixel that is shown at a place. */
    private int at(int x, int y) {
        int column = orientation.isTransposed() ? y : x;
        int row = orientation.isTransposed() ? x : y;
        return samples.at(
                orientation.isBackwardsInX() ? samples.width() - 1 - column : column,
                orientation.isBackwardsInY() ? samples.height() - 1 - row : row);
    }
}
