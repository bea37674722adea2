package dev.lutra.library.upload;

import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;
import dev.lutra.format.CubeWriter;
import dev.lutra.format.PngWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Files to upload. */
public final class TestUploads {

    private TestUploads() {}

    public static Uploads.File file(String name, byte[] content) {
        return new Uploads.File() {

            @Override
            public String name() {
                return name;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(content);
            }
        };
    }

    public static Uploads.File file(String name, long seed, int size) {
        return file(name, cube(look(seed, size)));
    }

    public static Lut3d look(long seed, int size) {
        var random = new SplittableRandom(seed);
        var lattice = new float[3 * size * size * size];
        for (int i = 0; i < lattice.length; i++) {
            lattice[i] = Math.round(random.nextFloat() * 1e6f) / 1e6f;
        }
        return new Lut3d(size, RgbBox.UNIT, lattice);
    }

    public static byte[] cube(Lut3d lut) {
        var out = new ByteArrayOutputStream();
        try (var writer = new CubeWriter(out, "x", lut.size(), lut.domain())) {
            writer.accept(lut.lattice(), lut.points());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** A Hald image of 8 or 16 bits, of the identity with some noise: an image of nothing but noise is refused. */
    public static byte[] hald(long seed, int level, int depth) {
        var out = new ByteArrayOutputStream();
        Lut3d look = Lut3d.identity(level * level);
        float[] noise = look(seed, level * level).lattice();
        for (int i = 0; i < noise.length; i++) {
            look.lattice()[i] = 0.9f * look.lattice()[i] + 0.1f * noise[i];
        }
        try (var writer = new PngWriter(out, level * level * level, level * level * level, depth)) {
            writer.accept(look.lattice(), look.points());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    public static byte[] zip(Map<String, byte[]> entries) {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
