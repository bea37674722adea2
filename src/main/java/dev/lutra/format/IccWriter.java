package dev.lutra.format;

import dev.lutra.color.CodeValue;
import dev.lutra.color.Lattice;
import dev.lutra.color.LatticeWriter;
import dev.lutra.problem.PlainText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Writes an ICC device-link profile from RGB to RGB, version 4, whose table is of type {@code mft2}: 16 bits for each
 * number, which is clamped to 0…1, and curves that change nothing.
 *
 * <p>The date is always the same, so that equal looks are equal files.
 */
final class IccWriter implements LatticeWriter {

    /** The largest number of points along an axis: it has one byte. */
    static final int MAX_SIZE = 255;

    private static final int WHITE = 0xFFFF;
    private static final int POINT = 3 * Short.BYTES;
    private static final int HEADER = 128;
    private static final int TAG = 12;
    private static final int TABLE_HEADER = 52;

    /** Three curves of two points. */
    private static final int CURVES = 3 * 2 * 2;

    private final OutputStream out;
    private final int size;
    private final String title;
    private final byte[] lattice;
    private int filled;

    /**
     * Starts the file.
     *
     * @param out stays open when this writer is closed
     * @param size points along an axis, 2…255
     */
    IccWriter(OutputStream out, int size, LutHeader header) {
        this.out = out;
        this.size = size;
        String text = header.title() == null ? "" : PlainText.cleaned(header.title());
        title = text.isEmpty() ? "LUT" : text;
        lattice = new byte[POINT * Lattice.points(size)];
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if the lattice has fewer points left
     */
    @Override
    public void accept(float[] rgb, int points) {
        Objects.checkFromIndexSize(0, 3 * points, rgb.length);
        if (points > missing()) {
            throw new IllegalStateException("%d points for a lattice that lacks %d".formatted(points, missing()));
        }
        for (int i = 0; i < points; i++, filled++) {
            int red = filled % size;
            int green = filled / size % size;
            int blue = filled / size / size;
            int at = POINT * (blue + size * (green + size * red));
            for (int channel = 0; channel < 3; channel++) {
                int code = CodeValue.round(rgb[3 * i + channel], WHITE);
                lattice[at + 2 * channel] = (byte) (code >> Byte.SIZE);
                lattice[at + 2 * channel + 1] = (byte) code;
            }
        }
    }

    private int missing() {
        return Lattice.points(size) - filled;
    }

    /** The bytes of the table. */
    static long tableBytes(int size) {
        return TABLE_HEADER + 2L * CURVES + (long) POINT * size * size * size;
    }

    /**
     * Writes the file, and flushes the stream but leaves it open.
     *
     * @throws IllegalStateException if points of the lattice are missing
     */
    @Override
    public void close() throws IOException {
        if (missing() > 0) {
            throw new IllegalStateException("the lattice lacks %d points".formatted(missing()));
        }
        Map<String, byte[]> tags = new LinkedHashMap<>();
        tags.put("desc", IccText.encoded(title));
        tags.put("cprt", IccText.encoded("No copyright is stated"));
        tags.put("pseq", sequence());
        out.write(header(tags).array());
        for (byte[] tag : tags.values()) {
            out.write(tag);
        }
        out.write(tableHeader().array());
        out.write(lattice);
        out.write(curves().array());
        out.write(new byte[padding()]);
        out.flush();
    }

    private int padding() {
        return (int) (-tableBytes(size) & 3);
    }

    private ByteBuffer header(Map<String, byte[]> tags) {
        int start = HEADER + 4 + TAG * (tags.size() + 1);
        long length = start + tableBytes(size) + padding();
        for (byte[] tag : tags.values()) {
            length += tag.length;
        }
        ByteBuffer header = ByteBuffer.allocate(start);
        header.putInt((int) length).putInt(0).putInt(0x04300000);
        put(header, "linkRGB RGB ");
        for (int part : new int[] {2000, 1, 1, 0, 0, 0}) {
            header.putShort((short) part);
        }
        put(header, "acsp");
        // The connection space has the white D50 in every profile.
        header.putInt(68, 0xF6D6).putInt(72, 0x10000).putInt(76, 0xD32D);
        header.position(HEADER).putInt(tags.size() + 1);
        int at = start;
        for (Map.Entry<String, byte[]> tag : tags.entrySet()) {
            put(header, tag.getKey());
            header.putInt(at).putInt(tag.getValue().length);
            at += tag.getValue().length;
        }
        put(header, "A2B0");
        return header.putInt(at).putInt((int) tableBytes(size));
    }

    /** The profiles that the link was made of: one of which nothing is known, twice. */
    private static byte[] sequence() {
        byte[] name = IccText.encoded("RGB");
        int profile = 20 + 2 * name.length;
        ByteBuffer sequence = ByteBuffer.allocate(12 + 2 * profile);
        put(sequence, "pseq");
        sequence.putInt(0).putInt(2);
        for (int i = 0; i < 2; i++) {
            sequence.put(new byte[20]).put(name).put(name);
        }
        return sequence.array();
    }

    private ByteBuffer tableHeader() {
        ByteBuffer header = ByteBuffer.allocate(TABLE_HEADER + CURVES);
        put(header, "mft2");
        header.putInt(0).put((byte) 3).put((byte) 3).put((byte) size).put((byte) 0);
        for (int i = 0; i < 9; i++) {
            header.putInt(i % 4 == 0 ? 0x10000 : 0);
        }
        return header.putShort((short) 2).putShort((short) 2).put(curves().flip());
    }

    private static ByteBuffer curves() {
        ByteBuffer curves = ByteBuffer.allocate(CURVES);
        for (int channel = 0; channel < 3; channel++) {
            curves.putShort((short) 0).putShort((short) WHITE);
        }
        return curves;
    }

    private static void put(ByteBuffer to, String ascii) {
        to.put(ascii.getBytes(StandardCharsets.US_ASCII));
    }
}
