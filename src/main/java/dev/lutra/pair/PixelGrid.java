package dev.lutra.pair;

import dev.lutra.image.Photograph;

/**
 * A photograph at the size at which pairs are compared.
 *
 * @param rgb encoded RGB triples of 0…1, row by row
 */
record PixelGrid(int width, int height, float[] rgb) {

    /** Reduces a photograph; each pixel is the mean of the area that it covers, which takes noise away. */
    static PixelGrid of(Photograph photograph, int width, int height) {
        Photograph reduced = photograph.width() == width && photograph.height() == height
                ? photograph
                : photograph.reduced(width, height);
        var rgb = new float[3 * width * height];
        var row = new float[3 * width];
        for (int y = 0; y < height; y++) {
            reduced.readRow(y, row);
            System.arraycopy(row, 0, rgb, 3 * width * y, 3 * width);
        }
        return new PixelGrid(width, height, rgb);
    }

    /** The index in {@link #rgb} of a pixel. */
    int at(int x, int y) {
        return 3 * (y * width + x);
    }

    /** The largest difference of a channel between a pixel and its four neighbours. */
    float slope(int x, int y) {
        int at = at(x, y);
        float largest = 0;
        for (int channel = 0; channel < 3; channel++) {
            float here = rgb[at + channel];
            if (x > 0) {
                largest = Math.max(largest, Math.abs(here - rgb[at - 3 + channel]));
            }
            if (x < width - 1) {
                largest = Math.max(largest, Math.abs(here - rgb[at + 3 + channel]));
            }
            if (y > 0) {
                largest = Math.max(largest, Math.abs(here - rgb[at - 3 * width + channel]));
            }
            if (y < height - 1) {
                largest = Math.max(largest, Math.abs(here - rgb[at + 3 * width + channel]));
            }
        }
        return largest;
    }
}
