package dev.lutra.format;

import java.io.IOException;
import java.io.InputStream;

/**
 * The 1D LUTs of Sony Pictures Imageworks, {@code .spi1d}. {@link Spi1dReader} gives the grammar. They are only read: a
 * look is more than a curve.
 */
final class Spi1dFormat extends TextFormat {

    Spi1dFormat() {
        super("spi1d");
    }

    @Override
    public boolean recognises(FileStart start) {
        return Spi1dReader.MARK.matcher(start.text()).lookingAt();
    }

    @Override
    public boolean isWritten() {
        return false;
    }

    @Override
    public LutFile read(InputStream in, FormatLimits limits) throws IOException {
        return new Spi1dReader(in, limits).read();
    }

    @Override
    public LutLayout layout(WriteOptions options, WriteLimits limits) {
        throw new UnsupportedOperationException("spi1d files are only read");
    }
}
