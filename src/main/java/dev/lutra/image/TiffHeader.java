package dev.lutra.image;

import java.util.Arrays;
import java.util.List;

/**
 * What the first directory of a TIFF says of the pixels (TIFF 6.0).
 *
 * @param bytes the file
 */
record TiffHeader(byte[] bytes, TiffDirectory tags) {

    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int BITS = 258;
    private static final int COMPRESSION = 259;
    private static final int PHOTOMETRIC = 262;
    private static final int STRIPS = 273;
    private static final int SAMPLES = 277;
    private static final int TILE_WIDTH = 322;
    private static final int TILE_HEIGHT = 323;
    private static final int TILES = 324;
    private static final int SAMPLE_FORMAT = 339;

    private static final int UNSIGNED = 1;
    private static final int PALETTE = 3;
    private static final int MAX_SAMPLES = 4;

    /** None, LZW, JPEG, Deflate by both of its numbers, PackBits. */
    private static final List<Long> COMPRESSIONS = List.of(1L, 5L, 7L, 8L, 32946L, 32773L);

    /** White is zero, black is zero, RGB, palette, YCbCr. */
    private static final List<Long> PHOTOMETRICS = List.of(0L, 1L, 2L, 3L, 6L);

    /** The largest tile beyond the edge of an image: tiles of usual files have sides of up to 1,024. */
    private static final int TILE = 4096;

    /** @throws InvalidImage if the directory is damaged */
    static TiffHeader of(byte[] bytes) {
        return new TiffHeader(
                bytes,
                TiffDirectory.of(bytes)
                        .orElseThrow(() -> InvalidImage.damaged("Its directory is not within the file.")));
    }

    /** @throws InvalidImage if the image is beyond the limits, or of a kind that is not read */
    TiffHeader check(ImageLimits limits) {
        limits.checkPixels(tags.number(WIDTH, 0), tags.number(HEIGHT, 0));
        long photometric = tags.number(PHOTOMETRIC, -1);
        long compression = tags.number(COMPRESSION, 1);
        if (!PHOTOMETRICS.contains(photometric) || !COMPRESSIONS.contains(compression)) {
            throw InvalidImage.unsupported(
                    "The TIFF has photometric interpretation %d and compression %d: greys, RGB and palettes are read, uncompressed or with LZW, Deflate, PackBits or JPEG."
                            .formatted(photometric, compression));
        }
        long[] bits = tags.numbers(BITS, MAX_SAMPLES + 1);
        boolean isUnsigned = Arrays.stream(tags.numbers(SAMPLE_FORMAT, MAX_SAMPLES)).allMatch(kind -> kind == UNSIGNED);
        boolean isKnown = isUnsigned
                && samples() >= 1
                && samples() <= MAX_SAMPLES
                && Arrays.stream(bits).allMatch(depth -> depth == bits[0])
                && (depth() == 8 || (depth() == 16 && photometric != PALETTE) || (depth() < 8 && samples() == 1));
        if (!isKnown) {
            throw InvalidImage.unsupported(
                    "The TIFF has %d samples of %d bits%s: up to 4 samples of 8 or 16 bits are read."
                            .formatted(samples(), depth(), isUnsigned ? "" : " that are no unsigned integers"));
        }
        checkPieces();
        return this;
    }

    /** The pieces of the image must not need more memory than the image. */
    private void checkPieces() {
        boolean isTiled = tags.type(TILES) != 0;
        long across = tags.number(TILE_WIDTH, width());
        long down = tags.number(TILE_HEIGHT, height());
        if (tags.type(isTiled ? TILES : STRIPS) == 0 || across < 1 || down < 1) {
            throw InvalidImage.damaged("It does not say where its pixels are.");
        }
        if (isTiled && (across > width() + TILE || down > height() + TILE)) {
            throw InvalidImage.tooLarge("The tiles of %,d × %,d pixels are larger than the image.".formatted(across, down));
        }
    }

    int width() {
        return (int) tags.number(WIDTH, 0);
    }

    int height() {
        return (int) tags.number(HEIGHT, 0);
    }

    private long samples() {
        return tags.number(SAMPLES, 1);
    }

    private long depth() {
        return tags.number(BITS, 1);
    }

    TiffCoding coding() {
        return TiffCoding.of(tags.number(COMPRESSION, 1));
    }

    /** The checked file. The decoder has a strip or tile besides the image, and the encoder the whole file. */
    ImageFile file() {
        long raw = (long) width() * height() * samples() * (depth() > 8 ? 2 : 1);
        return new ImageFile(ImageType.TIFF, bytes, width(), height(), 3 * raw);
    }
}
