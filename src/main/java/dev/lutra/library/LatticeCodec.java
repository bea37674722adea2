package dev.lutra.library;

import dev.lutra.color.Domain;
import dev.lutra.color.Lattice;
import dev.lutra.color.Lut3d;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * The stored form of a lattice, exact to the bit: its size in two bytes, then its floats deflated. First the highest
 * bytes of all floats, then the next: those of one rank are alike.
 */
final class LatticeCodec {

    private static final int LEVEL = 5;

    private LatticeCodec() {}

    static byte[] encode(Lut3d lut) {
        float[] lattice = lut.lattice();
        var planes = new byte[lattice.length * Float.BYTES];
        for (int i = 0; i < lattice.length; i++) {
            int bits = Float.floatToRawIntBits(lattice[i]);
            planes[i] = (byte) (bits >>> 24);
            planes[lattice.length + i] = (byte) (bits >>> 16);
            planes[2 * lattice.length + i] = (byte) (bits >>> 8);
            planes[3 * lattice.length + i] = (byte) bits;
        }
        var bytes = new ByteArrayOutputStream(planes.length / 4);
        bytes.writeBytes(
                ByteBuffer.allocate(Short.BYTES).putShort((short) lut.size()).array());
        var deflater = new Deflater(LEVEL);
        try (var out = new DeflaterOutputStream(bytes, deflater)) {
            out.write(planes);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        } finally {
            deflater.end();
        }
        return bytes.toByteArray();
    }

    static Lut3d decode(byte[] bytes, Domain domain) {
        int size = ByteBuffer.wrap(bytes).getShort();
        var lattice = new float[3 * Lattice.points(size)];
        byte[] planes;
        try (var in =
                new InflaterInputStream(new ByteArrayInputStream(bytes, Short.BYTES, bytes.length - Short.BYTES))) {
            planes = in.readNBytes(lattice.length * Float.BYTES);
        } catch (IOException e) {
            throw new UncheckedIOException("a stored lattice is damaged", e);
        }
        for (int i = 0; i < lattice.length; i++) {
            lattice[i] = Float.intBitsToFloat(planes[i] << 24
                    | (planes[lattice.length + i] & 0xFF) << 16
                    | (planes[2 * lattice.length + i] & 0xFF) << 8
                    | planes[3 * lattice.length + i] & 0xFF);
        }
        return new Lut3d(size, domain, lattice);
    }
}
