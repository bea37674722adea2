package dev.lutra.library;

import dev.lutra.color.Signature;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An immutable snapshot of the library.
 *
 * @param revision the revision of the library that it shows
 * @param models the models by slug, the newest last
 * @param active the model that answers requests that name no model; null if there is none
 * @param inverting the bijective model that answers for inverses; null if there is none
 * @param luts the LUTs with their encodings
 */
record Catalog(
        Revision revision,
        Map<String, LibraryModel> models,
        @Nullable LibraryModel active,
        @Nullable LibraryModel inverting,
        LutIndex luts) {

    /** A number with at most this many digits fits an int. */
    private static final int MAX_INDEX_DIGITS = 9;

    static final Catalog EMPTY = new Catalog(Revision.NONE, Map.of(), null, null, LutIndex.EMPTY);

    LibraryModel model(String id) {
        LibraryModel model = models.get(id);
        if (model == null) {
            throw new ModelNotFound(id);
        }
        return model;
    }

    /** The LUTs that a model holds, by index. */
    Map<Integer, LibraryLut> holdings(LibraryModel model) {
        return luts.heldBy(model);
    }

    /** A LUT as one model holds it. */
    Optional<LibraryLut> held(LibraryLut lut, LibraryModel model) {
        return luts.find(lut.key()).flatMap(entry -> entry.heldBy(model));
    }

    /** All LUTs, each with the encoding or the source that answers requests that name no model, oldest first. */
    Stream<LibraryLut> answered() {
        return luts.entries().stream().map(entry -> entry.answered(active));
    }

    /** @see LookDescriptions#missing */
    Stream<LibraryLut> undescribed() {
        return luts.entries().stream()
                .filter(entry -> entry.lut().description() == null)
                .map(entry -> entry.answered(active));
    }

    /** @see Library#find */
    LibraryLut find(String id, @Nullable String model) {
        LibraryModel pinned = model == null ? null : model(model);
        Optional<LibraryLut> found = pinned == null ? plain(id) : held(id, pinned);
        return found.orElseThrow(() -> new LutNotFound(id));
    }

    /** The LUT with the encoding or the source that answers requests that name no model. */
    private Optional<LibraryLut> plain(String id) {
        if (!Slug.isNumber(id)) {
            return luts.find(id).map(entry -> entry.answered(active));
        }
        return active == null ? Optional.empty() : held(id, active).map(this::plain);
    }

    private LibraryLut plain(LibraryLut lut) {
        return luts.find(lut.key()).orElseThrow().answered(active);
    }

    private Optional<LibraryLut> held(String id, LibraryModel model) {
        if (!Slug.isNumber(id)) {
            return luts.find(id).flatMap(entry -> entry.heldBy(model));
        }
        return id.length() > MAX_INDEX_DIGITS
                ? Optional.empty()
                : Optional.ofNullable(holdings(model).get(Integer.parseInt(id)));
    }

    /** @see Library#search */
    LutPage search(LutQuery query) {
        List<LibraryLut> matches = query.sort()
                .sorted(candidates(query.model()).filter(query::matches))
                .toList();
        List<LibraryLut> items = matches.stream()
                .skip((long) query.page() * query.size())
                .limit(query.size())
                .map(lut -> query.model() == null ? plain(lut) : lut)
                .toList();
        return new LutPage(items, query.page(), query.size(), matches.size());
    }

    /** @see Library#nearest */
    Neighbours nearest(Signature look, @Nullable LibraryLut except, int page, int size) {
        List<LibraryLut> others = luts.entries().stream()
                .map(CatalogEntry::lut)
                .filter(lut -> lut.description() != null && (except == null || lut.key() != except.key()))
                .toList();
        // Numbers, because objects would take most of the time: the distance, and behind it the position in the list.
        var ranks = new long[others.size()];
        for (int i = 0; i < ranks.length; i++) {
            ranks[i] = (long) Float.floatToIntBits((float) distance(look, others.get(i))) << Integer.SIZE | i;
        }
        Arrays.sort(ranks);
        List<Neighbours.Neighbour> items = Arrays.stream(ranks)
                .skip((long) page * size)
                .limit(size)
                .mapToObj(rank -> others.get((int) rank))
                .map(lut -> new Neighbours.Neighbour(plain(lut), distance(look, lut)))
                .toList();
        return new Neighbours(items, page, size, ranks.length);
    }

    private static double distance(Signature look, LibraryLut lut) {
        return look.distance(Objects.requireNonNull(lut.description()).signature());
    }

    private Stream<LibraryLut> candidates(@Nullable String model) {
        if (model != null) {
            return holdings(model(model)).values().stream();
        }
        if (active == null) {
            return luts.entries().stream().map(CatalogEntry::lut);
        }
        Stream<LibraryLut> others = luts.entries().stream()
                .filter(entry -> entry.heldBy(active).isEmpty())
                .map(CatalogEntry::lut);
        return Stream.concat(holdings(active).values().stream(), others);
    }
}
