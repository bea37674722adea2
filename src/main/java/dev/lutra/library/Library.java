package dev.lutra.library;

import dev.lutra.network.Model;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The models that are there and the LUTs that they hold. One of the models is active: it answers plain requests. */
public final class Library {

    private static final String PREFERRED = "film";

    private final Map<String, Catalog> catalogs = new TreeMap<>();
    private final @Nullable Catalog active;

    /**
     * Makes a library of models.
     *
     * @param active id of the active model; if null {@code film} where it is there, else the first by id
     * @throws IllegalArgumentException if two models have the same id, or the active one is not among them
     */
    Library(List<Model> models, @Nullable String active) {
        for (Model model : models) {
            String id = model.info().id();
            if (catalogs.putIfAbsent(id, Catalog.of(model)) != null) {
                throw new IllegalArgumentException("two model files hold a model called '%s'".formatted(id));
            }
        }
        this.active = choose(active);
    }

    /** All models, in the order of their ids. */
    public List<Model> models() {
        return catalogs.values().stream().map(Catalog::model).toList();
    }

    /** The model that answers plain requests; empty if there is none at all. */
    public Optional<Model> active() {
        return Optional.ofNullable(active).map(Catalog::model);
    }

    /**
     * Finds a LUT.
     *
     * @param id its slug, or its index in the model; a slug that looks like a number wins over the index
     * @param model id of a model, or null for the active one
     * @throws ModelNotFound if there is no such model
     * @throws LutNotFound if the model holds no such LUT
     */
    public LibraryLut find(String id, @Nullable String model) {
        return catalog(model).flatMap(catalog -> catalog.find(id)).orElseThrow(() -> new LutNotFound(id));
    }

    /**
     * Finds the LUTs that match a query, in the order of the model.
     *
     * @throws ModelNotFound if the query names a model that is not there
     */
    public LutPage search(LutQuery query) {
        List<LibraryLut> matches = catalog(query.model()).stream()
                .flatMap(catalog -> catalog.luts().stream())
                .filter(query::matches)
                .toList();
        List<LibraryLut> items = matches.stream()
                .skip((long) query.page() * query.size())
                .limit(query.size())
                .toList();
        return new LutPage(items, query.page(), query.size(), matches.size());
    }

    private Optional<Catalog> catalog(@Nullable String model) {
        if (model == null) {
            return Optional.ofNullable(active);
        }
        Catalog catalog = catalogs.get(model);
        if (catalog == null) {
            throw new ModelNotFound(model);
        }
        return Optional.of(catalog);
    }

    private @Nullable Catalog choose(@Nullable String wanted) {
        if (wanted == null) {
            Catalog preferred = catalogs.get(PREFERRED);
            return preferred != null
                    ? preferred
                    : catalogs.values().stream().findFirst().orElse(null);
        }
        Catalog chosen = catalogs.get(wanted);
        if (chosen == null) {
            throw new IllegalArgumentException(
                    "lutra.models.active is '%s', but the models are %s".formatted(wanted, catalogs.keySet()));
        }
        return chosen;
    }

    /** The LUTs of one model, in its order and by their slugs. */
    private record Catalog(Model model, List<LibraryLut> luts, Map<String, LibraryLut> bySlug) {

        static Catalog of(Model model) {
            var fingerprints = Fingerprints.of(model.network());
            Map<String, LibraryLut> bySlug = new LinkedHashMap<>();
            for (int index = 0; index < model.luts().size(); index++) {
                var lut = model.luts().get(index);
                String fingerprint = fingerprints.of(model.embeddings().get(index), lut.domain(), lut.range());
                bySlug.put(lut.id(), new LibraryLut(model, index, fingerprint));
            }
            return new Catalog(model, List.copyOf(bySlug.values()), bySlug);
        }

        Optional<LibraryLut> find(String id) {
            LibraryLut named = bySlug.get(id);
            if (named != null || !id.matches("\\d{1,9}")) {
                return Optional.ofNullable(named);
            }
            int index = Integer.parseInt(id);
            return index < luts.size() ? Optional.of(luts.get(index)) : Optional.empty();
        }
    }
}
