package dev.lutra.library;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The library as a transaction sees it that has {@linkplain LibraryVersion#raise raised the version}: nobody else changes
 * it until that ends. Requests are never answered by it, for it may be rolled back.
 */
@Component
public class LockedLibrary {

    private final Library library;
    private final CatalogReader reader;

    LockedLibrary(Library library, CatalogReader reader) {
        this.library = library;
        this.reader = reader;
    }

    /** Tells of a slug whether a LUT has it at the moment of this call. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Predicate<String> slugs() {
        LutIndex luts = reader.read(library.catalog()).luts();
        return slug -> luts.find(slug).isPresent();
    }

    /** Slugs of the LUTs whose sources are kept, and which the model does not hold, or not as exactly as was promised. */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<String> lacking(String model) {
        Catalog now = reader.read(library.catalog());
        return lacking(now.luts().entries().stream(), now.model(model));
    }

    /**
     * The same of some LUTs.
     *
     * @param luts slugs
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
