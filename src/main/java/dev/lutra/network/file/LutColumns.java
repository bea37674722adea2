package dev.lutra.network.file;

import dev.lutra.codec.Accuracy;
import dev.lutra.codec.InvalidDetail;
import dev.lutra.codec.PackedShaper;
import dev.lutra.color.Fidelity;
import dev.lutra.color.Rgb;
import dev.lutra.color.RgbBox;
import dev.lutra.network.ModelLut;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The LUTs of a model file, as a list for each column, all of the same length. This takes a third of the bytes of a
 * list of objects.
 *
 * @param tags the tags of each LUT, joined with spaces
 * @param sha256 the hashes in base64 without padding
 * @param domain six floats, minimum and maximum, or null for 0…1
 * @param shaper the bytes of a {@link PackedShaper} in base64 without padding, or null
 * @param range six floats, or null for 0…1
 * @param accuracy the text that {@link Accuracy#of} reads; missing in format 1, which promises nothing
 * @param fidelity ΔE76 mean, p90, p99, max, CIEDE2000 mean, p90, p99, max, PSNR, rounded as they are shown; without p99
 *     in format 1; absent if it was not measured
 */
record LutColumns(
        List<String> id,
        List<String> title,
        List<String> tags,
        @Nullable List<@Nullable String> license,
        @Nullable List<@Nullable String> attribution,
        List<String> format,
        List<Integer> size,
        List<String> sha256,
        List<Long> bytes,
        @Nullable List<float @Nullable []> domain,
        @Nullable List<@Nullable String> shaper,
        @Nullable List<float @Nullable []> range,
        @Nullable List<String> accuracy,
        List<double[]> fidelity) {

    /** The PSNR of equal maps, because JSON has no infinity. */
    private static final double MAX_PSNR = 999;

    private static final Pattern FORMAT = Pattern.compile("[a-z0-9]{1,20}");
    private static final int SHA256_BYTES = 32;
    private static final int CORNERS = 6;
    private static final double[] UNKNOWN = {};
    private static final int FIGURES = 9;
    private static final int FIGURES_OF_FORMAT_1 = 7;

    static LutColumns of(List<ModelLut> luts) {
        return new LutColumns(
                luts.stream().map(ModelLut::id).toList(),
                luts.stream().map(ModelLut::title).toList(),
                luts.stream().map(lut -> String.join(" ", lut.tags())).toList(),
                column(luts, ModelLut::license),
                column(luts, ModelLut::attribution),
                luts.stream().map(lut -> lut.source().format()).toList(),
                luts.stream().map(lut -> lut.source().size()).toList(),
                luts.stream().map(lut -> toBase64(lut.source().sha256())).toList(),
                luts.stream().map(lut -> lut.source().bytes()).toList(),
                column(luts, lut -> toFloats(lut.domain())),
                column(luts, lut -> toBase64(lut.shaper())),
                column(luts, lut -> toFloats(lut.range())),
                luts.stream().map(lut -> lut.accuracy().toString()).toList(),
                luts.stream().map(lut -> toNumbers(lut.fidelity())).toList());
    }

    /** @throws InvalidModelFile if a column is missing, has a gap, or contains values that describe no LUT */
    List<ModelLut> luts() {
        var luts = new ArrayList<ModelLut>();
        int count = ModelTexts.present("columns.id", id).size();
        for (int i = 0; i < count; i++) {
            try {
                luts.add(lut(i, count));
            } catch (InvalidModelFile | IllegalArgumentException e) {
                throw new InvalidModelFile("LUT %d: %s".formatted(i, e.getMessage()));
            }
        }
        return luts;
    }

    private ModelLut lut(int i, int count) {
        String words = ModelTexts.text("tags", value("tags", tags, i, count), ModelTexts.MAX_TAGS);
        return new ModelLut(
                ModelTexts.id("id", value("id", id, i, count)),
                ModelTexts.text("title", value("title", title, i, count), ModelTexts.MAX_TITLE),
                words.isEmpty() ? List.of() : List.of(words.split(" ")),
                ModelTexts.optional("license", optional("license", license, i, count), ModelTexts.MAX_LICENSE),
                ModelTexts.optional(
                        "attribution", optional("attribution", attribution, i, count), ModelTexts.MAX_ATTRIBUTION),
                source(i, count),
                toDomain("domain", optional("domain", domain, i, count)),
                toShaper(optional("shaper", shaper, i, count)),
                toDomain("range", optional("range", range, i, count)),
                accuracy == null ? Accuracy.NONE : Accuracy.of(value("accuracy", accuracy, i, count)),
                toFidelity(value("fidelity", fidelity, i, count)));
    }

    private ModelLut.Source source(int i, int count) {
        String kind = value("format", format, i, count);
        int points = value("size", size, i, count);
        byte[] digest = Base64.getDecoder().decode(value("sha256", sha256, i, count));
        long length = value("bytes", bytes, i, count);
        if (!FORMAT.matcher(kind).matches()) {
            throw new InvalidModelFile("its format is no name");
        }
        if (points < 2 || digest.length != SHA256_BYTES || length < 0) {
            throw new InvalidModelFile("%d points an edge, %d bytes, a SHA-256 of %d bytes: that is no source"
                    .formatted(points, length, digest.length));
        }
        return new ModelLut.Source(kind, points, HexFormat.of().formatHex(digest), length);
    }

    private static <T> T value(String name, @Nullable List<T> column, int i, int count) {
        return ModelTexts.present(
                "columns.%s[%d]".formatted(name, i),
                optional(name, ModelTexts.present("columns." + name, column), i, count));
    }

    private static <T extends @Nullable Object> @Nullable T optional(
            String name, @Nullable List<T> column, int i, int count) {
        if (column != null && column.size() != count) {
            throw new InvalidModelFile("columns.%s has %d values for %d LUTs".formatted(name, column.size(), count));
        }
        return column == null ? null : column.get(i);
    }

    /** Returns null if no LUT has its own value, as in most models. */
    private static <T> @Nullable List<@Nullable T> column(List<ModelLut> luts, Function<ModelLut, @Nullable T> value) {
        var column = new ArrayList<@Nullable T>();
        luts.forEach(lut -> column.add(value.apply(lut)));
        return column.stream().allMatch(Objects::isNull) ? null : column;
    }

    private static String toBase64(String hex) {
        return Base64.getEncoder()
                .withoutPadding()
                .encodeToString(HexFormat.of().parseHex(hex));
    }

    private static @Nullable String toBase64(@Nullable PackedShaper shaper) {
        return shaper == null ? null : Base64.getEncoder().withoutPadding().encodeToString(shaper.bytes());
    }

    /** Unpacks the shaper once, so that a damaged one is found before it is needed. */
    private static @Nullable PackedShaper toShaper(@Nullable String base64) {
        if (base64 == null) {
            return null;
        }
        try {
            var packed = new PackedShaper(Base64.getDecoder().decode(base64));
            packed.shaper();
            return packed;
        } catch (InvalidDetail e) {
            throw new InvalidModelFile("its shaper is not understood: " + e.getMessage());
        }
    }

    private static float @Nullable [] toFloats(RgbBox domain) {
        Rgb min = domain.min();
        Rgb max = domain.max();
        return domain.isUnit()
                ? null
                : new float[] {min.red(), min.green(), min.blue(), max.red(), max.green(), max.blue()};
    }

    private static RgbBox toDomain(String name, float @Nullable [] values) {
        if (values == null) {
            return RgbBox.UNIT;
        }
        requireLength(name, values.length, CORNERS);
        return new RgbBox(new Rgb(values[0], values[1], values[2]), new Rgb(values[3], values[4], values[5]));
    }

    private static double[] toNumbers(Fidelity fidelity) {
        if (!fidelity.isKnown()) {
            return UNKNOWN;
        }
        Fidelity shown = fidelity.rounded();
        return Stream.of(
                        toNumbers(shown.deltaE76()),
                        toNumbers(shown.deltaE2000()),
                        DoubleStream.of(Math.min(shown.psnr(), MAX_PSNR)))
                .flatMapToDouble(numbers -> numbers)
                .toArray();
    }

    private static DoubleStream toNumbers(Fidelity.Statistics statistics) {
        return DoubleStream.of(statistics.mean(), statistics.p90(), statistics.p99(), statistics.max());
    }

    private static Fidelity toFidelity(double[] numbers) {
        if (numbers.length == 0) {
            return Fidelity.UNKNOWN;
        }
        if (!DoubleStream.of(numbers).allMatch(Double::isFinite)) {
            throw new InvalidModelFile("its fidelity is no number");
        }
        boolean withoutP99 = numbers.length == FIGURES_OF_FORMAT_1;
        if (!withoutP99) {
            requireLength("fidelity", numbers.length, FIGURES);
        }
        int each = withoutP99 ? 3 : 4;
        double psnr = numbers[2 * each];
        return new Fidelity(
                toStatistics(Arrays.copyOf(numbers, each)),
                toStatistics(Arrays.copyOfRange(numbers, each, 2 * each)),
                psnr == MAX_PSNR ? Double.POSITIVE_INFINITY : psnr);
    }

    /** @param numbers mean, p90, p99, max; without p99 the maximum replaces it */
    private static Fidelity.Statistics toStatistics(double[] numbers) {
        int last = numbers.length - 1;
        return new Fidelity.Statistics(numbers[0], numbers[1], numbers[2], numbers[last]);
    }

    private static void requireLength(String name, int length, int wanted) {
        if (length != wanted) {
            throw new InvalidModelFile("its %s is %d numbers, not %d".formatted(name, length, wanted));
        }
    }
}
