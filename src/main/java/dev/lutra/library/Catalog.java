package dev.lutra.library;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that the library holds at one moment: it never changes.
 *
 * @param version of the library that it shows
 * @param models by slug, the latest last
 * @param active the model that answers plain requests; null if there is none
 * @param inverting the bijective model that answers for inverses; null if there is none
 * @param luts by slug, in the order in which they came; each is answered by the active model if that promises something of it, else from
 *     its source, else by the latest model that holds it
 * @param holdings for each model by slug its LUTs, by index and with that model's encodings
 */
record Catalog(
        long version,
        Map<String, LibraryModel> models,
        @Nullable LibraryModel active,
        @Nullable LibraryModel inverting,
        Map<String, LibraryLut> luts,
        Map<String, Map<Integer, LibraryLut>> holdings) {

    /** What fits an int. */
    private static final int MAX_INDEX_DIGITS = 9;

    static final Catalog EMPTY = new Catalog(-1, Map.of(), null, null, Map.of(), Map.of());

    /**
     * Puts a catalog together.
     *
     * @param models the latest last
     * @param luts without encodings
     * @param encodings of each LUT by its key, in the order of the models
     */
    static Catalog of(
            long version,
            List<LibraryModel> models,
            @Nullable String active,
            @Nullable String inverting,
            List<LibraryLut> luts,
            Map<Long, List<Encoding>> encodings) {
        Map<String, LibraryModel> modelsBySlug = new LinkedHashMap<>();
        models.forEach(model -> modelsBySlug.put(model.id(), model));
        Map<String, LibraryLut> lutsBySlug = new LinkedHashMap<>();
        Map<String, Map<Integer, LibraryLut>> holdings = new LinkedHashMap<>();
        for (LibraryLut lut : luts) {
            List<Encoding> held = encodings.getOrDefault(lut.key(), List.of());
            lutsBySlug.put(lut.id(), lut.withEncoding(choose(lut, held, active)));
            for (Encoding encoding : held) {
                holdings.computeIfAbsent(encoding.model().id(), slug -> new TreeMap<>())
                        .put(encoding.index(), lut.withEncoding(encoding));
            }
        }
        return new Catalog(
                version,
                modelsBySlug,
                active == null ? null : modelsBySlug.get(active),
                inverting == null ? null : modelsBySlug.get(inverting),
                lutsBySlug,
                holdings);
    }

    private static @Nullable Encoding choose(LibraryLut lut, List<Encoding> held, @Nullable String activeModel) {
        Optional<Encoding> active = held.stream()
                .filter(encoding -> encoding.model().id().equals(activeModel))
                .findFirst();
        if (lut.hasSource()) {
            return active.filter(encoding -> !encoding.accuracy().isNone()).orElse(null);
        }
        return active.orElseGet(() -> held.isEmpty() ? null : held.getLast());
    }

    LibraryModel model(String id) {
        LibraryModel model = models.get(id);
        if (model == null) {
            throw new ModelNotFound(id);
        }
        return model;
    }

    /** The LUTs that a model holds, by index. */
    Map<Integer, LibraryLut> holdings(LibraryModel model) {
        return holdings.getOrDefault(model.id(), Map.of());
    }

    /** @see Library#find */
    LibraryLut find(String id, @Nullable String model) {
        LibraryModel pinned = model == null ? null : model(model);
        Optional<LibraryLut> found =
                Slug.isNumber(id) ? byIndex(id, model == null ? active : pinned) : bySlug(id, pinned);
        return found.orElseThrow(() -> new LutNotFound(id));
    }

    private Optional<LibraryLut> bySlug(String id, @Nullable LibraryModel model) {
        return model == null
                ? Optional.ofNullable(luts.get(id))
                : holdings(model).values().stream()
                        .filter(lut -> lut.id().equals(id))
                        .findFirst();
    }

    private Optional<LibraryLut> byIndex(String index, @Nullable LibraryModel model) {
        return model == null || index.length() > MAX_INDEX_DIGITS
                ? Optional.empty()
                : Optional.ofNullable(holdings(model).get(Integer.parseInt(index)));
    }

    /** @see Library#search */
    LutPage search(LutQuery query) {
        List<LibraryLut> matches =
                candidates(query.model()).filter(query::matches).toList();
        List<LibraryLut> items = matches.stream()
                .skip((long) query.page() * query.size())
                .limit(query.size())
                .toList();
        return new LutPage(items, query.page(), query.size(), matches.size());
    }

    private Stream<LibraryLut> candidates(@Nullable String model) {
        if (model != null) {
            return holdings(model(model)).values().stream();
        }
        if (active == null) {
            return luts.values().stream();
        }
        Map<Integer, LibraryLut> held = holdings(active);
        Stream<LibraryLut> others = luts.values().stream()
                .filter(lut -> lut.held() == null || !lut.held().model().id().equals(active.id()));
        return Stream.concat(held.values().stream(), others);
    }
}
