package dev.lutra.format;

import dev.lutra.color.LatticeWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The {@code .itx} files of IRIDAS: a line {@code LUT_3D_SIZE n}, and n³ rows of a lattice over 0…1, red fastest.
 *
 * <p>This is the core of the cube format of the same maker, so {@link CubeReader} reads them, with the keywords that it
 * knows besides. Only the extension tells them from cube files.
 */
final class ItxFormat extends SizedTextFormat {

    ItxFormat() {
        super("itx");
    }

    @Override
    public boolean recognises(FileStart start) {
        return start.hasExtension(extension()) && CubeFormat.hasSize(start);
    }

    @Override
    public LutFile read(InputStream in, FormatLimits limits) throws IOException {
        return new CubeReader(in, limits, name()).read();
    }

    @Override
    LatticeWriter writer(OutputStream out, int size, LutHeader header) throws IOException {
        var text = new NumberText(out, header.exact());
        text.text("LUT_3D_SIZE %d\n\n".formatted(size));
        return new TextLatticeWriter(text, size);
    }
}
