package dev.lutra.format;

import java.nio.charset.StandardCharsets;

/** A part of an ICC profile. All numbers are big-endian. Reading beyond its end is a fault of the file. */
final class IccBytes {

    private static final double FIXED = 1 << 16;

    private final byte[] bytes;
    private final int start;
    private final int length;

    private IccBytes(byte[] bytes, int start, int length) {
        this.bytes = bytes;
        this.start = start;
        this.length = length;
    }

    static IccBytes of(byte[] bytes) {
        return new IccBytes(bytes, 0, bytes.length);
    }

    int length() {
        return length;
    }

    /** A part of this part. */
    IccBytes part(long offset, long size) {
        return new IccBytes(bytes, start + require(offset, size), (int) size);
    }

    /** The part from an offset to the end. */
    IccBytes from(long offset) {
        return part(offset, Math.max(length - offset, 0));
    }

    int u8(int offset) {
        return bytes[start + require(offset, 1)] & 0xFF;
    }

    int u16(int offset) {
        return u8(offset) << 8 | u8(offset + 1);
    }

    long u32(int offset) {
        return (long) u16(offset) << 16 | u16(offset + 2);
    }

    /** A number of type {@code s15Fixed16}. */
    double fixed(int offset) {
        return (int) u32(offset) / FIXED;
    }

    /** A signature: four characters. */
    String signature(int offset) {
        return text(offset, 4);
    }

    String text(int offset, int size) {
        return new String(bytes, start + require(offset, size), size, StandardCharsets.ISO_8859_1);
    }

    /** Text in UTF-16. */
    String wideText(long offset, long size) {
        return new String(bytes, start + require(offset, size), (int) size, StandardCharsets.UTF_16BE);
    }

    private int require(long offset, long size) {
        if (offset < 0 || size < 0 || offset + size > length) {
            throw new InvalidLutFile(
                    "icc-cut-off",
                    "the profile refers to bytes %d to %d of a part of %d bytes"
                            .formatted(offset, offset + size, length));
        }
        return (int) offset;
    }
}
