package dev.lutra.format;

import dev.lutra.color.LatticeWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The look files of IRIDAS SpeedGrade: XML with layers of a grade, and the lattice that they make. {@link LookReader}
 * gives the grammar. {@link LookWriter} writes the lattice alone.
 */
final class LookFormat implements LutFormat {

    @Override
    public String name() {
        return "look";
    }

    @Override
    public String extension() {
        return "look";
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
    public boolean recognises(FileStart start) {
        return XmlRoot.is(start, "look");
    }

    @Override
    public LutFile read(InputStream in, FormatLimits limits) throws IOException {
        return new LookReader(in, limits).read();
    }

    @Override
    public LutLayout layout(WriteOptions options, WriteLimits limits) {
        return new Look(LatticeSizes.chosen(options, limits));
    }

    private record Look(int size) implements LutLayout {

        /** The bytes of a point: three numbers of eight digits, and the line end. */
        private static final int POINT = 25;

        private static final int HEADER = 512;

        @Override
        public LutFormat format() {
            return LutFormats.LOOK;
        }

        @Override
        public long estimatedBytes() {
            return HEADER + (long) POINT * size * size * size;
        }

        @Override
        public boolean holdsDomain() {
            return false;
        }

        @Override
        public String fileName(String name) {
            return "%s-%d.look".formatted(name, size);
        }

        /** Ignores the title, for which the format has no place. */
        @Override
        public LatticeWriter begin(OutputStream out, LutHeader header) throws IOException {
            return new LookWriter(out, size);
        }
    }
}
