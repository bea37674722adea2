package dev.lutra.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;

/** The chunks of a PNG file (ISO/IEC 15948, 5.3). Nothing is unpacked. */
final class PngChunks {

    static final int EXIF = kind("eXIf");

    static final int PROFILE = kind("iCCP");

    private static final int SIGNATURE = 8;
    private static final int FRAME = 12;

    /** Encoders write chunks of some kilobytes. Without a limit, empty ones would take many times their length. */
    private static final int MOST = 200_000;

    private static final int HEADER = kind("IHDR");
    private static final int PIXELS = kind("IDAT");
    private static final int END = kind("IEND");

    /** What the pixels need: everything critical, and the transparent colour. */
    private static final List<Integer> DECODED = List.of(HEADER, kind("PLTE"), kind("tRNS"), PIXELS, END);

    /** Colour space, resolution, orientation and text. */
    private static final List<Integer> KEPT = List.of(
            kind("cICP"),
            kind("mDCV"),
            kind("cLLI"),
            PROFILE,
            kind("sRGB"),
            kind("gAMA"),
            kind("cHRM"),
            kind("pHYs"),
            EXIF,
            kind("tEXt"),
            kind("zTXt"),
            kind("iTXt"));

    private final byte[] file;
    private final ByteBuffer data;
    private final List<Chunk> chunks = new ArrayList<>();

    private PngChunks(byte[] file) {
        this.file = file;
        data = ByteBuffer.wrap(file);
    }

    /**
     * A chunk.
     *
     * @param kind the four letters of its name, as a number
     * @param at where it begins, with its length
     * @param length of its data
     */
    record Chunk(int kind, int at, int length) {}

    /**
     * Reads the chunks of a file.
     *
     * @throws InvalidImage if it is damaged
     */
    static PngChunks of(byte[] file) {
        var chunks = new PngChunks(file);
        int at = SIGNATURE;
        while (chunks.isOpen()) {
            Chunk chunk = chunks.chunk(at);
            chunks.chunks.add(chunk);
            if (chunks.chunks.size() > MOST) {
                throw InvalidImage.tooLarge("The image comes in more than %,d chunks.".formatted(MOST));
            }
            at += FRAME + chunk.length;
        }
        Chunk header = chunks.chunks.getFirst();
        if (header.kind != HEADER || header.length != 13) {
            throw InvalidImage.damaged("The header is not at its start.");
        }
        return chunks;
    }

    private boolean isOpen() {
        return chunks.isEmpty() || chunks.getLast().kind != END;
    }

    private Chunk chunk(int at) {
        if (file.length - at < FRAME) {
            throw InvalidImage.damaged("It was cut off.");
        }
        int length = data.getInt(at);
        if (length < 0 || length > file.length - at - FRAME) {
            throw InvalidImage.damaged("It was cut off.");
        }
        var crc = new CRC32();
        crc.update(file, at + 4, 4 + length);
        if ((int) crc.getValue() != data.getInt(at + 8 + length)) {
            throw InvalidImage.damaged("The checksum at byte %,d is wrong.".formatted(at));
        }
        return new Chunk(data.getInt(at + 4), at, length);
    }

    int width() {
        return data.getInt(SIGNATURE + 8);
    }

    int height() {
        return data.getInt(SIGNATURE + 12);
    }

    /** The bytes of a decoded pixel. A transparent colour adds a channel. */
    int bytesPerPixel() {
        int channels = switch (file[SIGNATURE + 17]) {
            case 0, 4 -> 2;
            case 3 -> 1;
            default -> 4;
        };
        return channels * bytesPerSample();
    }

    /** The bytes of a pixel after the look, which may make colours of greys. */
    int bytesPerGradedPixel() {
        return file[SIGNATURE + 17] == 3 ? 1 : 4 * bytesPerSample();
    }

    boolean isGrey() {
        return file[SIGNATURE + 17] == 0 || file[SIGNATURE + 17] == 4;
    }

    private int bytesPerSample() {
        return file[SIGNATURE + 16] > 8 ? 2 : 1;
    }

    /** The chunks that are copied into the answer, in the order of the file. */
    List<Chunk> kept() {
        return chunks.stream().filter(chunk -> KEPT.contains(chunk.kind)).toList();
    }

    byte[] data(Chunk chunk) {
        return Arrays.copyOfRange(file, chunk.at + 8, chunk.at + 8 + chunk.length);
    }

    /** The file with only the chunks that the pixels need: others may hold packed text of any size. */
    byte[] pixelsAlone() {
        var alone = new ByteArrayOutputStream(file.length);
        alone.write(file, 0, SIGNATURE);
        for (Chunk chunk : chunks) {
            if (DECODED.contains(chunk.kind)) {
                alone.write(file, chunk.at, FRAME + chunk.length);
            }
        }
        return alone.toByteArray();
    }

    private static int kind(String name) {
        return ByteBuffer.wrap(name.getBytes(StandardCharsets.ISO_8859_1)).getInt();
    }
}
