package dev.lutra.format;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;

/**
 * A PNG file, read chunk by chunk (ISO/IEC 15948, 5.3). Signature and header come first, so that a caller can check
 * them before the rest is read. Every checksum is verified. Chunks that do not affect the samples are dropped.
 */
final class PngFile {

    /**
     * The image data beyond the deflated samples: the block headers of a deflater that cannot compress, and small
     * parts.
     */
    private static final long DEFLATE_OVERHEAD = 1 << 16;

    /** The bytes of the length and type of a chunk. */
    private static final int START = 2 * Integer.BYTES;

    private static final int HEADER_LENGTH = 13;
    private static final int MAX_PALETTE = 3 * 256;
    private static final List<String> NEEDED = List.of("IDAT", "PLTE", "tRNS", "IEND");

    private final InputStream in;
    private final long maxBytes;
    private final byte[] buffer = new byte[1 << 14];
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final ByteBuffer header;
    private long read;

    /**
     * Reads signature and header.
     *
     * @param maxBytes the largest number of bytes of the file
     * @throws InvalidLutFile if it is not a PNG, or its header is damaged
     */
    PngFile(InputStream in, int maxBytes) throws IOException {
        this.in = in;
        this.maxBytes = maxBytes;
        byte[] signature = in.readNBytes(PngChunks.SIGNATURE.length);
        if (!Arrays.equals(signature, PngChunks.SIGNATURE)) {
            throw new InvalidLutFile("hald-not-png", "the file does not start like a PNG image");
        }
        read = signature.length;
        Chunk first = chunk();
        if (!first.type.equals("IHDR") || first.length != HEADER_LENGTH) {
            throw damaged();
        }
        kept.writeBytes(signature);
        copy(first, kept);
        header = ByteBuffer.wrap(kept.toByteArray()).slice(signature.length + START, HEADER_LENGTH);
    }

    /** The number of pixels in a row. */
    int width() {
        return header.getInt(0);
    }

    /** The number of rows. */
    int height() {
        return header.getInt(Integer.BYTES);
    }

    /**
     * Reads the rest, in memory for the number of samples in the header.
     *
     * @return the file, without the parts that do not affect its samples
     * @throws InvalidLutFile if it is damaged, truncated, or longer than its header or the limit permits
     */
    byte[] readToEnd() throws IOException {
        long room = sampleBytes() + sampleBytes() / 1000 + DEFLATE_OVERHEAD;
        Chunk chunk;
        do {
            chunk = chunk();
            boolean needed = NEEDED.contains(chunk.type);
            room -= needed ? chunk.length : 0;
            if (room < 0 || (needed && !chunk.type.equals("IDAT") && chunk.length > MAX_PALETTE)) {
                throw new InvalidLutFile("hald-damaged", "the PNG image has more data than its size needs");
            }
            copy(chunk, needed ? kept : OutputStream.nullOutputStream());
        } while (!chunk.type.equals("IEND"));
        return kept.toByteArray();
    }

    /** The bytes of all rows with their filters. The caller must reject sizes beyond those of lattices before. */
    private long sampleBytes() {
        int depth = header.get(8);
        int samples = switch (header.get(9)) {
            case 2 -> 3;
            case 4 -> 2;
            case 6 -> 4;
            default -> 1;
        };
        return height() * (1 + Math.ceilDiv((long) width() * samples * Math.max(depth, 1), Byte.SIZE));
    }

    private record Chunk(int length, String type) {}

    private Chunk chunk() throws IOException {
        ByteBuffer start = ByteBuffer.wrap(bytes(START));
        int length = start.getInt();
        if (length < 0) {
            throw damaged();
        }
        return new Chunk(length, StandardCharsets.ISO_8859_1.decode(start).toString());
    }

    private void copy(Chunk chunk, OutputStream out) throws IOException {
        byte[] type = PngChunks.type(chunk.type);
        out.write(ByteBuffer.allocate(START).putInt(chunk.length).put(type).array());
        var crc = new CRC32();
        crc.update(type);
        int missing = chunk.length;
        while (missing > 0) {
            int count = in.read(buffer, 0, Math.min(buffer.length, missing));
            if (count < 0) {
                throw damaged();
            }
            count(count);
            missing -= count;
            crc.update(buffer, 0, count);
            out.write(buffer, 0, count);
        }
        byte[] expected = bytes(Integer.BYTES);
        if (ByteBuffer.wrap(expected).getInt() != (int) crc.getValue()) {
            throw damaged();
        }
        out.write(expected);
    }

    private byte[] bytes(int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw damaged();
        }
        count(count);
        return bytes;
    }

    private void count(int bytes) {
        read += bytes;
        if (read > maxBytes) {
            throw new InvalidLutFile("file-too-large", "the file has more than %d bytes".formatted(maxBytes));
        }
    }

    private static InvalidLutFile damaged() {
        return new InvalidLutFile("hald-damaged", "the PNG image is damaged, or was cut off");
    }
}
