package dev.lutra.format;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

/** The chunks that a PNG file consists of (ISO/IEC 15948, 5.3): length, type, data, CRC. */
final class PngChunks {

    static final byte[] HEADER = type("IHDR");
    static final byte[] DATA = type("IDAT");
    static final byte[] END = type("IEND");

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int TYPE_LENGTH = 4;
    private static final int HEADER_LENGTH = 13;

    private final OutputStream out;
    private final CRC32 crc = new CRC32();
    private final ByteBuffer number = ByteBuffer.allocate(Integer.BYTES);

    /** Starts a file: writes the signature. */
    PngChunks(OutputStream out) throws IOException {
        this.out = out;
        out.write(SIGNATURE);
    }

    void write(byte[] type, byte[] data, int length) throws IOException {
        out.write(number.putInt(0, length).array());
        out.write(type);
        out.write(data, 0, length);
        crc.reset();
        crc.update(type);
        crc.update(data, 0, length);
        out.write(number.putInt(0, (int) crc.getValue()).array());
    }

    void flush() throws IOException {
        out.flush();
    }

    /**
     * Checks that a file is a whole PNG: signature, every checksum, nothing cut off.
     *
     * @return the data of its header: width, height, bits of a channel, …
     * @throws InvalidLutFile if it is not
     */
    static ByteBuffer check(byte[] file) {
        if (!Arrays.equals(file, 0, Math.min(file.length, SIGNATURE.length), SIGNATURE, 0, SIGNATURE.length)) {
            throw new InvalidLutFile("hald-not-png", "the file does not start like a PNG image");
        }
        ByteBuffer bytes = ByteBuffer.wrap(file).position(SIGNATURE.length);
        ByteBuffer header = chunk(bytes);
        if (!isOfType(header, HEADER) || header.remaining() != HEADER_LENGTH) {
            throw damaged();
        }
        while (!isOfType(chunk(bytes), END)) {
            // What lies between is the decoder's.
        }
        return header;
    }

    /** Steps over the next chunk. Returns its data, in a buffer that begins with its type. */
    private static ByteBuffer chunk(ByteBuffer bytes) {
        if (bytes.remaining() < Integer.BYTES + TYPE_LENGTH) {
            throw damaged();
        }
        int length = bytes.getInt();
        if (length < 0 || length > bytes.remaining() - TYPE_LENGTH - Integer.BYTES) {
            throw damaged();
        }
        ByteBuffer chunk = bytes.slice(bytes.position(), TYPE_LENGTH + length);
        bytes.position(bytes.position() + chunk.capacity());
        var crc = new CRC32();
        crc.update(chunk);
        if (bytes.getInt() != (int) crc.getValue()) {
            throw damaged();
        }
        return chunk.position(TYPE_LENGTH);
    }

    private static boolean isOfType(ByteBuffer chunk, byte[] type) {
        return chunk.slice(0, TYPE_LENGTH).equals(ByteBuffer.wrap(type));
    }

    private static InvalidLutFile damaged() {
        return new InvalidLutFile("hald-damaged", "the PNG image is damaged, or was cut off");
    }

    private static byte[] type(String name) {
        return name.getBytes(StandardCharsets.US_ASCII);
    }
}
