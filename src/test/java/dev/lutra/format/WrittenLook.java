package dev.lutra.format;

import dev.lutra.color.CodeValue;
import dev.lutra.color.Curve;
import dev.lutra.color.Interpolation;
import dev.lutra.color.Lattice;
import dev.lutra.color.Lut3d;
import dev.lutra.color.Rgb;
import dev.lutra.color.RgbBox;
import dev.lutra.color.Shaper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A look as one format writes it, and what it is: the outputs that the file must give in any program.
 *
 * @param layout what the file is written with
 * @param shaper the curves before the lattice; null without
 */
record WrittenLook(String name, LutLayout layout, @Nullable Shaper shaper, Lut3d lut) {

    /** A domain that no format takes for 0 to 1, of which numbers of few digits say the limits. */
    private static final RgbBox WIDE = new RgbBox(new Rgb(-0.25f, 0, -0.125f), new Rgb(1.5f, 1.25f, 2));

    private static final List<Integer> SIZES = List.of(17, 16, 33, 32, 64);

    /** Every format that is written, in every kind of look that it holds. */
    static Stream<WrittenLook> all() {
        return LutFormats.all().stream().filter(LutFormat::isWritten).flatMap(WrittenLook::of);
    }

    /** The looks of one format. */
    static Stream<WrittenLook> of(LutFormat format) {
        return layouts(format).flatMap(layout -> of(format, layout));
    }

    private static Stream<WrittenLook> of(LutFormat format, LutLayout layout) {
        int size = layout.size();
        String name = format.name() + " " + layout.fileName("look");
        Stream.Builder<WrittenLook> looks = Stream.builder();
        looks.add(new WrittenLook(name, layout, null, look(size, RgbBox.UNIT)));
        if (layout.holdsDomain()) {
            looks.add(new WrittenLook(name + " of a wide domain", layout, null, look(size, WIDE)));
        }
        if (layout.holdsShaper()) {
            Shaper log = Shaper.of(logarithm());
            looks.add(new WrittenLook(name + " with a shaper", layout, log, look(size, RgbBox.UNIT)));
        }
        return looks.build();
    }

    /** The usual layout, the one of most bits, and each dialect and arrangement. */
    private static Stream<LutLayout> layouts(LutFormat format) {
        return Stream.of(
                        WriteOptions.NONE,
                        new WriteOptions(null, null, 16),
                        new WriteOptions(null, null, 32),
                        new WriteOptions(null, null, null, "resolve", null),
                        new WriteOptions(null, null, null, "lustre", null),
                        new WriteOptions(null, null, 16, null, "strip"),
                        new WriteOptions(null, null, 16, null, "unreal"),
                        new WriteOptions(null, null, 16, null, "tiles"))
                .flatMap(options -> layout(format, options).stream())
                .distinct();
    }

    private static Optional<LutLayout> layout(LutFormat format, WriteOptions options) {
        for (int size : SIZES) {
            try {
                return Optional.of(format.layout(
                        new WriteOptions(size, null, options.depth(), options.dialect(), options.layout()),
                        WriteLimits.NONE));
            } catch (InvalidOptions e) {
                // The format has another size, or not this option.
            }
        }
        return Optional.empty();
    }

    /** A bent, mixed look whose outputs every format holds: codes of 8 bits. */
    private static Lut3d look(int size, RgbBox domain) {
        float[] lattice = TestFiles.look(size, RgbBox.UNIT).lattice();
        for (int i = 0; i < lattice.length; i++) {
            lattice[i] = CodeValue.round(lattice[i], CodeValue.MAX_8) / (float) CodeValue.MAX_8;
        }
        return new Lut3d(size, domain, lattice);
    }

    /** Scene-linear light to 0…1, as for log footage. */
    private static Curve logarithm() {
        var outputs = new float[1024];
        for (int i = 0; i < outputs.length; i++) {
            outputs[i] = (float) (Math.log1p(255 * 8.0 * i / (outputs.length - 1)) / Math.log1p(255 * 8.0));
        }
        return Curve.uniform(0, 8, outputs);
    }

    byte[] file() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var writer = layout.begin(out, new LutHeader("Look", lut.domain(), shaper, true))) {
            writer.accept(lut.lattice(), lut.points());
        }
        return out.toByteArray();
    }

    /** Writes the file into a folder. */
    Path file(Path folder) throws IOException {
        return Files.write(folder.resolve(layout.fileName("look")), file());
    }

    /** The inputs that the look spans. */
    RgbBox inputs() {
        return shaper == null ? lut.domain() : shaper.domain();
    }

    /** All nodes where there is no shaper, and as many colours anywhere between. */
    float[] colors() {
        int points = lut.points();
        var colors = new float[6 * points];
        var random = new SplittableRandom(20261126);
        RgbBox box = inputs();
        Lattice.coordinates(lut.size(), box, 0, points, colors);
        for (int i = 3 * points; i < colors.length; i++) {
            int channel = i % 3;
            colors[i] = (float) (box.low(channel) + box.extent(channel) * random.nextDouble());
        }
        return colors;
    }

    /** What the look makes of colours, by tetrahedral interpolation. */
    float[] apply(float[] colors) {
        var out = colors.clone();
        if (shaper != null) {
            shaper.apply(out, out, out.length / 3);
        }
        Interpolation.TETRAHEDRAL.apply(lut, out, out, out.length / 3);
        return out;
    }

    @Override
    public String toString() {
        return name;
    }
}
