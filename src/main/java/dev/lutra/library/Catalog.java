package dev.lutra.library;

import dev.lutra.color.LookDescription;
import dev.lutra.color.Signature;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
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
        var all = new ArrayList<Neighbours.Neighbour>(luts.entries().size());
        for (CatalogEntry entry : luts.entries()) {
            LibraryLut lut = entry.lut();
            LookDescription other = lut.description();
            if (other != null && (except == null || lut.key() != except.key())) {
                all.add(new Neighbours.Neighbour(lut, look.distance(other.signature())));
            }
        }
        // The sort is stable, so that the older of equal LUTs comes first.
        all.sort(Comparator.comparingDouble(Neighbours.Neighbour::distance));
        List<Neighbours.Neighbour> items = all.stream()
                .skip((long) page * size)
                .limit(size)
                .map(near -> new Neighbours.Neighbour(plain(near.lut()), near.distance()))
                .toList();
        return new Neighbours(items, page, size, all.size());
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
