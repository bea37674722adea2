package dev.lutra.image;

/**
 * The limits of an untrusted image. They are compared with the header of the file before memory is allocated.
 *
 * @param bytes the largest number of bytes of the file; positive
 * @param pixels the largest number of pixels; positive
 */
public record ImageLimits(long bytes, long pixels) {

    /** The longest side, which is that of a JPEG. A row of an image is read as a whole. */
    static final int MAX_SIDE = 65_535;

    public ImageLimits {
        if (bytes < 1 || pixels < 1) {
            throw new IllegalArgumentException("limits out of range: %d bytes, %d pixels".formatted(bytes, pixels));
        }
    }

    /** @throws InvalidImage if a file is too long */
    void checkBytes(long length) {
        if (length > bytes) {
            throw InvalidImage.tooLarge("The image has %,d bytes, and at most %,d are read.".formatted(length, bytes));
        }
    }

    /** @throws InvalidImage if an image has no pixels, or too many */
    void checkPixels(long width, long height) {
        if (width < 1 || height < 1) {
            throw InvalidImage.damaged("The header says %d × %d pixels.".formatted(width, height));
        }
        if (Math.max(width, height) > MAX_SIDE || width * height > pixels) {
            throw InvalidImage.tooLarge("The image has %,d × %,d pixels: at most %,d are read, and %,d along a side."
                    .formatted(width, height, pixels, MAX_SIDE));
        }
    }
}
