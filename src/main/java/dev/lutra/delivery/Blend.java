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
 * Several LUTs mixed by weight: one blend, with one title, name and fingerprint, in whatever order its parts came.
 *
 * @param parts 2 or more, of one domain; the weights are positive and sum to 1. The largest weight comes first, equal ones
 *     by id
 * @param space where they are mixed; embeddings only where one {@link #model} holds them all
 */
public record Blend(List<Part> parts, Space space) implements ColorMap {

    /** Most parts that a name lists. */
    private static final int NAMED = 3;

    private static final Comparator<Part> ORDER =
            Comparator.comparingDouble(Part::weight).reversed().thenComparing(part -> part.lut.id());

    public Blend {
        parts = parts.stream().sorted(ORDER).toList();
    }

    /**
     * A LUT and its share.
     *
     * @param weight above 0, below 1
     */
    public record Part(LibraryLut lut, double weight) {

        /** With up to two decimals, which tell one blend from the next. */
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

    /** Where LUTs are mixed. */
    public enum Space {
        /** The weighted mean of what the LUTs give: what layers of those opacities show. */
        OUTPUT,
        /** The network makes one LUT of the mixed embeddings (paper, section 4.5): a look of its own. */
        EMBEDDING
    }

    /** The model that holds them all; null if there is none. */
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

    /** The mix as the network of {@link #model} takes it: of the embeddings, and of what its unit cube stands for. */
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

    /** The inputs that it spans. */
    public RgbBox domain() {
        return parts.getFirst().lut.domain();
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
