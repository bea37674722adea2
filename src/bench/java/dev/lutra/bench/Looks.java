package dev.lutra.bench;

import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;
import dev.lutra.format.InvalidOptions;
import dev.lutra.format.LutFormat;
import dev.lutra.format.LutHeader;
import dev.lutra.format.LutLayout;
import dev.lutra.format.WriteLimits;
import dev.lutra.format.WriteOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** What the benchmarks work on: a bent, slightly mixed look. */
final class Looks {

    private Looks() {}

    static Lut3d look(int size) {
        float[] lattice = Lut3d.identity(size).lattice();
        for (int i = 0; i < lattice.length; i += 3) {
            float red = lattice[i];
            float green = lattice[i + 1];
            float blue = lattice[i + 2];
            lattice[i] = (float) (0.9 * Math.sqrt(red) + 0.1 * green);
            lattice[i + 1] = (float) (0.95 * green * green + 0.02 + 0.02 * Math.sin(9 * blue));
            lattice[i + 2] = 0.2f + 0.7f * blue - 0.1f * red;
        }
        return new Lut3d(size, RgbBox.UNIT, lattice);
    }

    /** The layout of 33 points along an edge, or the usual one of a format that lacks that size. */
    static LutLayout layout(LutFormat format) {
        try {
            return format.layout(WriteOptions.ofSize(33), WriteLimits.NONE);
        } catch (InvalidOptions e) {
            return format.layout(WriteOptions.NONE, WriteLimits.NONE);
        }
    }

    static void write(Lut3d lut, LutLayout layout, OutputStream out) throws IOException {
        try (var writer = layout.begin(out, LutHeader.of("Look", lut.domain()))) {
            writer.accept(lut.lattice(), lut.points());
        }
    }

    /** The look as a file. */
    static byte[] file(LutFormat format) throws IOException {
        LutLayout layout = layout(format);
        var out = new ByteArrayOutputStream();
        write(look(layout.size()), layout, out);
        return out.toByteArray();
    }
}
