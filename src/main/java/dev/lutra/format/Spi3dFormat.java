package dev.lutra.format;

import dev.lutra.color.LatticeWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The 3D LUTs of Sony Pictures Imageworks, {@code .spi3d}. {@link Spi3dReader} gives the grammar. Points are written
 * blue fastest, as all programs do, because some readers pass over the indices.
 */
final class Spi3dFormat extends SizedTextFormat {

    private static final int LINE = 36;

    Spi3dFormat() {
        super("spi3d");
    }

    @Override
    public boolean recognises(FileStart start) {
        return start.text().regionMatches(true, 0, Spi3dReader.MARK, 0, Spi3dReader.MARK.length());
    }

    @Override
    public LutFile read(InputStream in, FormatLimits limits) throws IOException {
        return new Spi3dReader(in, limits).read();
    }

    @Override
    int lineBytes() {
        return LINE;
    }

    @Override
    LatticeWriter writer(OutputStream out, int size, LutHeader header) throws IOException {
        var text = new NumberText(out, header.exact());
        text.text("SPILUT 1.0\n3 3\n%d %d %d\n".formatted(size, size, size));
        return new BlueFastestWriter(text, size) {
            @Override
            void point(int red, int green, int blue, float[] lattice, int at) throws IOException {
                text.whole(red, ' ');
                text.whole(green, ' ');
                text.whole(blue, ' ');
                text.number(lattice[at], ' ');
                text.number(lattice[at + 1], ' ');
                text.number(lattice[at + 2], '\n');
            }
        };
    }
}
