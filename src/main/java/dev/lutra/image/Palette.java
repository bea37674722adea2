package dev.lutra.image;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import org.jspecify.annotations.Nullable;

/**
 * The colours of an image whose pixels are indices.
 *
 * @param colors their colour model: 8-bit RGB, with or without alpha
 */
record Palette(IndexColorModel colors) {

    /** The palette of an image; null if its pixels are no indices. */
    static @Nullable Palette of(BufferedImage image) {
        return image.getColorModel() instanceof IndexColorModel colors ? new Palette(colors) : null;
    }

    /** The red, green and blue values of each index, 0…1; black where the palette is shorter than the indices reach. */
    float[][] values() {
        var values = new float[3][256];
        for (int i = 0; i < colors.getMapSize(); i++) {
            values[0][i] = colors.getRed(i) / 255f;
            values[1][i] = colors.getGreen(i) / 255f;
            values[2][i] = colors.getBlue(i) / 255f;
        }
        return values;
    }
}
