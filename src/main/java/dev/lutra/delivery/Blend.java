package dev.lutra.delivery;

import dev.lutra.color.Domain;
import dev.lutra.color.Rgb;
import dev.lutra.library.LibraryLut;
import dev.lutra.library.LibraryModel;
import dev.lutra.network.EncodedLut;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Several LUTs mixed by weight. Where one model holds them all their embeddings are mixed (paper, section 4.5), and the
 * network makes one LUT of the mix; where not, their outputs are.
 *
 * @param parts 2 or more, of one domain; the weights are positive and sum to 1
 */
public record Blend(List<Part> parts) implements Subject {

    /** Beyond, names of all of them would make no name. */
    private static final int NAMED = 3;

    public Blend {
        parts = List.copyOf(parts);
    }

    /**
     * A LUT and its share.
     *
     * @param weight above 0, below 1
     */
    public record Part(LibraryLut lut, double weight) {

        private int percent() {
            return (int) Math.round(100 * weight);
        }
    }

    /** Where LUTs are mixed. */
    public enum Space {
        EMBEDDING,
        OUTPUT
    }

    public Space space() {
        return model() == null ? Space.OUTPUT : Space.EMBEDDING;
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
        var numbers = new float[luts.getFirst().numbers().length];
        for (int i = 0; i < numbers.length; i++) {
            int index = i;
            numbers[i] = mix(part -> luts.get(part).numbers()[index]);
        }
        var range = new Domain(
                mixColor(part -> luts.get(part).range().min()),
                mixColor(part -> luts.get(part).range().max()));
        return new EncodedLut(numbers, domain(), range);
    }

    @Override
    public String name() {
        return parts.size() > NAMED
                ? "blend-of-" + parts.size()
                : parts.stream()
                        .map(part -> part.lut.id() + "-" + part.percent())
                        .collect(Collectors.joining("-"));
    }

    @Override
    public String title() {
        return parts.size() > NAMED
                ? "Blend of %d LUTs".formatted(parts.size())
                : parts.stream()
                        .map(part -> "%d %% %s".formatted(part.percent(), part.lut.title()))
                        .collect(Collectors.joining(", "));
    }

    /** The inputs that it spans. */
    public Domain domain() {
        return parts.getFirst().lut.domain();
    }

    @Override
    public String fingerprint() {
        return parts.stream()
                .map(part -> part.weight + " " + part.lut.fingerprint())
                .collect(Collectors.joining("\n", "blend\n", ""));
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
