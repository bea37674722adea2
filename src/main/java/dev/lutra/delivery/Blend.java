package dev.lutra.delivery;

import dev.lutra.color.Rgb;
import dev.lutra.color.RgbBox;
import dev.lutra.library.LibraryLut;
import dev.lutra.library.LibraryModel;
import dev.lutra.network.EncodedLut;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A blend of several LUTs by weight. It has the same title, name and fingerprint for any order of its parts.
 *
 * @param parts 2 or more parts with the same domain. The weights are positive and sum to 1. The largest weight comes
 *     first; equal weights are sorted by id
 * @param space the space in which they are mixed. Embeddings are mixed only if one {@link #model} holds all LUTs
 */
public record Blend(List<Part> parts, Space space) implements ColorMap {

    /** The largest number of parts that a name lists. */
    private static final int NAMED = 3;

    private static final Comparator<Part> ORDER =
            Comparator.comparingDouble(Part::weight).reversed().thenComparing(part -> part.lut.id());

    public Blend {
        parts = parts.stream().sorted(ORDER).toList();
    }

    /**
     * A LUT and its weight.
     *
     * @param weight above 0 and below 1
     */
    public record Part(LibraryLut lut, double weight) {

        /** The percentage, with up to two decimals, so that titles of different blends differ. */
        private String percent() {
            return BigDecimal.valueOf(100 * weight)
                    .setScale(2, RoundingMode.HALF_UP)
                    .stripTrailingZeros()
                    .toPlainString();
        }

        private String text() {
            return "%s %% %s".formatted(percent(), lut.title());
        }
    }

    /** The space in which LUTs are mixed. */
    public enum Space {
        /** The weighted mean of the outputs of the LUTs, as layers with these opacities show. */
        OUTPUT,
        /** The network makes one new LUT from the mixed embeddings (paper, section 4.5). */
        EMBEDDING
    }

    /** The model that holds all LUTs; null if there is none. */
    @Nullable
    LibraryModel model() {
        List<LibraryModel> models = parts.stream()
                .flatMap(part -> part.lut.encoding().stream())
                .map(encoding -> encoding.model())
                .toList();
        LibraryModel first = models.isEmpty() ? null : models.getFirst();
        boolean shared = first != null
                && models.size() == parts.size()
                && models.stream().allMatch(model -> model.key() == first.key());
        return shared ? first : null;
    }

    /** The mix as input for the network of {@link #model}: the mixed embedding and range, over the common domain. */
    EncodedLut encoded() {
        List<EncodedLut> luts =
                parts.stream().map(part -> part.lut.encoded().orElseThrow()).toList();
        var embedding = new float[luts.getFirst().embedding().length];
        for (int i = 0; i < embedding.length; i++) {
            int index = i;
            embedding[i] = mix(part -> luts.get(part).embedding()[index]);
        }
        var range = new RgbBox(
                mixColor(part -> luts.get(part).range().min()),
                mixColor(part -> luts.get(part).range().max()));
        return new EncodedLut(embedding, domain(), range);
    }

    @Override
    public String name() {
        String name = parts.size() > NAMED
                ? "blend-of-%d-%08x".formatted(parts.size(), fingerprint().hashCode())
                : parts.stream()
                        .map(part -> part.lut.id() + "-" + part.percent())
                        .collect(Collectors.joining("-"));
        return space == Space.OUTPUT ? name : name + "-by-embedding";
    }

    @Override
    public String title() {
        String title = parts.size() > NAMED
                ? parts.stream().limit(NAMED).map(Part::text).collect(Collectors.joining(", "))
                        + " and %d more".formatted(parts.size() - NAMED)
                : parts.stream().map(Part::text).collect(Collectors.joining(", "));
        return space == Space.OUTPUT ? title : title + ", by embedding";
    }

    /** The inputs that the blend spans. */
    public RgbBox domain() {
        return parts.getFirst().lut.inputs();
    }

    @Override
    public String fingerprint() {
        return parts.stream()
                .map(part -> part.weight + " " + part.lut.fingerprint())
                .collect(Collectors.joining("\n", "blend of %s\n".formatted(space), ""));
    }

    @Override
    public boolean isDecoded() {
        return parts.stream().anyMatch(part -> part.lut.encoding().isPresent());
    }

    private Rgb mixColor(Function<Integer, Rgb> color) {
        return new Rgb(
                mix(part -> color.apply(part).red()),
                mix(part -> color.apply(part).green()),
                mix(part -> color.apply(part).blue()));
    }

    private float mix(Function<Integer, Float> value) {
        double sum = 0;
        for (int part = 0; part < parts.size(); part++) {
            sum += parts.get(part).weight * value.apply(part);
        }
        return (float) sum;
    }
}
