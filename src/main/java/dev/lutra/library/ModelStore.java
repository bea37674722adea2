package dev.lutra.library;

import dev.lutra.codec.Accuracy;
import dev.lutra.network.LookCode;
import dev.lutra.network.Model;
import dev.lutra.network.ModelLut;
import dev.lutra.network.Network;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Changes the models of the library. Each change takes effect as a whole or not at all, and the {@link Library} shows
 * it at once.
 */
@Service
public class ModelStore {

    private final ModelTable table;
    private final EncodingTable held;
    private final LookStore looks;
    private final Library library;
    private final LockedLibrary locked;
    private final LibraryVersion version;
    private final ObjectProvider<ModelActivation> activations;
    private final ObjectProvider<EncodingQueue> encodings;
    private final TransactionTemplate transaction;

    ModelStore(
            ModelTable table,
            EncodingTable held,
            LookStore looks,
            Library library,
            LockedLibrary locked,
            LibraryVersion version,
            ObjectProvider<ModelActivation> activations,
            ObjectProvider<EncodingQueue> encodings,
            TransactionTemplate transaction) {
        this.table = table;
        this.held = held;
        this.looks = looks;
        this.library = library;
        this.locked = locked;
        this.version = version;
        this.activations = activations;
        this.encodings = encodings;
        this.transaction = transaction;
    }

    /**
     * Loads a model with all of its LUTs or some of them.
     *
     * @param luts the slugs of the LUTs; empty for all
     * @param withDetails false for the embeddings alone, without a promise, which saves time and memory
     * @throws LutNotFound if the model does not hold one of them
     */
    public Model load(LibraryModel model, Collection<String> luts, boolean withDetails) {
        Collection<LibraryLut> wanted = luts.isEmpty()
                ? library.holdings(model).values()
                : luts.stream()
                        .map(lut -> library.find(lut, model.id()))
                        .distinct()
                        .toList();
        var described = new ArrayList<ModelLut>();
        var stored = new ArrayList<LookCode>();
        for (LibraryLut lut : wanted) {
            Encoding held = lut.encoding().orElseThrow();
            Encoding encoding = withDetails ? held : held.bare();
            described.add(new ModelLut(
                    lut.id(),
                    lut.title(),
                    lut.tags(),
                    lut.license(),
                    lut.attribution(),
                    lut.source(),
                    lut.domain(),
                    lut.shaper(),
                    encoding.range(),
                    encoding.accuracy(),
                    encoding.fidelity()));
            stored.add(withDetails ? looks.code(lut) : new LookCode(encoding.embedding(), null));
        }
        return new Model(model.info(), model.network(), described, stored);
    }

    /**
     * Adds a model that was trained by this service. LUTs that were deleted in the meantime are left out.
     *
     * @param info the description; if its id is taken already, a number is appended
     * @param within runs in the same transaction and receives the slug of the model
     * @return the model's slug
     */
    public String publish(
            Model.Info info, Network network, List<NewEncoding> encodings, boolean activate, Consumer<String> within) {
        String slug = transaction.execute(status -> {
            version.raise();
            Set<String> taken = table.slugs();
            String unused = Slug.unused(info.id(), taken::contains);
            long key = table.insert(Model.empty(info.withId(unused), network), null);
            hold(key, encodings);
            ModelRole role = ModelRole.of(network);
            if (activate || !table.hasActive(role)) {
                table.activate(key, role);
                queueMissing(unused);
            }
            within.accept(unused);
            return unused;
        });
        library.refresh();
        return slug;
    }

    /**
     * Appends LUTs to a model. A LUT that the model holds already gets its new detail if that is more accurate. LUTs
     * that were deleted in the meantime are left out.
     *
     * @throws ModelNotFound if there is no such model
     */
    public void append(String model, List<NewEncoding> encodings) {
        transaction.executeWithoutResult(status -> {
            version.raise();
            hold(table.key(model).orElseThrow(() -> new ModelNotFound(model)), encodings);
        });
        library.refresh();
    }

    /**
     * Makes a model the active one: a bijective model for inverses, any other for requests that name no model. LUTs
     * that the model does not hold yet and whose sources are kept are queued for encoding.
     *
     * @throws ModelNotFound if there is no such model
     */
    public void activate(String id) {
        LibraryModel model = library.model(id);
        activations.forEach(activation -> activation.prepare(model));
        transaction.executeWithoutResult(status -> {
            version.raise();
            table.activate(model.key(), ModelRole.of(model.network()));
            queueMissing(id);
        });
        library.refresh();
    }

    private void queueMissing(String model) {
        List<String> missing = locked.lacking(model);
        if (!missing.isEmpty()) {
            encodings.ifAvailable(queue -> queue.add(missing, model));
        }
    }

    private void hold(long model, List<NewEncoding> encodings) {
        int position = held.nextPosition(model);
        for (NewEncoding encoding : encodings) {
            long lut = encoding.lut().key();
            Optional<Accuracy> kept = held.kept(model, lut);
            if (kept.isPresent()) {
                // Several jobs may encode the same LUT, and the one with the lower accuracy may end last.
                Accuracy offered = encoding.look().accuracy();
                if (!offered.isNone() && !kept.get().keeps(offered)) {
                    held.complete(model, lut, encoding.look());
                }
            } else if (held.isThere(lut)) {
                held.hold(model, lut, position++, encoding.look());
            }
        }
    }
}
