package dev.lutra.image;

import java.io.IOException;

/**
 * An image file whose header was read and is within the limits. Nothing was decoded yet.
 *
 * @param bytes the file; not copied
 * @param width as stored, in pixels
 * @param height as stored, in pixels
 * @param memory about how many bytes {@link #decode}, grading and writing need at the most, besides the file itself
 */
public record ImageFile(ImageType type, byte[] bytes, int width, int height, long memory) {

    /**
     * Reads the header of a file.
     *
     * @param bytes the whole file; must not be changed later
     * @throws InvalidImage if it is none of {@link ImageType}, damaged, of a kind that is not read, or beyond the limits
     */
    public static ImageFile open(byte[] bytes, ImageLimits limits) {
        limits.checkBytes(bytes.length);
        ImageType type = ImageType.of(bytes)
                .orElseThrow(() -> InvalidImage.unsupported("The image is neither JPEG nor PNG nor TIFF."));
        return ImageFormat.of(type).open(bytes, limits);
    }

    /**
     * Decodes the pixels. This computes: some tenths of a second for ten million pixels.
     *
     * @throws InvalidImage if the file is damaged, or of a kind that is not read
     */
    public Photograph decode() {
        try {
            return ImageFormat.of(type).decode(this);
        } catch (IOException | RuntimeException e) {
            if (e instanceof InvalidImage known) {
                throw known;
            }
            // Decoders throw both kinds of exceptions for damaged files.
            throw InvalidImage.damaged("It cannot be decoded.", e);
        }
    }
}
