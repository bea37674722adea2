package dev.lutra.image;

import javax.imageio.ImageWriteParam;
import org.jspecify.annotations.Nullable;

/** How the pixels of a TIFF are compressed. */
enum TiffCoding implements Kept.Coding {
    NONE(null),
    LZW("LZW"),
    PACK_BITS("PackBits"),
    DEFLATE("ZLib");

    private final @Nullable String type;

    /** @param type the name that the encoder knows; null for none */
    TiffCoding(@Nullable String type) {
        this.type = type;
    }

    /** Tells an encoder to compress in this way. */
    ImageWriteParam param(ImageWriteParam param) {
        if (type == null) {
            param.setCompressionMode(ImageWriteParam.MODE_DISABLED);
        } else {
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionType(type);
        }
        return param;
    }

    /** The lossless coding of a value of the tag Compression. */
    static TiffCoding of(long compression) {
        return switch ((int) compression) {
            case 1 -> NONE;
            case 5 -> LZW;
            case 32773 -> PACK_BITS;
            default -> DEFLATE;
        };
    }
}
