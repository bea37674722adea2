package dev.lutra.format;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** The chunks of a PNG file (ISO/IEC 15948, 5.3): length, type, data, CRC. */
final class PngChunks {

    static final byte[] HEADER = type("IHDR");
    static final byte[] DATA = type("IDAT");
    static final byte[] END = type("IEND");

    static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

    private final OutputStream out;
    private final CRC32 crc = new CRC32();
    private final ByteBuffer number = ByteBuffer.allocate(Integer.BYTES);

    /** Starts a file, and writes the signature. */
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

    static byte[] type(String name) {
        return name.getBytes(StandardCharsets.ISO_8859_1);
    }
}
