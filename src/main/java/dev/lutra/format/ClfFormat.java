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
final class ClfFormat implements LutFormat {

    @Override
    public String name() {
        return "clf";
    }

    @Override
    public String extension() {
        return "clf";
    }

    /** No media type of its own is registered. */
    @Override
    public String mediaType() {
        return "application/xml";
    }

    @Override
    public boolean isText() {
        return true;
    }

    @Override
    public List<String> extensions() {
        return List.of("clf", "ctf");
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
    public LutLayout layout(WriteOptions options, WriteLimits limits) {
        return new Clf(LatticeSizes.chosen(options, limits));
    }

    private record Clf(int size) implements LutLayout {

        /** The bytes of a line: three numbers of eight characters, the blanks between them and the line end. */
        private static final int LINE = 27;

        private static final int HEADER = 1024;

        @Override
        public LutFormat format() {
            return LutFormats.CLF;
        }

        @Override
        public long estimatedBytes() {
            return HEADER + (long) LINE * size * size * size;
        }

        @Override
        public boolean holdsDomain() {
            return true;
        }

        @Override
        public boolean holdsShaper() {
            return true;
        }

        @Override
        public String fileName(String name) {
            return "%s-%d.clf".formatted(name, size);
        }

        @Override
        public LatticeWriter begin(OutputStream out, LutHeader header) throws IOException {
            return ClfWriter.begin(out, size, header);
        }
    }
}
