package dev.lutra.library;

import dev.lutra.color.Lattice;
import dev.lutra.color.Lut3d;
import dev.lutra.format.FormatLimits;
import dev.lutra.format.InvalidLutFile;
import dev.lutra.format.LutFile;
import dev.lutra.format.LutFormat;
import dev.lutra.format.LutFormats;
import dev.lutra.network.ModelLut;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Deletes LUTs and their sources, and reads the sources. The {@link Library} shows each change at once. */
@Service
public class LutStore {

    /** The stored lattice and the decoded one. */
    private static final int COPIES_OF_LATTICE = 2;
    /**
     * For a text file: its rows, the 3D LUT in them, and the lattice that the shaper yields. For an image of 64 bits a
     * pixel: the file, twice while it is collected, and its pixels.
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
     * Reads the uploaded LUT. This takes at most {@link #readingBytes} of memory.
     *
     * @throws SourceNotKept if the source was deleted
     * @throws SourceDamaged if the stored source differs from the uploaded file
     */
    public Lut3d source(LibraryLut lut) {
        SourceTable.Row source = row(lut);
        try {
            return source.kept() == KeptSource.FILE ? readFile(lut, source) : readLattice(lut, source);
        } catch (InvalidLutFile | IOException e) {
            throw SourceDamaged.of(lut.id(), e);
        }
    }

    /**
     * The most memory in bytes that reading a source takes, including the resulting lattice, besides a few megabytes.
     */
    public static long readingBytes(LibraryLut lut) {
        long lattice = 3L * Float.BYTES * Lattice.points(lut.source().size());
        return lattice * (lut.kept() == KeptSource.FILE ? COPIES_OF_FILE : COPIES_OF_LATTICE);
    }

    /**
     * Opens the uploaded file. Reading it takes CPU time and queries the database for one part at a time. It holds no
     * connection in between and no more than one part in memory.
     *
     * @return a stream that throws {@link SourceDamaged} before its last bytes if the stored file differs from the
     *     uploaded one, and {@link SourceNotKept} if the source is deleted in the meantime
     * @throws SourceNotKept if the source was deleted, or is kept in another form
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

    /**
     * Reads the file as it was read when it was uploaded. Its known length bounds the memory: a file that bakes several
     * lattices into one may hold a larger one than that.
     */
    private Lut3d readFile(LibraryLut lut, SourceTable.Row source) throws IOException {
        ModelLut.Source known = lut.source();
        LutFormat format = LutFormats.byName(known.format())
                .orElseThrow(() -> new IOException("the source has an unknown format: " + known.format()));
        FormatLimits all = FormatLimits.DEFAULT;
        var limits = new FormatLimits(all.latticeSize(), all.curveSize(), (int) Math.min(known.bytes(), all.bytes()));
        try (var file = open(lut, source)) {
            Lut3d read = lattice(format.read(file, limits), lut);
            file.readToEnd();
            if (read.size() != known.size()) {
                throw new IOException("the source yields a lattice of another size");
            }
            return read;
        }
    }

    /** Older versions sampled a shaper and the lattice behind it on one lattice, and what they encoded was that. */
    private static Lut3d lattice(LutFile file, LibraryLut lut) {
        boolean isFlattened = file.shaper() != null && lut.shaper() == null;
        return isFlattened ? file.sampled(lut.source().size(), file.inputs()) : file.lut();
    }

    private Lut3d readLattice(LibraryLut lut, SourceTable.Row source) throws IOException {
        byte[] lattice = sources.lattice(source.id()).orElseThrow(() -> new SourceNotKept(lut.id()));
        return LatticeCodec.decode(lattice, lut.source().size(), lut.domain());
    }

    /**
     * Deletes a LUT, its source and its encodings.
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
     * Deletes the source of a LUT. The LUT stays in the models that keep its accuracy.
     *
     * @throws LutNotFound if there is no such LUT
     * @throws NotEncoded if no model keeps the accuracy of the LUT
     * @throws SourceNotKept if the source was deleted before
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

    /** Whether a readable model keeps the accuracy of the LUT. */
    private boolean isKept(LibraryLut lut) {
        return library.models().stream()
                .flatMap(model -> library.held(lut, model).stream())
                .flatMap(held -> held.encoding().stream())
                .map(Encoding::accuracy)
                .anyMatch(kept -> lut.accuracy().isNone() || kept.keeps(lut.accuracy()));
    }
}
