package dev.lutra.library;

import dev.lutra.color.Lut3d;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Stores lattices as versions before the seventh migration did. */
public final class OldLattices {

    private static final int LEVEL = 5;
    private static final int BUFFER = 1 << 14;
    private static final int TOP_BYTE = 24;

    private OldLattices() {}

    /** Puts lattices in place of the files that were uploaded, by slug. */
    public static void putInPlaceOfFiles(JdbcClient jdbc, Map<String, Lut3d> luts) {
        luts.forEach((slug, lut) -> {
            jdbc.sql("delete from source where lut_id = (select id from lut where slug = ?)")
                    .param(slug)
                    .update();
            insert(jdbc, slug, lut);
        });
        jdbc.sql("update library set version = version + 1").update();
    }

    /** Adds the source of a LUT. */
    static void insert(JdbcClient jdbc, String slug, Lut3d lut) {
        jdbc.sql("insert into source (id, lut_id, lattice) values (?, (select id from lut where slug = ?), ?)")
                .param(UUID.randomUUID())
                .param(slug)
                .param(encode(lut))
                .update();
    }

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
