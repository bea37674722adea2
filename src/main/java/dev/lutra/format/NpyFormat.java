package dev.lutra.format;

import dev.lutra.color.LatticeWriter;
import dev.lutra.color.Lut3d;
import dev.lutra.problem.FieldFault;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/**
 * A lattice as an array of NumPy, for programs: {@code lut[blue, green, red]} is an RGB triple. {@link NpyReader} gives
 * the grammar. {@link NpyWriter} writes half or single precision.
 */
final class NpyFormat implements LutFormat {

    /** The bytes before the version. */
    static final String MAGIC = "\u0093NUMPY";

    private static final int DEFAULT_SIZE = 33;

    @Override
    public String name() {
        return "npy";
    }

    @Override
    public String extension() {
        return "npy";
    }

    /** No media type is registered. */
    @Override
    public String mediaType() {
        return "application/octet-stream";
    }

    @Override
    public boolean isText() {
        return false;
    }

    @Override
    public boolean recognises(FileStart start) {
        return start.has(0, MAGIC);
    }

    @Override
    public LutFile read(InputStream in, FormatLimits limits) throws IOException {
        return new NpyReader(in, limits).read();
    }

    @Override
    public LutLayout layout(WriteOptions options, WriteLimits limits) {
        List<FieldFault> faults = options.faultsBesides("res", "depth");
        int depth = options.depth() == null ? Float.SIZE : options.depth();
        if (depth != Short.SIZE && depth != Float.SIZE) {
            faults.add(new FieldFault("depth", "out-of-range", "must be 16 or 32"));
        }
        int size = options.res() == null ? Math.min(DEFAULT_SIZE, limits.res()) : options.res();
        if (size < Lut3d.MIN_SIZE || size > limits.res()) {
            faults.add(InvalidOptions.outOfRange("res", Lut3d.MIN_SIZE, limits.res()));
        }
        if (!faults.isEmpty()) {
            throw new InvalidOptions(faults);
        }
        return new Npy(size, depth);
    }

    private record Npy(int size, int depth) implements LutLayout {

        @Override
        public LutFormat format() {
            return LutFormats.NPY;
        }

        @Override
        public long estimatedBytes() {
            return NpyWriter.HEADER + 3L * depth / Byte.SIZE * size * size * size;
        }

        @Override
        public String fileName(String name) {
            return depth == Float.SIZE
                    ? "%s-%d.npy".formatted(name, size)
                    : "%s-%d-%dbit.npy".formatted(name, size, depth);
        }

        @Override
        public boolean holdsDomain() {
            return false;
        }

        /** Ignores the title, for which an array has no place. */
        @Override
        public LatticeWriter begin(OutputStream out, LutHeader header) throws IOException {
            return new NpyWriter(out, size, depth);
        }
    }
}
