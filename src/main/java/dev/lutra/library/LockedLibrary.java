package dev.lutra.library;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The library as seen by a transaction that has {@linkplain LibraryVersion#raise raised the version}. No other
 * transaction changes the library until this one ends. It never answers requests, because the transaction may be rolled
 * back.
 */
@Component
public class LockedLibrary {

    private final Library library;
    private final CatalogReader reader;

    LockedLibrary(Library library, CatalogReader reader) {
        this.library = library;
        this.reader = reader;
    }

    /** Returns a test of whether a LUT has a slug at the time of this call. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Predicate<String> slugs() {
        LutIndex luts = reader.read(library.catalog()).luts();
        return slug -> luts.find(slug).isPresent();
    }

    /** The slugs of all LUTs whose sources the library keeps and that the model does not hold within their accuracy. */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<String> lacking(String model) {
        Catalog now = reader.read(library.catalog());
        return lacking(now.luts().entries().stream(), now.model(model));
    }

    /**
     * The same for some LUTs.
     *
     * @param luts the slugs of these LUTs
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<String> lacking(LibraryModel model, List<String> luts) {
        return lacking(reader.entries(luts).stream(), model);
    }

    private static List<String> lacking(Stream<CatalogEntry> entries, LibraryModel model) {
        return entries.filter(entry -> entry.isLackedBy(model))
                .map(entry -> entry.lut().id())
                .toList();
    }
}
