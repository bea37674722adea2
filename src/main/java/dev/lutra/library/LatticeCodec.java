package dev.lutra.library;

import dev.lutra.color.Domain;
import dev.lutra.color.Lattice;
import dev.lutra.color.Lut3d;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The stored form of a lattice, exact to the bit: its size and the length of its palette in two bytes each, then,
 * deflated, the lattice. One of few values (most LUTs have 8 bits) is a palette of ascending floats and for each value
 * the step, modulo 256, from the index of the value before it in the same channel. One of many values has no palette:
 * first the highest bytes of all floats, then the next, as those of one rank are alike.
 */
final class LatticeCodec {

    private static final int LEVEL = 5;
    private static final int BUFFER = 1 << 14;
    private static final int TOP_BYTE = 24;

    private LatticeCodec() {}

    static byte[] encode(Lut3d lut) {
        var palette = Palette.of(lut.lattice());
        var bytes = new ByteArrayOutputStream(lut.lattice().length);
        var deflater = new Deflater(LEVEL);
        try (var header = new DataOutputStream(bytes)) {
            header.writeShort(lut.size());
            header.writeShort(palette == null ? 0 : palette.size());
            try (var out = new DataOutputStream(new DeflaterOutputStream(bytes, deflater, BUFFER))) {
                if (palette == null) {
                    writePlanes(lut.lattice(), out);
                } else {
                    for (float value : palette.values()) {
                        out.writeFloat(value);
                    }
                    writeSteps(palette, lut.lattice(), out);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        } finally {
            deflater.end();
        }
        return bytes.toByteArray();
    }

    static Lut3d decode(byte[] bytes, Domain domain) {
        try (var header = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int size = header.readUnsignedShort();
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
        } catch (IOException e) {
            throw new UncheckedIOException("a stored lattice is damaged", e);
        }
    }

    private static void writeSteps(Palette palette, float[] lattice, OutputStream out) throws IOException {
        var last = new int[3];
        var steps = new byte[BUFFER];
        for (int from = 0; from < lattice.length; from += BUFFER) {
            int count = Math.min(BUFFER, lattice.length - from);
            for (int i = 0; i < count; i++) {
                int channel = (from + i) % 3;
                int index = palette.index(lattice[from + i]);
                steps[i] = (byte) (index - last[channel]);
                last[channel] = index;
            }
            out.write(steps, 0, count);
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
                lattice[from + i] = palette[last[channel]];
            }
        }
    }

    private static void writePlanes(float[] lattice, OutputStream out) throws IOException {
        var plane = new byte[BUFFER];
        for (int shift = TOP_BYTE; shift >= 0; shift -= Byte.SIZE) {
            for (int from = 0; from < lattice.length; from += BUFFER) {
                int count = Math.min(BUFFER, lattice.length - from);
                for (int i = 0; i < count; i++) {
                    plane[i] = (byte) (Float.floatToRawIntBits(lattice[from + i]) >>> shift);
                }
                out.write(plane, 0, count);
            }
        }
    }

    /** Into the lattice itself, byte by byte of each float: a second one of 256 points an edge would take 200 MB. */
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

    /**
     * The values of a lattice, if they are few.
     *
     * @param values ascending, 1…256
     */
    private record Palette(float[] values, short[] slots) {

        private static final int MAX = 256;
        private static final int SLOTS = 2048;

        static @Nullable Palette of(float[] lattice) {
            var found = new float[MAX];
            var slots = new short[SLOTS];
            int count = 0;
            for (float value : lattice) {
                int slot = slot(value, slots, found);
                if (slots[slot] == 0) {
                    if (count == MAX) {
                        return null;
                    }
                    found[count++] = value;
                    slots[slot] = (short) count;
                }
            }
            float[] sorted = Arrays.copyOf(found, count);
            Arrays.sort(sorted);
            var bySlot = new short[SLOTS];
            for (int i = 0; i < count; i++) {
                bySlot[slot(sorted[i], bySlot, sorted)] = (short) (i + 1);
            }
            return new Palette(sorted, bySlot);
        }

        int size() {
            return values.length;
        }

        int index(float value) {
            return slots[slot(value, slots, values)] - 1;
        }

        /** Where a value stands, or is to stand: a slot holds the index of a value and 1, or 0. Bits count, as of −0. */
        private static int slot(float value, short[] slots, float[] values) {
            int bits = Float.floatToRawIntBits(value);
            int slot = (bits * 0x9E3779B9) >>> 21;
            while (slots[slot] != 0 && Float.floatToRawIntBits(values[slots[slot] - 1]) != bits) {
                slot = slot + 1 & SLOTS - 1;
            }
            return slot;
        }
    }
}
