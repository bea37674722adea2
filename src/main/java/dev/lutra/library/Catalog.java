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
 * @param luts by slug, in the order in which they came; each is answered by the active model if that keeps its promise, else from
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
            lutsBySlug.put(lut.id(), answering(lut, held, active));
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

    /**
     * Who answers plain requests: the active model if it keeps what was promised of the LUT, else the source; without one
     * the latest model that keeps the promise, and failing that any.
     */
    private static LibraryLut answering(LibraryLut lut, List<Encoding> held, @Nullable String activeModel) {
        Encoding active = held.stream()
                .filter(encoding -> encoding.model().id().equals(activeModel))
                .findFirst()
                .orElse(null);
        if (active != null && active.accuracy().keeps(lut.accuracy())) {
            return lut.withEncoding(active);
        }
        if (!lut.hasSource()) {
            return lut.withEncoding(withoutSource(lut, held, active));
        }
        return active == null || lut.accuracy().isNone()
                ? lut
                : lut.withWarning("model '%s' holds it, but not within %s: its source answers"
                        .formatted(active.model().id(), lut.accuracy()));
    }

    private static @Nullable Encoding withoutSource(LibraryLut lut, List<Encoding> held, @Nullable Encoding active) {
        if (active != null && lut.accuracy().isNone()) {
            return active;
        }
        Optional<Encoding> keeping = held.stream()
                .filter(encoding -> encoding.accuracy().keeps(lut.accuracy()))
                .reduce((one, later) -> later);
        return keeping.orElse(active == null && !held.isEmpty() ? held.getLast() : active);
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
        Optional<LibraryLut> found = pinned == null ? plain(id) : held(id, pinned);
        return found.orElseThrow(() -> new LutNotFound(id));
    }

    /** As plain requests are answered. */
    private Optional<LibraryLut> plain(String id) {
        if (!Slug.isNumber(id)) {
            return Optional.ofNullable(luts.get(id));
        }
        return active == null
                ? Optional.empty()
                : held(id, active).flatMap(lut -> Optional.ofNullable(luts.get(lut.id())));
    }

    private Optional<LibraryLut> held(String id, LibraryModel model) {
        Map<Integer, LibraryLut> held = holdings(model);
        if (Slug.isNumber(id)) {
            return id.length() > MAX_INDEX_DIGITS
                    ? Optional.empty()
                    : Optional.ofNullable(held.get(Integer.parseInt(id)));
        }
        return held.values().stream().filter(lut -> lut.id().equals(id)).findFirst();
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
        Map<Long, LibraryLut> held = new LinkedHashMap<>();
        holdings(active).values().forEach(lut -> held.put(lut.key(), lut));
        Stream<LibraryLut> first = held.values().stream().map(lut -> luts.getOrDefault(lut.id(), lut));
        Stream<LibraryLut> others = luts.values().stream().filter(lut -> !held.containsKey(lut.key()));
        return Stream.concat(first, others);
    }
}
