package dev.lutra.format;

import dev.lutra.color.LatticeWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.regex.Pattern;

/**
 * The text of Nuke's node Vectorfield. {@link VfReader} gives the grammar. It is written for inputs 0…1, blue fastest.
 */
final class VfFormat implements LutFormat {

    private static final Pattern FIRST_LINE = Pattern.compile("(?i)#Inventor\\s.*", Pattern.DOTALL);

    @Override
    public String name() {
        return "vf";
    }

    @Override
    public String extension() {
        return "vf";
    }

    /** No media type is registered. As text, browsers and tools display it. */
    @Override
    public String mediaType() {
        return "text/plain";
    }

    @Override
    public boolean isText() {
        return true;
    }

    @Override
    public boolean recognises(FileStart start) {
        return FIRST_LINE.matcher(start.text()).matches();
    }

    @Override
    public LutFile read(InputStream in, FormatLimits limits) throws IOException {
        return new VfReader(in, limits).read();
    }

    @Override
    public LutLayout layout(WriteOptions options, WriteLimits limits) {
        return new Vf(LatticeSizes.chosen(options, limits));
    }

    private record Vf(int size) implements LutLayout {

        /** The bytes of a line: three numbers of eight characters, the blanks between them and the line end. */
        private static final int LINE = 27;

        private static final int HEADER = 512;

        @Override
        public LutFormat format() {
            return LutFormats.VF;
        }

        @Override
        public long estimatedBytes() {
            return HEADER + (long) LINE * size * size * size;
        }

        @Override
        public boolean holdsDomain() {
            return false;
        }

        @Override
        public String fileName(String name) {
            return "%s-%d.vf".formatted(name, size);
        }

        /** Ignores the title, for which the format has no place. */
        @Override
        public LatticeWriter begin(OutputStream out, LutHeader header) throws IOException {
            var text = new NumberText(out, header.exact());
            String scale = Float.toString(1f / size);
            text.text("#Inventor V2.1 ascii\ngrid_size %d %d %d\n".formatted(size, size, size));
            text.text("global_transform %1$s 0 0 0  0 %1$s 0 0  0 0 %1$s 0  0 0 0 1\ndata\n".formatted(scale));
            return new BlueFastestLattice(size, (lattice, points) -> {
                text.rows(lattice, points);
                text.flush();
            });
        }
    }
}
