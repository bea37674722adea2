package dev.lutra.format;

import dev.lutra.color.LatticeWriter;
import dev.lutra.problem.FieldFault;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** A text format whose files have one option: the number of points along an axis. */
abstract class SizedTextFormat extends TextFormat {

    private static final int LINE = 27;

    SizedTextFormat(String extension) {
        super(extension);
    }

    /** The typical bytes of the line of a point; here those of three numbers of eight characters. */
    int lineBytes() {
        return LINE;
    }

    /** Whether the lattice has a shaper before it, which gives it its domain too. */
    boolean holdsShaper() {
        return false;
    }

    abstract LatticeWriter writer(OutputStream out, int size, LutHeader header) throws IOException;

    /**
     * The number of points that options ask for.
     *
     * @param faults receives a fault if the format does not have it
     */
    int size(WriteOptions options, WriteLimits limits, List<FieldFault> faults) {
        return limits.size(options, faults);
    }

    @Override
    public final LutLayout layout(WriteOptions options, WriteLimits limits) {
        List<FieldFault> faults = options.faultsBesides("res");
        int size = size(options, limits, faults);
        InvalidOptions.check(faults);
        return new Sized(this, size);
    }

    private record Sized(SizedTextFormat format, int size) implements LutLayout {

        private static final int HEADER = 512;

        @Override
        public long estimatedBytes() {
            return HEADER + (long) format.lineBytes() * size * size * size;
        }

        @Override
        public boolean holdsDomain() {
            return format.holdsShaper();
        }

        @Override
        public boolean holdsShaper() {
            return format.holdsShaper();
        }

        @Override
        public String fileName(String name) {
            return "%s-%d.%s".formatted(name, size, format.extension());
        }

        @Override
        public LatticeWriter begin(OutputStream out, LutHeader header) throws IOException {
            return format.writer(out, size, header);
        }
    }
}
