package dev.lutra.image;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.InflaterInputStream;

/** ICC profiles of grey images (ISO 15076-1). A coloured image with one contradicts itself. */
final class GreyProfile {

    private static final String JPEG_NAME = "ICC_PROFILE\0";

    /** The place of the colour space in the header of a profile, and its length. */
    private static final int COLOR_SPACE = 16;

    private static final int LENGTH = 4;

    private GreyProfile() {}

    /** What is kept of a file whose image is coloured now: everything without a profile for greys. */
    static Kept without(Kept kept, ImageType type) {
        List<Kept.Block> profile =
                kept.blocks().stream().filter(block -> isProfile(block, type)).toList();
        if (profile.stream().noneMatch(block -> isGrey(block, type))) {
            return kept;
        }
        List<Kept.Block> others =
                kept.blocks().stream().filter(block -> !isProfile(block, type)).toList();
        return new Kept(others, kept.orientation(), kept.coding(), kept.warnings())
                .warning("the colour profile was left out, because it is for greys, and the image is coloured now");
    }

    private static boolean isProfile(Kept.Block block, ImageType type) {
        return switch (type) {
            case JPEG -> block.kind() == JpegSegments.APP2;
            case PNG -> block.kind() == PngChunks.PROFILE;
            case TIFF -> block.kind() == TiffTags.PROFILE;
        };
    }

    private static boolean isGrey(Kept.Block block, ImageType type) {
        byte[] data = block.data();
        byte[] start = switch (type) {
            // The number of the segment and of all follow the name.
            case JPEG ->
                data.length > JPEG_NAME.length() && data[JPEG_NAME.length()] == 1
                        ? startAt(data, JPEG_NAME.length() + 2)
                        : new byte[0];
            case PNG -> unpacked(data);
            case TIFF -> startAt(data, 0);
        };
        return start.length == COLOR_SPACE + LENGTH
                && new String(start, COLOR_SPACE, LENGTH, StandardCharsets.ISO_8859_1).equals("GRAY");
    }

    private static byte[] startAt(byte[] data, int at) {
        return Arrays.copyOfRange(data, Math.min(at, data.length), Math.min(at + COLOR_SPACE + LENGTH, data.length));
    }

    /** The start of a profile in a PNG, which is packed after a name and the number of the method. */
    private static byte[] unpacked(byte[] data) {
        int name = 0;
        while (name < data.length && data[name] != 0) {
            name++;
        }
        int at = Math.min(name + 2, data.length);
        try (var in = new InflaterInputStream(new ByteArrayInputStream(data, at, data.length - at))) {
            return in.readNBytes(COLOR_SPACE + LENGTH);
        } catch (IOException e) {
            // What is no profile is not one for greys.
            return new byte[0];
        }
    }
}
