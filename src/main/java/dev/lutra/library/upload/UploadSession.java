package dev.lutra.library.upload;

import dev.lutra.codec.Accuracy;
import dev.lutra.codec.PackedShaper;
import dev.lutra.library.FilePath;
import dev.lutra.library.KeptSource;
import dev.lutra.library.LutTable;
import dev.lutra.library.NewLut;
import dev.lutra.library.Slug;
import dev.lutra.library.SourceDamaged;
import dev.lutra.library.SourceTable;
import dev.lutra.library.SourceWriter;
import dev.lutra.library.StoredFile;
import dev.lutra.problem.PlainText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The upload of some files: reads them, stores them, and makes LUTs of them. */
final class UploadSession implements LutFileVisitor {

    private static final int MAX_TAGS = 40;
    /** The address of blends, which no slug may take. */
    private static final String RESERVED = "blend";

    private final LutTable table;
    private final SourceTable sources;
    private final LutFileReader reader;
    private final UploadDetails details;
    private final Accuracy usual;
    private final List<Stored> stored = new ArrayList<>();
    private final List<UploadReport.Rejected> rejected = new ArrayList<>();

    /** @param usual the default accuracy, for an upload that names none */
    UploadSession(LutTable table, SourceTable sources, UploadSettings settings, UploadDetails details, Accuracy usual) {
        this.table = table;
        this.sources = sources;
        reader = new LutFileReader(settings.maxFileSize());
        this.details = details;
        this.usual = usual;
    }

    private record Stored(FilePath path, NewLut lut, UUID source) {}

    List<UploadReport.Rejected> rejected() {
        return rejected;
    }

    /** Reads a file and stores it, or keeps the reason why not. */
    @Override
    public void take(FilePath path, InputStream content) throws IOException {
        try (var writer = new SourceWriter(sources)) {
            FoundLut found = reader.read(path, content, writer);
            stored.add(new Stored(path, describe(found), writer.finish()));
        } catch (FileRejected e) {
            rejected.add(e.file());
        }
    }

    @Override
    public void reject(UploadReport.Rejected file) {
        rejected.add(file);
    }

    private NewLut describe(FoundLut found) {
        String given = details.title() == null ? "" : PlainText.cleaned(details.title());
        return new NewLut(
                given.isEmpty() ? found.title() : given,
                tags(found),
                details.license(),
                details.attribution(),
                found.source(),
                found.lut().domain(),
                found.shaper() == null ? null : PackedShaper.of(found.shaper()),
                found.signature(),
                details.accuracy() == null ? usual : details.accuracy(),
                found.warnings());
    }

    private List<String> tags(FoundLut found) {
        return Stream.concat(details.tags().stream().map(Slug::of), found.tags().stream())
                .distinct()
                .limit(MAX_TAGS)
                .toList();
    }

    /**
     * Adds the stored files to the library as LUTs. A file that the library has already keeps its LUT and slug.
     *
     * @param taken whether a slug is in use
     */
    List<UploadReport.Accepted> register(Predicate<String> taken) {
        Set<String> slugs = new LinkedHashSet<>(Set.of(RESERVED));
        var accepted = new ArrayList<UploadReport.Accepted>();
        for (Stored entry : stored) {
            LutTable.Row known = table.bySha256(entry.lut.source().sha256()).orElse(null);
            if (known == null) {
                String slug = Slug.unused(Slug.ofLut(entry.lut.title()), taken.or(slugs::contains));
                slugs.add(slug);
                sources.attach(entry.source, table.insert(entry.lut, slug).id());
                accepted.add(new UploadReport.Accepted(slug, true));
            } else {
                promiseAgain(known);
                keepOne(entry, known);
                accepted.add(new UploadReport.Accepted(known.slug(), false));
            }
        }
        return accepted;
    }

    /**
     * Promises the requested accuracy. Without a request, a LUT whose source was missing so far gets the default
     * accuracy, which its source now makes possible.
     */
    private void promiseAgain(LutTable.Row known) {
        if (details.accuracy() != null) {
            table.promise(known.id(), details.accuracy());
        } else {
            table.promiseFirst(known, usual);
        }
    }

    /**
     * Keeps one of two equal files: the stored one if it is intact, or the new one if the stored source is a lattice or
     * damaged.
     */
    private void keepOne(Stored entry, LutTable.Row known) {
        SourceTable.Row there = sources.of(known.id()).orElse(null);
        if (there != null && !isToBeReplaced(there, entry, known)) {
            sources.delete(entry.source);
            return;
        }
        if (there != null) {
            sources.delete(there.id());
        }
        sources.attach(entry.source, known.id());
    }

    private boolean isToBeReplaced(SourceTable.Row there, Stored entry, LutTable.Row known) {
        if (there.kept() == KeptSource.LATTICE) {
            // A lattice of another size stays, because an older version read the file differently and models were
            // trained on its lattice.
            return known.size() == entry.lut.source().size();
        }
        try (var file = new StoredFile(sources, there.id(), known.slug(), entry.lut.source())) {
            file.readToEnd();
            return false;
        } catch (SourceDamaged e) {
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("a stored source cannot be opened", e);
        }
    }

    /** The warnings about accepted files. Each LUT also keeps its own warnings. */
    List<UploadReport.Warning> warnings() {
        return stored.stream()
                .flatMap(entry -> entry.lut.warnings().stream()
                        .map(detail -> new UploadReport.Warning(entry.path.shown(), detail)))
                .toList();
    }
}
