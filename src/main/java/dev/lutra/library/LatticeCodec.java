package dev.lutra.library;

import dev.lutra.color.Lattice;
import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.zip.InflaterInputStream;

/**
 * Decodes the lossless form in which older versions stored a lattice. The size of the lattice and the length of its
 * palette come first, in two bytes each; the deflated lattice follows. A lattice of few different values (most LUTs
 * have 8 bits) has a palette of ascending floats, and for each value the difference, modulo 256, of its palette index
 * to that of the previous value in the same channel. A lattice of many different values has no palette: the highest
 * bytes of all floats come first, then the second highest and so on, because bytes of the same rank are similar.
 */
final class LatticeCodec {

    private static final int BUFFER = 1 << 14;
    private static final int TOP_BYTE = 24;

    private LatticeCodec() {}

    /**
     * Reads a lattice.
     *
     * @param size the expected size, in points along an axis
     * @throws IOException if the bytes are damaged
     */
    static Lut3d decode(byte[] bytes, int size, RgbBox domain) throws IOException {
        try (var header = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (header.readUnsignedShort() != size) {
                throw new IOException("the stored lattice has another size");
            }
            var palette = new float[header.readUnsignedShort()];
            var lattice = new float[3 * Lattice.points(size)];
            var in = new DataInputStream(new InflaterInputStream(header));
            if (palette.length == 0) {
                readPlanes(in, lattice);
            } else {
                for (int i = 0; i < palette.length; i++) {
                    palette[i] = in.readFloat();
                }
                readSteps(in, palette, lattice);
            }
            return new Lut3d(size, domain, lattice);
        }
    }

    private static void readSteps(DataInputStream in, float[] palette, float[] lattice) throws IOException {
        var last = new int[3];
        var steps = new byte[BUFFER];
        for (int from = 0; from < lattice.length; from += BUFFER) {
            int count = Math.min(BUFFER, lattice.length - from);
            in.readFully(steps, 0, count);
            for (int i = 0; i < count; i++) {
                int channel = (from + i) % 3;
                last[channel] = last[channel] + steps[i] & 0xFF;
                if (last[channel] >= palette.length) {
                    throw new IOException(
                            "the stored lattice has a value outside its palette of %d".formatted(palette.length));
                }
                lattice[from + i] = palette[last[channel]];
            }
        }
    }

    /**
     * Reads each float byte by byte into the lattice itself, because a second lattice of 256³ points would take 200 MB.
     */
    private static void readPlanes(DataInputStream in, float[] lattice) throws IOException {
        var plane = new byte[BUFFER];
        for (int shift = TOP_BYTE; shift >= 0; shift -= Byte.SIZE) {
            for (int from = 0; from < lattice.length; from += BUFFER) {
                int count = Math.min(BUFFER, lattice.length - from);
                in.readFully(plane, 0, count);
                for (int i = 0; i < count; i++) {
                    int bits = Float.floatToRawIntBits(lattice[from + i]) | (plane[i] & 0xFF) << shift;
                    lattice[from + i] = Float.intBitsToFloat(bits);
                }
            }
        }
    }
}
