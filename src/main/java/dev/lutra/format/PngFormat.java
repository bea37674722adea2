package dev.lutra.format;

import dev.lutra.color.HaldLevel;
import dev.lutra.color.LatticeWriter;
import dev.lutra.color.Lut3d;
import dev.lutra.problem.FieldFault;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A lattice as a PNG image, in one of the {@linkplain ImageLayout layouts} in use. {@link PngReader} defines the
 * accepted images. {@link PngWriter} writes truecolour with 8 or 16 bits per channel.
 */
final class PngFormat implements LutFormat {

    private static final int DEFAULT_LEVEL = 8;
    private static final int DEFAULT_STRIP = 32;

    /** Unreal Engine takes no other size. */
    private static final int DEFAULT_UNREAL = 16;

    /** A strip of this size is as wide as textures may be: 16,384 pixels. */
    private static final int MAX_STRIP = 128;

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
        return PngReader.read(in, limits);
    }

    @Override
    public LutLayout layout(WriteOptions options, WriteLimits limits) {
        List<FieldFault> faults = options.faultsBesides("res", "level", "depth", "layout");
        int depth = options.depth() == null ? Byte.SIZE : options.depth();
        if (depth != Byte.SIZE && depth != Short.SIZE) {
            faults.add(new FieldFault("depth", "out-of-range", "must be 8 or 16"));
        }
        ImageLayout layout = layout(options.layout(), faults);
        if (layout != ImageLayout.HALD && options.level() != null) {
            faults.add(new FieldFault("level", "conflict", "is for Hald images; other layouts have res"));
        }
        int size = switch (layout) {
            case HALD, TILES -> sizeOfSquare(layout, options, limits, faults);
            case STRIP -> sizeOfStrip(options.res(), DEFAULT_STRIP, limits, faults);
            case UNREAL -> sizeOfStrip(options.res(), DEFAULT_UNREAL, limits, faults);
        };
        if (!faults.isEmpty()) {
            throw new InvalidOptions(faults);
        }
        return layout == ImageLayout.HALD
                ? new Hald(HaldLevel.ofCubeSize(size).orElseThrow(), depth)
                : new Slices(layout, size, depth);
    }

    private static ImageLayout layout(@Nullable String option, List<FieldFault> faults) {
        if (option == null) {
            return ImageLayout.HALD;
        }
        return ImageLayout.of(option).orElseGet(() -> {
            String layouts =
                    Arrays.stream(ImageLayout.values()).map(ImageLayout::option).collect(Collectors.joining(", "));
            faults.add(new FieldFault("layout", "out-of-range", "must be one of these: " + layouts));
            return ImageLayout.HALD;
        });
    }

    private static int sizeOfSquare(
            ImageLayout layout, WriteOptions options, WriteLimits limits, List<FieldFault> faults) {
        Integer res = options.res();
        if (res == null) {
            Integer level = layout == ImageLayout.HALD ? options.level() : null;
            int chosen = level == null ? Math.min(DEFAULT_LEVEL, limits.level()) : level;
            if (chosen < HaldLevel.MIN || chosen > limits.level()) {
                faults.add(InvalidOptions.outOfRange("level", HaldLevel.MIN, limits.level()));
            }
            return chosen * chosen;
        }
        int fitting = HaldLevel.ofCubeSize(res).map(HaldLevel::level).orElse(0);
        if (options.level() != null && layout == ImageLayout.HALD) {
            faults.add(new FieldFault("res", "conflict", "cannot be given together with level"));
        } else if (fitting == 0 || fitting > limits.level()) {
            String sizes = IntStream.rangeClosed(HaldLevel.MIN, limits.level())
                    .mapToObj(each -> Integer.toString(each * each))
                    .collect(Collectors.joining(", "));
            String image = layout == ImageLayout.HALD ? "a Hald image" : "a square of tiles";
            faults.add(
                    new FieldFault("res", "out-of-range", "%s holds one of these sizes: %s".formatted(image, sizes)));
        }
        return res;
    }

    private static int sizeOfStrip(@Nullable Integer res, int usual, WriteLimits limits, List<FieldFault> faults) {
        int most = Math.min(MAX_STRIP, limits.res());
        int size = res == null ? Math.min(usual, most) : res;
        if (size < Lut3d.MIN_SIZE || size > most) {
            faults.add(InvalidOptions.outOfRange("res", Lut3d.MIN_SIZE, most));
        }
        return size;
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
            return new PngWriter(out, level.side(), level.side(), depth);
        }
    }

    private record Slices(ImageLayout layout, int size, int depth) implements LutLayout {

        @Override
        public LutFormat format() {
            return LutFormats.HALD_PNG;
        }

        @Override
        public long estimatedBytes() {
            return 3L * depth / Byte.SIZE * size * size * size;
        }

        @Override
        public String fileName(String name) {
            String start = "%s-%s%d".formatted(name, layout.option(), size);
            return depth == Byte.SIZE ? start + ".png" : "%s-%dbit.png".formatted(start, depth);
        }

        @Override
        public boolean holdsDomain() {
            return false;
        }

        /** Ignores the title, for which an image has no place. */
        @Override
        public LatticeWriter begin(OutputStream out, LutHeader header) throws IOException {
            return new SlicesPngWriter(
                    new PngWriter(out, layout.width(size), layout.height(size), depth), layout.grid(size));
        }
    }
}
