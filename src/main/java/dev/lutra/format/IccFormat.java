package dev.lutra.format;

import dev.lutra.color.LatticeWriter;
import dev.lutra.problem.FieldFault;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/**
 * ICC device-link profiles from RGB to RGB, which Photoshop and colour management systems apply. {@link IccReader}
 * defines the accepted profiles. {@link IccWriter} writes a table of 16 bits.
 */
final class IccFormat implements LutFormat {

    @Override
    public String name() {
        return "icc";
    }

    @Override
    public String extension() {
        return "icc";
    }

    @Override
    public String mediaType() {
        return "application/vnd.iccprofile";
    }

    @Override
    public boolean isText() {
        return false;
    }

    @Override
    public List<String> extensions() {
        return List.of("icc", "icm");
    }

    @Override
    public boolean recognises(FileStart start) {
        return start.has(36, "acsp");
    }

    @Override
    public LutFile read(InputStream in, FormatLimits limits) throws IOException {
        return new IccReader(in, limits).read();
    }

    @Override
    public LutLayout layout(WriteOptions options, WriteLimits limits) {
        List<FieldFault> faults = options.faultsBesides("res");
        var ownLimits = new WriteLimits(Math.min(IccWriter.MAX_SIZE, limits.res()), limits.level());
        int size = ownLimits.size(options, faults);
        InvalidOptions.check(faults);
        return new Icc(size);
    }

    private record Icc(int size) implements LutLayout {

        private static final int HEADER = 1024;

        @Override
        public LutFormat format() {
            return LutFormats.ICC;
        }

        @Override
        public long estimatedBytes() {
            return HEADER + IccWriter.tableBytes(size);
        }

        @Override
        public boolean holdsDomain() {
            return false;
        }

        @Override
        public String fileName(String name) {
            return "%s-%d.icc".formatted(name, size);
        }

        @Override
        public LatticeWriter begin(OutputStream out, LutHeader header) {
            return new IccWriter(out, size, header);
        }
    }
}
