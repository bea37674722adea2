package dev.lutra.library;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/**
 * The models that are there and the LUTs of the library, as of the last look at the database. One of the models is
 * active: it answers plain requests. Lookups never wait for the database.
 */
@Service
public final class Library {

    private static final Logger log = LoggerFactory.getLogger(Library.class);

    private final CatalogReader reader;
    private final ObjectProvider<ModelActivation> activations;
    private final ReentrantLock refreshing = new ReentrantLock();
    private volatile Catalog catalog = Catalog.EMPTY;

    Library(CatalogReader reader, ObjectProvider<ModelActivation> activations) {
        this.reader = reader;
        this.activations = activations;
    }

    /** What requests are answered by at the moment. */
    Catalog catalog() {
        return catalog;
    }

    /** All models, the latest last. */
    public List<LibraryModel> models() {
        return List.copyOf(catalog.models().values());
    }

    /**
     * Finds a model.
     *
     * @throws ModelNotFound if there is no such model
     */
    public LibraryModel model(String id) {
        return catalog.model(id);
    }

    /** The model that answers plain requests; empty if there is none at all. */
    public Optional<LibraryModel> active() {
        return Optional.ofNullable(catalog.active());
    }

    /** The bijective model that answers for inverses; empty if there is none. */
    public Optional<LibraryModel> inverting() {
        return Optional.ofNullable(catalog.inverting());
    }

    /** A LUT as one model holds it; empty if it does not. */
    public Optional<LibraryLut> held(LibraryLut lut, LibraryModel model) {
        return catalog.held(lut, model);
    }

    /** The LUTs that a model holds, by index: an index whose LUT was deleted is not there. */
    public Map<Integer, LibraryLut> holdings(LibraryModel model) {
        return catalog.holdings(model);
    }

    /** How close a model comes to what it holds. */
    public FidelitySummary fidelity(LibraryModel model) {
        return catalog.luts().fidelity(model);
    }

    /** All LUTs, in the order in which they came. */
    public List<LibraryLut> luts() {
        return catalog.answered().toList();
    }

    /**
     * Finds a LUT.
     *
     * @param id its slug, or its index in the model; a number always means an index
     * @param model id of a model that is to answer, or null for the active one; a LUT that the active one does not hold
     *     is answered from its source, and failing that by the latest model that holds it
     * @throws ModelNotFound if there is no such model
     * @throws LutNotFound if there is no such LUT, or the named model does not hold it
     */
    public LibraryLut find(String id, @Nullable String model) {
        return catalog.find(id, model);
    }

    /**
     * What the bare network makes of a LUT.
     *
     * @param id slug, or index in the model
     * @param model id of the model; null for the active one
     * @throws LutNotFound if that model does not hold it, or there is none
     * @throws ModelNotFound if there is no such model
     */
    public LibraryLut bare(String id, @Nullable String model) {
        Catalog now = catalog;
        LibraryModel answering = model == null ? now.active() : now.model(model);
        if (answering == null) {
            throw new LutNotFound(id);
        }
        return now.find(id, answering.id()).fromNetwork();
    }

    /**
     * Finds the LUTs that match a query, in the order of the model, then those that it does not hold.
     *
     * @throws ModelNotFound if the query names a model that is not there
     */
    public LutPage search(LutQuery query) {
        return catalog.search(query);
    }

    /**
     * Looks at the database: what was committed before is seen afterwards. Where another model has become active, it is
     * made ready first, and requests are answered by the old one until then.
     */
    public void refresh() {
        refreshing.lock();
        try {
            if (reader.revision().equals(catalog.revision())) {
                return;
            }
            Catalog next = reader.read(catalog);
            LibraryModel old = catalog.active();
            LibraryModel active = next.active();
            if (active == null || (old != null && old.key() == active.key())) {
                catalog = next;
                return;
            }
            activations.forEach(activation -> activation.prepare(active));
            catalog = next;
            log.info("Model '{}' is active", active.id());
            activations.forEach(activation -> activation.activated(active));
        } finally {
            refreshing.unlock();
        }
    }
}
