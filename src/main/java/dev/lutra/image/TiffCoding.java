package dev.lutra.image;

/** How the pixels of a TIFF are compressed. */
enum TiffCoding implements Kept.Coding {
    NONE("None"),
    LZW("LZW"),
    PACK_BITS("PackBits"),
    DEFLATE("ZLib");

    private final String type;

    TiffCoding(String type) {
        this.type = type;
    }

    /** The name that the encoder knows. */
    String type() {
        return type;
    }

    /** The lossless coding of a value of the tag Compression. Pixels that came as JPEG are deflated. */
    static TiffCoding of(long compression) {
        return switch ((int) compression) {
            case 1 -> NONE;
            case 5 -> LZW;
            case 32773 -> PACK_BITS;
            default -> DEFLATE;
        };
    }
}
