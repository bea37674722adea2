package dev.lutra.pair;

import dev.lutra.color.LatticeWriter;
import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;
import dev.lutra.format.LutHeader;
import dev.lutra.format.LutLayout;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** A look from a pair as a LUT file in memory. */
final class PairFile {

    private static final String TITLE = "Look from a pair";

    private PairFile() {}

    static byte[] write(Lut3d look, LutLayout layout) throws IOException {
        var file = new ByteArrayOutputStream();
        try (LatticeWriter writer = layout.begin(file, LutHeader.of(TITLE, RgbBox.UNIT))) {
            writer.accept(look.lattice(), look.lattice().length / 3);
        }
        return file.toByteArray();
    }
}
