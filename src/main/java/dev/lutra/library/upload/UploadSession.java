package dev.lutra.library.upload;

import dev.lutra.codec.Accuracy;
import dev.lutra.format.FormatLimits;
import dev.lutra.format.InvalidLutFile;
import dev.lutra.format.LutFile;
import dev.lutra.format.LutFormat;
import dev.lutra.format.LutFormats;
import dev.lutra.library.FilePath;
import dev.lutra.library.KeptSource;
import dev.lutra.library.LutTable;
import dev.lutra.library.NewLut;
import dev.lutra.library.Slug;
import dev.lutra.library.SourceDamaged;
import dev.lutra.library.SourceTable;
import dev.lutra.library.SourceWriter;
import dev.lutra.library.StoredFile;
import dev.lutra.network.ModelLut;
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

/** The files of one upload, on their way into the database. */
final class UploadSession implements LutArchive.Visitor {

    static final String KNOWN_FORMATS = "only .cube files and Hald images as .png are read";
    static final String FILE_TOO_LARGE = "file-too-large";

    private static final int MAX_TAGS = 40;
    /** The address of blends. */
    private static final String RESERVED = "blend";

    private final LutTable table;
    private final SourceTable sources;
    private final UploadSettings settings;
    private final UploadDetails details;
    private final Accuracy usual;
    private final List<Stored> stored = new ArrayList<>();
    private final List<UploadReport.Rejected> rejected = new ArrayList<>();

    /** @param usual what is promised where nothing is asked for */
    UploadSession(LutTable table, SourceTable sources, UploadSettings settings, UploadDetails details, Accuracy usual) {
        this.table = table;
        this.sources = sources;
        this.settings = settings;
        this.details = details;
        this.usual = usual;
    }

    private record Stored(FilePath path, NewLut lut, UUID source) {}

    List<UploadReport.Rejected> rejected() {
        return rejected;
    }

    static String tooLarge(UploadSettings settings) {
        return "a file may have %s at most".formatted(settings.maxFileSize());
    }

    /** Reads a file and stores it, or says why not. */
    @Override
    public void take(FilePath path, InputStream in) throws IOException {
        LutFormat format = LutFormats.ofFile(path.name()).orElse(null);
        if (format == null) {
            reject(path, InvalidLutFile.UNKNOWN_FORMAT, KNOWN_FORMATS);
            return;
        }
        try (var writer = new SourceWriter(sources)) {
            var measured = new MeasuredStream(in, settings.maxFileSize(), writer);
            LutFile file = format.read(measured, FormatLimits.DEFAULT);
            measured.readToEnd();
            var source = new ModelLut.Source(format.name(), file.lut().size(), measured.sha256(), measured.length());
            String given = details.title() == null ? "" : PlainText.cleaned(details.title());
            String title = given.isEmpty() ? path.title() : given;
            var lut = new NewLut(
                    title,
                    tags(path),
                    details.license(),
                    details.attribution(),
                    source,
                    file.lut().domain(),
                    details.accuracy() == null ? usual : details.accuracy(),
                    file.warnings());
            stored.add(new Stored(path, lut, writer.finish()));
        } catch (InvalidLutFile e) {
            Integer line = e.line().isPresent() ? e.line().getAsInt() : null;
            rejected.add(new UploadReport.Rejected(path.shown(), line, e.code(), e.detail()));
        } catch (MeasuredStream.TooLong e) {
            reject(path, FILE_TOO_LARGE, tooLarge(settings));
        }
    }

    @Override
    public void reject(FilePath path, String code, String detail) {
        rejected.add(new UploadReport.Rejected(path.shown(), null, code, detail));
    }

    /**
     * Makes LUTs of what was stored: those whose bytes the library knows keep the slug that they have.
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

    /** What is asked for, and of a LUT that came without a file the usual: from now on something can be promised of it. */
    private void promiseAgain(LutTable.Row known) {
        if (details.accuracy() != null) {
            table.promise(known.id(), details.accuracy());
        } else if (Accuracy.of(known.accuracy()).isNone()
                && sources.of(known.id()).isEmpty()) {
            table.promise(known.id(), usual);
        }
    }

    /** The file that is stored already if it is whole; in place of a lattice or of what is damaged, the one that came. */
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
            // Not where an older version made another lattice of the file: models learned that one.
            return known.size() == entry.lut.source().size();
        }
        try (var file = new StoredFile(sources, there.id(), known.slug(), entry.lut.source())) {
            file.readToEnd();
            return false;
        } catch (SourceDamaged e) {
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("a stored file cannot be opened", e);
        }
    }

    /** What was read with reservations, of which each LUT keeps its own. */
    List<UploadReport.Warning> warnings() {
        return stored.stream()
                .flatMap(entry -> entry.lut.warnings().stream()
                        .map(detail -> new UploadReport.Warning(entry.path.shown(), detail)))
                .toList();
    }

    private List<String> tags(FilePath path) {
        return Stream.concat(details.tags().stream(), path.folders().stream())
                .map(Slug::of)
                .distinct()
                .limit(MAX_TAGS)
                .toList();
    }
}
