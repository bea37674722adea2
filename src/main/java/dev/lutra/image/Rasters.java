package dev.lutra.image;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;

/** Makes images of the few forms that {@link Samples} reads. Their codes count as they are, whatever their profile. */
final class Rasters {

    private Rasters() {}

    /**
     * Makes a black image.
     *
     * @param channels 1 (grey), 2 (grey and alpha), 3 (RGB) or 4 (RGB and alpha)
     * @param depth 8 or 16
     */
    static BufferedImage interleaved(int width, int height, int channels, int depth) {
        int type = depth == 8 ? DataBuffer.TYPE_BYTE : DataBuffer.TYPE_USHORT;
        return image(Raster.createInterleavedRaster(type, width, height, channels, null));
    }

    /** Makes an image of samples that are there. */
    static BufferedImage image(WritableRaster raster) {
        int channels = raster.getNumBands();
        boolean alpha = channels % 2 == 0;
        var colors = new ComponentColorModel(
                ColorSpace.getInstance(channels < 3 ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB),
                alpha,
                false,
                alpha ? Transparency.TRANSLUCENT : Transparency.OPAQUE,
                raster.getTransferType());
        return new BufferedImage(colors, raster, false, null);
    }

    /** Makes a palette of colours. */
    static IndexColorModel palette(int[] argb, boolean alpha) {
        return new IndexColorModel(8, argb.length, argb, 0, alpha, -1, DataBuffer.TYPE_BYTE);
    }

    /**
     * Brings a decoded image into one of these forms, with the same codes. It is copied only where it must be.
     *
     * @throws InvalidImage if its samples are neither 8-bit nor 16-bit codes of greys or RGB
     */
    static BufferedImage normal(BufferedImage image) {
        WritableRaster raster = image.getRaster();
        if (image.getColorModel() instanceof IndexColorModel colors) {
            var argb = new int[colors.getMapSize()];
            colors.getRGBs(argb);
            WritableRaster indices = Samples.has(raster) ? raster : copy(raster, DataBuffer.TYPE_BYTE);
            return new BufferedImage(palette(argb, colors.hasAlpha()), indices, false, null);
        }
        int bits = raster.getSampleModel().getSampleSize(0);
        int type = raster.getTransferType();
        boolean codes = type == DataBuffer.TYPE_BYTE || type == DataBuffer.TYPE_USHORT;
        boolean isKnown = raster.getNumBands() <= 4 && codes && (bits == 8 || bits == 16);
        int colors = image.getColorModel().getColorSpace().getType();
        if (!isKnown || (colors != ColorSpace.TYPE_RGB && colors != ColorSpace.TYPE_GRAY)) {
            throw InvalidImage.unsupported(
                    "The image has %d channels of %d bits of another kind than grey, RGB, and alpha with 8 or 16 bits."
                            .formatted(raster.getNumBands(), bits));
        }
        if (image.isAlphaPremultiplied()) {
            throw InvalidImage.unsupported("The colours of the image are multiplied by its alpha.");
        }
        return image(Samples.has(raster) ? raster : copy(raster, type));
    }

    private static WritableRaster copy(Raster raster, int type) {
        int width = raster.getWidth();
        WritableRaster copy =
                Raster.createInterleavedRaster(type, width, raster.getHeight(), raster.getNumBands(), null);
        int[] row = null;
        for (int y = 0; y < raster.getHeight(); y++) {
            row = raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
            copy.setPixels(0, y, width, 1, row);
        }
        return copy;
    }
}
