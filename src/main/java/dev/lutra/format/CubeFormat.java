package dev.lutra.format;

import dev.lutra.color.LatticeWriter;
import dev.lutra.color.Lut3d;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The cube text format of Iridas and Adobe, with the input ranges and shapers of DaVinci Resolve. {@link CubeReader}
 * gives the grammar. {@link CubeWriter} writes the part that is in Adobe's specification.
 */
final class CubeFormat implements LutFormat {

    private static final int DEFAULT_SIZE = 33;
    private static final Pattern SIZE = Pattern.compile("(?im)^[ \\t]*LUT_[13]D_SIZE[ \\t]");

    @Override
    public String name() {
        return "cube";
    }

    @Override
    public String extension() {
        return "cube";
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

    /** A size with a keyword of this format, at the start of a line. */
    @Override
    public boolean recognises(FileStart start) {
        return SIZE.matcher(start.text()).find();
    }

    @Override
    public LutFile read(InputStream in, FormatLimits limits) throws IOException {
        return new CubeReader(in, limits).read();
    }

    @Override
    public LutLayout layout(WriteOptions options, WriteLimits limits) {
        int size = options.res() == null ? DEFAULT_SIZE : options.res();
        if (size < Lut3d.MIN_SIZE || size > limits.res()) {
            throw new InvalidOptions(List.of(InvalidOptions.outOfRange("res", Lut3d.MIN_SIZE, limits.res())));
        }
        return new Cube(size);
    }

    private record Cube(int size) implements LutLayout {

        /** The bytes of a line: three numbers of eight characters, the blanks between them and the line end. */
        private static final int LINE = 27;

        private static final int HEADER = 512;

        @Override
        public LutFormat format() {
            return LutFormats.CUBE;
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
        public String fileName(String name) {
            return "%s-%d.cube".formatted(name, size);
        }

        @Override
        public LatticeWriter begin(OutputStream out, LutHeader header) throws IOException {
            return new CubeWriter(out, size, header);
        }
    }
}
