package dev.lutra.format;

import dev.lutra.color.LatticeWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/**
 * The Common LUT Format of the Academy of Motion Picture Arts and Sciences (SMPTE ST 2136-1), and Autodesk's CTF, which
 * is read. {@link ClfReader} gives the grammar. {@link ClfWriter} writes a LUT1D, if there is a shaper, and a LUT3D.
 */
final class ClfFormat extends SizedTextFormat {

    ClfFormat() {
        super("clf");
    }

    @Override
    public List<String> extensions() {
        return List.of("clf", "ctf");
    }

    /** No media type of its own is registered. */
    @Override
    public String mediaType() {
        return "application/xml";
    }

    @Override
    public boolean recognises(FileStart start) {
        return XmlRoot.is(start, "ProcessList");
    }

    @Override
    public LutFile read(InputStream in, FormatLimits limits) throws IOException {
        return new ClfReader(in, limits).read();
    }

    @Override
    boolean holdsShaper() {
        return true;
    }

    @Override
    LatticeWriter writer(OutputStream out, int size, LutHeader header) throws IOException {
        return ClfWriter.begin(out, size, header);
    }
}
