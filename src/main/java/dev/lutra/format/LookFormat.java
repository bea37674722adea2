package dev.lutra.format;

import dev.lutra.color.LatticeWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The look files of IRIDAS SpeedGrade: XML with layers of a grade, and the lattice that they make. {@link LookReader}
 * gives the grammar. {@link LookWriter} writes the lattice alone, without the title, for which the format has no place.
 */
final class LookFormat extends SizedTextFormat {

    private static final int LINE = 25;

    LookFormat() {
        super("look");
    }

    /** No media type of its own is registered. */
    @Override
    public String mediaType() {
        return "application/xml";
    }

    @Override
    public boolean recognises(FileStart start) {
        return XmlRoot.is(start, "look");
    }

    @Override
    public LutFile read(InputStream in, FormatLimits limits) throws IOException {
        return new LookReader(in, limits).read();
    }

    @Override
    int lineBytes() {
        return LINE;
    }

    @Override
    LatticeWriter writer(OutputStream out, int size, LutHeader header) throws IOException {
        return new LookWriter(out, size);
    }
}
