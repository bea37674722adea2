package dev.lutra.pair;

import dev.lutra.library.Library;
import dev.lutra.library.LibraryLut;
import dev.lutra.library.LibraryModel;
import dev.lutra.network.engine.Engines;
import dev.lutra.network.learn.PairFit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fit of the model that was used last. It is made again for another model, and once the model has a tenth more looks.
 * It computes on the processor, because the system of one look is small.
 */
final class ModelFits {

    private static final double MORE = 1.1;

    private final Library library;
    private @Nullable Kept kept;

    ModelFits(Library library) {
        this.library = library;
    }

    private record Kept(long model, int looks, PairFit fit) {

        boolean serves(LibraryModel wanted, int now) {
            return model == wanted.key() && now <= MORE * looks && looks <= MORE * now;
        }
    }

    /** The fit of a model with a prior. */
    synchronized PairFit of(LibraryModel model) {
        Map<Integer, LibraryLut> holdings = library.holdings(model);
        Kept now = kept;
        if (now == null || !now.serves(model, holdings.size())) {
            List<float[]> embeddings = holdings.entrySet().stream()
                    .sorted(Comparator.comparing(Map.Entry::getKey))
                    .map(look ->
                            look.getValue().encoding().orElseThrow().embedding().values())
                    .toList();
            now = new Kept(
                    model.key(), embeddings.size(), PairFit.of(model.network(), embeddings, Engines.choose("cpu")));
            kept = now;
        }
        return now.fit();
    }
}
