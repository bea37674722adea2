package dev.lutra.network;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lutra.color.Domain;
import dev.lutra.color.Fidelity;
import dev.lutra.color.Rgb;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON in a model file's metadata. LUTs are kept by column, which takes a third of the bytes of a list of objects.
 *
 * @param format version of this description, 1
 * @param alpha of the colour scale, 0.9
 * @param contraction only of a bijective network: the largest Lipschitz constant among its blocks, below 1
 */
record ModelDescription(
        int format,
        String id,
        String title,
        Instant createdAt,
        String provenance,
        @Nullable String license,
        @Nullable String attribution,
        float alpha,
        NetworkShape shape,
        @Nullable Double contraction,
        Luts columns) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();
    private static final int FORMAT = 1;
    /** Stands for equal maps, as JSON has no infinity. */
    private static final double MAX_PSNR = 999;

    /**
     * The LUTs, a list for each column, all of one length.
     *
     * @param tags for each LUT joined by spaces
     * @param sha256 base64 without padding
     * @param domain six floats, minimum and maximum, or null for 0…1
     * @param range likewise
     * @param fidelity ΔE76 mean, p90, max, CIEDE2000 mean, p90, max, PSNR; rounded to three decimals
     */
    record Luts(
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
            @Nullable List<float @Nullable []> range,
            List<double[]> fidelity) {}

    /** @throws NotBijective if the network should be bijective and, in float16, is not */
    static ModelDescription of(Model model) {
        Model.Info info = model.info();
        List<ModelLut> luts = model.luts();
        var columns = new Luts(
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
                column(luts, lut -> toFloats(lut.range())),
                luts.stream().map(lut -> toNumbers(lut.fidelity())).toList());
        return new ModelDescription(
                FORMAT,
                info.id(),
                info.title(),
                info.createdAt(),
                info.provenance(),
                info.license(),
                info.attribution(),
                Network.ALPHA,
                model.network().shape(),
                model.network().bijective()
                        ? Certificate.contraction(model.network().toFloat16())
                        : null,
                columns);
    }

    /** @throws InvalidModelFile if the text is missing or describes no model */
    static ModelDescription parse(@Nullable String json) {
        if (json == null) {
            throw new InvalidModelFile("its metadata describes no model");
        }
        ModelDescription description;
        try {
            description = JSON.readValue(json, ModelDescription.class);
        } catch (JacksonException e) {
            throw new InvalidModelFile("its description is not understood: " + e.getOriginalMessage());
        }
        if (description.format != FORMAT || description.alpha != Network.ALPHA) {
            throw new InvalidModelFile("it is of format %d with α = %s, this program reads format %d with α = %s"
                    .formatted(description.format, description.alpha, FORMAT, Network.ALPHA));
        }
        return description;
    }

    String toJson() {
        return JSON.writeValueAsString(this);
    }

    Model.Info info() {
        return new Model.Info(id, title, createdAt, provenance, license, attribution);
    }

    List<ModelLut> luts() {
        var luts = new ArrayList<ModelLut>();
        try {
            for (int i = 0; i < columns.id.size(); i++) {
                luts.add(new ModelLut(
                        columns.id.get(i),
                        columns.title.get(i),
                        columns.tags.get(i).isEmpty()
                                ? List.of()
                                : List.of(columns.tags.get(i).split(" ")),
                        columns.license == null ? null : columns.license.get(i),
                        columns.attribution == null ? null : columns.attribution.get(i),
                        new ModelLut.Source(
                                columns.format.get(i),
                                columns.size.get(i),
                                toHex(columns.sha256.get(i)),
                                columns.bytes.get(i)),
                        toDomain(columns.domain == null ? null : columns.domain.get(i)),
                        toDomain(columns.range == null ? null : columns.range.get(i)),
                        toFidelity(columns.fidelity.get(i))));
            }
        } catch (IndexOutOfBoundsException e) {
            throw new InvalidModelFile("its columns are of different lengths");
        }
        return luts;
    }

    /** Null where no LUT has a value of its own, as in most models. */
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

    private static String toHex(String base64) {
        return HexFormat.of().formatHex(Base64.getDecoder().decode(base64));
    }

    private static float @Nullable [] toFloats(Domain domain) {
        Rgb min = domain.min();
        Rgb max = domain.max();
        return domain.isUnit()
                ? null
                : new float[] {min.red(), min.green(), min.blue(), max.red(), max.green(), max.blue()};
    }

    private static Domain toDomain(float @Nullable [] values) {
        return values == null
                ? Domain.UNIT
                : new Domain(new Rgb(values[0], values[1], values[2]), new Rgb(values[3], values[4], values[5]));
    }

    private static double[] toNumbers(Fidelity fidelity) {
        Fidelity.Statistics de76 = fidelity.deltaE76();
        Fidelity.Statistics de2000 = fidelity.deltaE2000();
        return DoubleStream.of(
                        de76.mean(),
                        de76.p90(),
                        de76.max(),
                        de2000.mean(),
                        de2000.p90(),
                        de2000.max(),
                        Math.min(fidelity.psnr(), MAX_PSNR))
                .map(value -> Math.round(value * 1000) / 1000.0)
                .toArray();
    }

    private static Fidelity toFidelity(double[] numbers) {
        return new Fidelity(
                new Fidelity.Statistics(numbers[0], numbers[1], numbers[2]),
                new Fidelity.Statistics(numbers[3], numbers[4], numbers[5]),
                numbers[6] == MAX_PSNR ? Double.POSITIVE_INFINITY : numbers[6]);
    }
}
