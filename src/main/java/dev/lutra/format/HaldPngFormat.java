package dev.lutra.format;

import dev.lutra.color.HaldLevel;
import dev.lutra.color.LatticeWriter;
import dev.lutra.problem.FieldFault;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A Hald image: a lattice of level² points along an axis as a square PNG with sides of level³ pixels, levels 2…16.
 * {@link HaldPngReader} defines the accepted images. {@link HaldPngWriter} writes truecolour with 8 or 16 bits per
 * channel.
 */
final class HaldPngFormat implements LutFormat {

    private static final int DEFAULT_LEVEL = 8;
    private static final String SIGNATURE = "\u0089PNG\r\n\u001a\n";

    @Override
    public String name() {
        return "png";
    }

    @Override
    public String extension() {
        return "png";
    }

    @Override
    public String mediaType() {
        return "image/png";
    }

    @Override
    public boolean isText() {
        return false;
    }

    @Override
    public boolean recognises(FileStart start) {
        return start.has(0, SIGNATURE);
    }

    @Override
    public LutFile read(InputStream in, FormatLimits limits) throws IOException {
        return HaldPngReader.read(in, limits);
    }

    @Override
    public LutLayout layout(WriteOptions options, WriteLimits limits) {
        var faults = new ArrayList<FieldFault>();
        int depth = options.depth() == null ? Byte.SIZE : options.depth();
        if (depth != Byte.SIZE && depth != Short.SIZE) {
            faults.add(new FieldFault("depth", "out-of-range", "must be 8 or 16"));
        }
        int level = options.res() == null
                ? level(options.level(), limits, faults)
                : levelOf(options.res(), options.level(), limits, faults);
        InvalidOptions.check(faults);
        return new Hald(new HaldLevel(level), depth);
    }

    private static int level(@Nullable Integer asked, WriteLimits limits, List<FieldFault> faults) {
        int level = asked == null ? Math.min(DEFAULT_LEVEL, limits.level()) : asked;
        if (level < HaldLevel.MIN || level > limits.level()) {
            faults.add(InvalidOptions.outOfRange("level", HaldLevel.MIN, limits.level()));
        }
        return level;
    }

    private static int levelOf(int res, @Nullable Integer level, WriteLimits limits, List<FieldFault> faults) {
        int fitting = HaldLevel.ofCubeSize(res).map(HaldLevel::level).orElse(0);
        if (level != null) {
            faults.add(new FieldFault("res", "conflict", "cannot be given together with level"));
        } else if (fitting == 0 || fitting > limits.level()) {
            String sizes = IntStream.rangeClosed(HaldLevel.MIN, limits.level())
                    .mapToObj(each -> Integer.toString(each * each))
                    .collect(Collectors.joining(", "));
            faults.add(new FieldFault("res", "out-of-range", "a Hald image holds one of these sizes: " + sizes));
        }
        return fitting;
    }

    private record Hald(HaldLevel level, int depth) implements LutLayout {

        @Override
        public LutFormat format() {
            return LutFormats.HALD_PNG;
        }

        @Override
        public int size() {
            return level.cubeSize();
        }

        @Override
        public long estimatedBytes() {
            return 3L * depth / Byte.SIZE * level.side() * level.side();
        }

        @Override
        public String fileName(String name) {
            return depth == Byte.SIZE
                    ? "%s-hald%d.png".formatted(name, level.level())
                    : "%s-hald%d-%dbit.png".formatted(name, level.level(), depth);
        }

        @Override
        public boolean holdsDomain() {
            return false;
        }

        /** Ignores the title, for which an image has no place. */
        @Override
        public LatticeWriter begin(OutputStream out, LutHeader header) throws IOException {
            return new HaldPngWriter(out, level, depth);
        }
    }
}
