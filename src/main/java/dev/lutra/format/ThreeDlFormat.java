package dev.lutra.format;

import dev.lutra.color.LatticeWriter;
import dev.lutra.problem.FieldFault;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The {@code .3dl} files of Autodesk Lustre and Flame. {@link ThreeDlReader} gives the grammar. {@link ThreeDlWriter}
 * writes one of two dialects: {@code flame}, which other programs read too, or {@code lustre}, with a header, whose
 * sizes are one more than a power of two.
 */
final class ThreeDlFormat extends TextFormat {

    private static final String FLAME = "flame";
    private static final String LUSTRE = "lustre";

    /** The only size that FFmpeg reads. It takes other sizes for this one without a word. */
    private static final int DEFAULT_SIZE = 17;

    /** With fewer points, the row of levels would look like a row of values. */
    private static final int MIN_SIZE = 4;

    private static final Pattern MESH = Pattern.compile("(?im)^[ \\t]*3DMESH[ \\t]*$");

    ThreeDlFormat() {
        super("3dl");
    }

    /** The header of Lustre; or a row of more than three whole numbers, and then rows of three. */
    @Override
    public boolean recognises(FileStart start) {
        if (MESH.matcher(start.text()).find()) {
            return true;
        }
        List<String> lines = start.text()
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .limit(2)
                .toList();
        return lines.size() == 2 && wholeNumbers(lines.get(0)) > 3 && wholeNumbers(lines.get(1)) == 3;
    }

    /** How many whole numbers a line has; 0 if it has something else. */
    private static int wholeNumbers(String line) {
        return line.chars().allMatch(each -> each >= '0' && each <= '9' || each == ' ' || each == '\t')
                ? line.split("[ \t]+").length
                : 0;
    }

    @Override
    public LutFile read(InputStream in, FormatLimits limits) throws IOException {
        return new ThreeDlReader(in, limits).read();
    }

    @Override
    public LutLayout layout(WriteOptions options, WriteLimits limits) {
        List<FieldFault> faults = options.faultsBesides("res", "dialect");
        String dialect = options.dialect(FLAME, LUSTRE, faults);
        int size = options.res() == null ? DEFAULT_SIZE : options.res();
        if (size < MIN_SIZE || size > limits.res()) {
            faults.add(InvalidOptions.outOfRange("res", MIN_SIZE, limits.res()));
        } else if (dialect.equals(LUSTRE) && Integer.bitCount(size - 1) != 1) {
            faults.add(new FieldFault("res", "out-of-range", "Lustre reads these sizes: 5, 9, 17, 33, 65, 129"));
        }
        InvalidOptions.check(faults);
        return new Mesh(size, dialect);
    }

    private record Mesh(int size, String dialect) implements LutLayout {

        /** The bytes of a line: three numbers of four digits, the blanks between them and the line end. */
        private static final int LINE = 15;

        private static final int HEADER = 2048;

        @Override
        public LutFormat format() {
            return LutFormats.THREE_DL;
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
            return isLustre() ? "%s-%d-lustre.3dl".formatted(name, size) : "%s-%d.3dl".formatted(name, size);
        }

        @Override
        public LatticeWriter begin(OutputStream out, LutHeader header) {
            return new ThreeDlWriter(new NumberText(out, false), size, isLustre());
        }

        private boolean isLustre() {
            return dialect.equals(LUSTRE);
        }
    }
}
