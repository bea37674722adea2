package dev.lutra.library;

import dev.lutra.color.Domain;
import dev.lutra.color.Lattice;
import dev.lutra.color.Lut3d;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
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

    private LatticeCodec() {}

    static byte[] encode(Lut3d lut) {
        var palette = Palette.of(lut.lattice());
        var bytes = new ByteArrayOutputStream(lut.lattice().length);
        var deflater = new Deflater(LEVEL);
        try (var header = new DataOutputStream(bytes)) {
            header.writeShort(lut.size());
            header.writeShort(palette == null ? 0 : palette.size());
            try (var out = new DataOutputStream(new DeflaterOutputStream(bytes, deflater))) {
                if (palette == null) {
                    out.write(planes(lut.lattice()));
                } else {
                    for (float value : palette.values()) {
                        out.writeFloat(value);
                    }
                    out.write(steps(palette, lut.lattice()));
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
                fromPlanes(in.readNBytes(lattice.length * Float.BYTES), lattice);
            } else {
                for (int i = 0; i < palette.length; i++) {
                    palette[i] = in.readFloat();
                }
                fromSteps(in.readNBytes(lattice.length), palette, lattice);
            }
            return new Lut3d(size, domain, lattice);
        } catch (IOException e) {
            throw new UncheckedIOException("a stored lattice is damaged", e);
        }
    }

    private static byte[] steps(Palette palette, float[] lattice) {
        var steps = new byte[lattice.length];
        var last = new int[3];
        for (int i = 0; i < lattice.length; i++) {
            int index = palette.index(lattice[i]);
            steps[i] = (byte) (index - last[i % 3]);
            last[i % 3] = index;
        }
        return steps;
    }

    private static void fromSteps(byte[] steps, float[] palette, float[] lattice) {
        var last = new int[3];
        for (int i = 0; i < lattice.length; i++) {
            last[i % 3] = last[i % 3] + steps[i] & 0xFF;
            lattice[i] = palette[last[i % 3]];
        }
    }

    private static byte[] planes(float[] lattice) {
        var planes = new byte[lattice.length * Float.BYTES];
        for (int i = 0; i < lattice.length; i++) {
            int bits = Float.floatToRawIntBits(lattice[i]);
            planes[i] = (byte) (bits >>> 24);
            planes[lattice.length + i] = (byte) (bits >>> 16);
            planes[2 * lattice.length + i] = (byte) (bits >>> 8);
            planes[3 * lattice.length + i] = (byte) bits;
        }
        return planes;
    }

    private static void fromPlanes(byte[] planes, float[] lattice) {
        for (int i = 0; i < lattice.length; i++) {
            lattice[i] = Float.intBitsToFloat(planes[i] << 24
                    | (planes[lattice.length + i] & 0xFF) << 16
                    | (planes[2 * lattice.length + i] & 0xFF) << 8
                    | planes[3 * lattice.length + i] & 0xFF);
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
