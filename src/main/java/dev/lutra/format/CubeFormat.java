package dev.lutra.format;

import dev.lutra.color.LatticeWriter;
import dev.lutra.problem.FieldFault;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The cube text format of Iridas and Adobe, with the input ranges and shapers of DaVinci Resolve. {@link CubeReader}
 * gives the grammar. {@link CubeWriter} writes one of two dialects: {@code adobe}, which other programs read too and
 * which has no shaper, or {@code resolve}.
 */
final class CubeFormat extends TextFormat {

    private static final String ADOBE = "adobe";
    private static final String RESOLVE = "resolve";
    private static final Pattern SIZE = Pattern.compile("(?im)^[ \\t]*LUT_[13]D_SIZE[ \\t]");

    CubeFormat() {
        super("cube");
    }

    /** Whether a text has a size with a keyword of this format, at the start of a line. */
    static boolean hasSize(FileStart start) {
        return SIZE.matcher(start.text()).find();
    }

    @Override
    public boolean recognises(FileStart start) {
        return hasSize(start);
    }

    @Override
    public LutFile read(InputStream in, FormatLimits limits) throws IOException {
        return new CubeReader(in, limits, name()).read();
    }

    @Override
    public LutLayout layout(WriteOptions options, WriteLimits limits) {
        List<FieldFault> faults = options.faultsBesides("res", "dialect");
        int size = limits.size(options, faults);
        String dialect = options.dialect(ADOBE, RESOLVE, faults);
        InvalidOptions.check(faults);
        return new Cube(size, dialect);
    }

    private record Cube(int size, String dialect) implements LutLayout {

        /** The bytes of a line: three numbers of eight characters, the blanks between them and the line end. */
        private static final int LINE = 27;

        private static final int HEADER = 512;

        /** The points of most shapers. */
        private static final int SHAPER = 4096;

        @Override
        public LutFormat format() {
            return LutFormats.CUBE;
        }

        @Override
        public long estimatedBytes() {
            return HEADER + LINE * (holdsShaper() ? SHAPER : 0) + (long) LINE * size * size * size;
        }

        @Override
        public boolean holdsDomain() {
            return true;
        }

        @Override
        public boolean holdsShaper() {
            return dialect.equals(RESOLVE);
        }

        @Override
        public String fileName(String name) {
            return holdsShaper() ? "%s-%d-resolve.cube".formatted(name, size) : "%s-%d.cube".formatted(name, size);
        }

        @Override
        public LatticeWriter begin(OutputStream out, LutHeader header) throws IOException {
            return holdsShaper() ? CubeWriter.forResolve(out, size, header) : new CubeWriter(out, size, header);
        }
    }
}
