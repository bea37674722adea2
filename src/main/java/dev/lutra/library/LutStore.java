package dev.lutra.library;

import dev.lutra.color.Lattice;
import dev.lutra.color.Lut3d;
import dev.lutra.format.FormatLimits;
import dev.lutra.format.InvalidLutFile;
import dev.lutra.format.LutFormat;
import dev.lutra.format.LutFormats;
import dev.lutra.network.ModelLut;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Changes the LUTs of the library, and reads their sources. What it has done is seen by the {@link Library} at once. */
@Service
public class LutStore {

    /** As it is stored, and as it is used. */
    private static final int COPIES_OF_LATTICE = 2;
    /**
     * A text's rows, the 3D LUT among them, and the lattice that a shaper makes of it; or of an image of 64 bits a pixel
     * the file, twice while it is gathered, and its pixels.
     */
    private static final int COPIES_OF_FILE = 3;

    private final LutTable table;
    private final SourceTable sources;
    private final Library library;
    private final LibraryVersion version;
    private final TransactionTemplate transaction;

    LutStore(
            LutTable table,
            SourceTable sources,
            Library library,
            LibraryVersion version,
            TransactionTemplate transaction) {
        this.table = table;
        this.sources = sources;
        this.library = library;
        this.version = version;
        this.transaction = transaction;
    }

    /**
     * Reads the LUT that was uploaded, in {@link #readingBytes} of memory.
     *
     * @throws SourceNotKept if it was let go
     * @throws SourceDamaged if what is stored is not what was uploaded
     */
    public Lut3d source(LibraryLut lut) {
        SourceTable.Row source = row(lut);
        try {
            return source.kept() == KeptSource.FILE ? readFile(lut, source) : readLattice(lut, source);
        } catch (InvalidLutFile | IOException e) {
            throw SourceDamaged.of(lut.id(), e);
        }
    }

    /** How much memory reading a source takes at most, with the lattice that is read, beside some megabytes. */
    public static long readingBytes(LibraryLut lut) {
        long lattice = 3L * Float.BYTES * Lattice.points(lut.source().size());
        return lattice * (lut.kept() == KeptSource.FILE ? COPIES_OF_FILE : COPIES_OF_LATTICE);
    }

    /**
     * Opens the very file that was uploaded. Reading computes, asks the database for a part now and then, and keeps
     * neither a connection nor more than that part.
     *
     * @return throws {@link SourceDamaged} before its last bytes if they are not what was uploaded, and
     *     {@link SourceNotKept} if the source is let go meanwhile
     * @throws SourceNotKept if it was let go, or is kept in another form
     */
    public InputStream file(LibraryLut lut) {
        SourceTable.Row source = row(lut);
        if (source.kept() != KeptSource.FILE) {
            throw new SourceNotKept(lut.id());
        }
        return open(lut, source);
    }

    private SourceTable.Row row(LibraryLut lut) {
        return sources.of(lut.key()).orElseThrow(() -> new SourceNotKept(lut.id()));
    }

    private StoredFile open(LibraryLut lut, SourceTable.Row source) {
        try {
            return new StoredFile(sources, source.id(), lut.id(), lut.source());
        } catch (IOException e) {
            throw SourceDamaged.of(lut.id(), e);
        }
    }

    /** Within the size that is known of it, which is what memory was set aside for. */
    private Lut3d readFile(LibraryLut lut, SourceTable.Row source) throws IOException {
        ModelLut.Source known = lut.source();
        LutFormat format = LutFormats.byName(known.format())
                .orElseThrow(() -> new IOException("it is in an unknown format: " + known.format()));
        FormatLimits all = FormatLimits.DEFAULT;
        var limits = new FormatLimits(known.size(), all.curveSize(), (int) Math.min(known.bytes(), all.bytes()));
        try (var file = open(lut, source)) {
            Lut3d read = format.read(file, limits).lut();
            file.readToEnd();
            if (read.size() != known.size()) {
                throw new IOException("it is read as a lattice of another size");
            }
            return read;
        }
    }

    private Lut3d readLattice(LibraryLut lut, SourceTable.Row source) throws IOException {
        byte[] lattice = sources.lattice(source.id()).orElseThrow(() -> new SourceNotKept(lut.id()));
        return LatticeCodec.decode(lattice, lut.source().size(), lut.domain());
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
        library.refresh();
        LibraryLut lut = library.find(id, null);
        transaction.executeWithoutResult(status -> {
            version.raise();
            if (!isKept(lut)) {
                throw new NotEncoded(id);
            }
            if (!sources.deleteOf(lut.key())) {
                throw new SourceNotKept(id);
            }
        });
        library.refresh();
    }

    /** Whether a model that can be read keeps what was promised. */
    private boolean isKept(LibraryLut lut) {
        return library.models().stream()
                .flatMap(model -> library.held(lut, model).stream())
                .flatMap(held -> held.encoding().stream())
                .map(Encoding::accuracy)
                .anyMatch(kept -> lut.accuracy().isNone() || kept.keeps(lut.accuracy()));
    }
}
