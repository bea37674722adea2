package dev.lutra.image;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

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
    private static final int ROWS = 278;
    private static final int STRIP_BYTES = 279;
    private static final int PLANES = 284;
    private static final int COLORS = 320;
    private static final int TILE_WIDTH = 322;
    private static final int TILE_HEIGHT = 323;
    private static final int TILES = 324;
    private static final int TILE_BYTES = 325;
    private static final int SAMPLE_FORMAT = 339;

    private static final int UNSIGNED = 1;
    private static final int PALETTE = 3;
    private static final int MAX_SAMPLES = 4;

    /** None, LZW, Deflate by both of its numbers, PackBits. */
    private static final List<Long> COMPRESSIONS = List.of(1L, 5L, 8L, 32946L, 32773L);

    /** White is zero, black is zero, RGB, palette. */
    private static final List<Long> PHOTOMETRICS = List.of(0L, 1L, 2L, 3L);

    private static final int FILL_ORDER = 266;
    private static final int PREDICTOR = 317;
    private static final int EXTRA_SAMPLES = 338;

    /** The tags that the decoder gets, with few values. */
    private static final List<Integer> SMALL = List.of(
            WIDTH,
            HEIGHT,
            BITS,
            COMPRESSION,
            PHOTOMETRIC,
            FILL_ORDER,
            SAMPLES,
            ROWS,
            PLANES,
            PREDICTOR,
            TILE_WIDTH,
            TILE_HEIGHT,
            EXTRA_SAMPLES,
            SAMPLE_FORMAT);

    /** The tags that the decoder gets, with a value for each strip or tile. */
    private static final List<Integer> PLACES = List.of(STRIPS, STRIP_BYTES, TILES, TILE_BYTES);

    /** A palette of 8-bit indices. */
    private static final int MAX_COLORS = 3 * 256;

    /** A strip for each row of the highest image, in planes. */
    private static final long MAX_PIECES = (long) MAX_SAMPLES * ImageLimits.MAX_SIDE;

    /** RowsPerStrip of an image in one strip. */
    private static final long ALL_ROWS = 0xFFFFFFFFL;

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
                    "The TIFF has photometric interpretation %d and compression %d: greys, RGB and palettes are read, uncompressed or with LZW, Deflate or PackBits; not JPEG inside TIFF."
                            .formatted(photometric, compression));
        }
        long[] bits = tags.numbers(BITS, MAX_SAMPLES + 1);
        boolean isUnsigned =
                Arrays.stream(tags.numbers(SAMPLE_FORMAT, MAX_SAMPLES)).allMatch(kind -> kind == UNSIGNED);
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
            throw InvalidImage.tooLarge(
                    "The tiles of %,d × %,d pixels are larger than the image.".formatted(across, down));
        }
        long rows = Math.max(1, tags.number(ROWS, ALL_ROWS));
        long pieces = planes()
                * (isTiled
                        ? Math.ceilDiv(width(), across) * Math.ceilDiv(height(), down)
                        : Math.ceilDiv(height(), rows));
        if (pieces > MAX_PIECES) {
            throw InvalidImage.tooLarge(
                    "The TIFF comes in %,d pieces, and at most %,d are read.".formatted(pieces, MAX_PIECES));
        }
        checkCounts(SMALL, MAX_SAMPLES);
        checkCounts(PLACES, pieces);
        checkCounts(List.of(COLORS), MAX_COLORS);
        if (TiffTags.bytes(tags) > bytes.length) {
            throw InvalidImage.damaged("Its tags have more bytes than the file.");
        }
    }

    /** A value can be anywhere in the file, so that few bytes can be the values of many tags. */
    private void checkCounts(List<Integer> numbers, long most) {
        for (int tag : numbers) {
            if (tags.count(tag) > most || !tags.isWhole(tag)) {
                throw InvalidImage.damaged(
                        "Its tag %d has %,d values, and at most %,d can be.".formatted(tag, tags.count(tag), most));
            }
        }
    }

    /** The file as the decoder gets it, which reads all that a directory names: with the tags of the pixels alone. */
    byte[] pixelsAlone() {
        return tags.alone(
                Stream.of(SMALL, PLACES, List.of(COLORS)).flatMap(List::stream).toList());
    }

    private long planes() {
        return tags.number(PLANES, 1) == 2 ? samples() : 1;
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

    /**
     * The checked file. The decoder has a copy of the file and a strip or tile besides the image, and the encoder the whole
     * answer, in which greys may have become RGB.
     */
    ImageFile file() {
        long sample = depth() > 8 ? 2 : 1;
        long pixels = (long) width() * height() * sample;
        long raw = pixels * samples();
        boolean isGrey = samples() < 3 && tags.number(PHOTOMETRIC, 0) != PALETTE;
        long tile = tags.type(TILES) == 0
                ? 0
                : tags.number(TILE_WIDTH, width()) * tags.number(TILE_HEIGHT, height()) * samples() * sample;
        long writing = isGrey ? raw + 2 * pixels * (samples() + 2) : 2 * raw;
        return new ImageFile(
                ImageType.TIFF, bytes, width(), height(), bytes.length + Math.max(3 * raw + tile, writing));
    }
}
