package dev.lutra.library;

import dev.lutra.color.Lut3d;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Changes the LUTs of the library, and reads their sources. What it has done is seen by the {@link Library} at once. */
@Service
public class LutStore {

    private final LutTable table;
    private final Library library;
    private final LibraryVersion version;
    private final TransactionTemplate transaction;

    LutStore(LutTable table, Library library, LibraryVersion version, TransactionTemplate transaction) {
        this.table = table;
        this.library = library;
        this.version = version;
        this.transaction = transaction;
    }

    /**
     * Reads the lattice that was uploaded.
     *
     * @throws SourceNotKept if that was let go
     */
    public Lut3d source(LibraryLut lut) {
        byte[] lattice = table.source(lut.key()).orElseThrow(() -> new SourceNotKept(lut.id()));
        return LatticeCodec.decode(lattice, lut.domain());
    }

    /**
     * Removes a LUT, its source, and what models hold of it.
     *
     * @throws LutNotFound if there is no such LUT
     */
    public void delete(String id) {
        LibraryLut lut = library.find(id, null);
        transaction.executeWithoutResult(status -> {
            version.raise();
            if (!table.delete(lut.key())) {
                throw new LutNotFound(id);
            }
        });
        library.refresh();
    }

    /**
     * Lets the source of a LUT go, which lives on in the models that hold it.
     *
     * @throws LutNotFound if there is no such LUT
     * @throws NotEncoded if no model holds it
     * @throws SourceNotKept if the source is not there any more
     */
    public void deleteSource(String id) {
        LibraryLut lut = library.find(id, null);
        transaction.executeWithoutResult(status -> {
            version.raise();
            if (table.kept(lut.key()).stream()
                    .noneMatch(kept -> lut.accuracy().isNone() || kept.keeps(lut.accuracy()))) {
                throw new NotEncoded(id);
            }
            if (!table.deleteSource(lut.key())) {
                throw new SourceNotKept(id);
            }
        });
        library.refresh();
    }
}
