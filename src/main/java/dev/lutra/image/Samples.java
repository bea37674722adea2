package dev.lutra.image;

import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferUShort;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;

/**
 * The samples of an image in one array, pixel by pixel: bytes or 16-bit words. This is the memory of the raster itself.
 * Threads may use different rows at the same time.
 */
final class Samples {

    private final byte[] bytes;
    private final short[] words;
    private final int width;
    private final int height;
    private final int rowStride;
    private final int pixelStride;
    private final int[] offsets;

    /** @param raster one for which {@link #has} is true */
    Samples(Raster raster) {
        var layout = (PixelInterleavedSampleModel) raster.getSampleModel();
        DataBuffer memory = raster.getDataBuffer();
        bytes = memory instanceof DataBufferByte narrow ? narrow.getData() : new byte[0];
        words = memory instanceof DataBufferUShort wide ? wide.getData() : new short[0];
        width = raster.getWidth();
        height = raster.getHeight();
        rowStride = layout.getScanlineStride();
        pixelStride = layout.getPixelStride();
        offsets = layout.getBandOffsets();
    }

    /** Whether a raster has the form that this class reads. */
    static boolean has(Raster raster) {
        DataBuffer memory = raster.getDataBuffer();
        return raster.getSampleModel() instanceof PixelInterleavedSampleModel
                && (memory instanceof DataBufferByte || memory instanceof DataBufferUShort)
                && memory.getNumBanks() == 1
                && memory.getOffset() == 0
                && raster.getParent() == null;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** The number of channels of a pixel: 1 or 2 for a grey image, 3 or 4 for RGB; the last of an even number is alpha. */
    int channels() {
        return offsets.length;
    }

    boolean isGrey() {
        return offsets.length < 3;
    }

    boolean hasAlpha() {
        return offsets.length % 2 == 0;
    }

    /** Bits of a sample: 8 or 16. */
    int depth() {
        return words.length > 0 ? 16 : 8;
    }

    /** The code value of white. */
    int max() {
        return (1 << depth()) - 1;
    }

    /** The index of a pixel. */
    int at(int x, int y) {
        return y * rowStride + x * pixelStride;
    }

    /** The distance of neighbours in a row. */
    int pixelStride() {
        return pixelStride;
    }

    /** A sample of the pixel at an index. */
    int get(int at, int channel) {
        int i = at + offsets[channel];
        return words.length > 0 ? words[i] & 0xFFFF : bytes[i] & 0xFF;
    }

    void set(int at, int channel, int code) {
        int i = at + offsets[channel];
        if (words.length > 0) {
            words[i] = (short) code;
        } else {
            bytes[i] = (byte) code;
        }
    }
}
