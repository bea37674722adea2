package dev.lutra.library;

import dev.lutra.color.Signature;
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
 * The models and the LUTs of the library, as of the last refresh from the database. One of the models is active: it
 * answers requests that name no model. Lookups never wait for the database.
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

    /** The snapshot that answers requests now. */
    Catalog catalog() {
        return catalog;
    }

    /** The version of what answers requests now: a number that every change of the library raises. */
    public long version() {
        return catalog.revision().version();
    }

    /** All models, the newest last. */
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

    /** The model that answers requests that name no model; empty if there is none. */
    public Optional<LibraryModel> active() {
        return Optional.ofNullable(catalog.active());
    }

    /** The bijective model that answers for inverses; empty if there is none. */
    public Optional<LibraryModel> inverting() {
        return Optional.ofNullable(catalog.inverting());
    }

    /** A LUT with its encoding in one model; empty if the model does not hold it. */
    public Optional<LibraryLut> held(LibraryLut lut, LibraryModel model) {
        return catalog.held(lut, model);
    }

    /** The LUTs that a model holds, by index. The index of a deleted LUT is missing. */
    public Map<Integer, LibraryLut> holdings(LibraryModel model) {
        return catalog.holdings(model);
    }

    /** The mean error of a model over its LUTs. */
    public FidelitySummary fidelity(LibraryModel model) {
        return catalog.luts().fidelity(model);
    }

    /** All LUTs, oldest first. */
    public List<LibraryLut> luts() {
        return catalog.answered().toList();
    }

    /**
     * Finds a LUT.
     *
     * @param id the slug of the LUT, or its index in the model; a number always means an index
     * @param model the id of the model that answers, or null for the active model. For a LUT that the active model does
     *     not hold, the source answers, and if the source is not kept, the newest model that holds the LUT
     * @throws ModelNotFound if there is no such model
     * @throws LutNotFound if there is no such LUT, or the named model does not hold it
     */
    public LibraryLut find(String id, @Nullable String model) {
        return catalog.find(id, model);
    }

    /**
     * Finds a LUT whose answer comes from the bare network.
     *
     * @param id the slug of the LUT, or its index in the model
     * @param model the id of the model, or null for the active model
     * @throws LutNotFound if the model does not hold the LUT, or there is no active model
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
     * Finds the LUTs that match a query.
     *
     * @throws ModelNotFound if the query names a model that does not exist
     */
    public LutPage search(LutQuery query) {
        return catalog.search(query);
    }

    /**
     * Finds the LUTs that do to colours what a look does, among those at which Lutra has looked. This compares with all
     * of them and takes some milliseconds for thousands.
     *
     * @param except is left out; null for none
     * @param page the number of the page, from 0
     * @param size the number of LUTs on a page, 1 or more
     */
    public Neighbours nearest(Signature look, @Nullable LibraryLut except, int page, int size) {
        return catalog.nearest(look, except, page, size);
    }

    /**
     * Reads the changes from the database. Afterwards the library shows everything that was committed before this call.
     * If another model has become active, the library prepares it first; until then the old model answers.
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
