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

/** Takes the files of one upload into the database. */
final class UploadSession implements LutArchive.Visitor {

    static final String KNOWN_FORMATS = "only .cube files and Hald images as .png are supported";
    static final String FILE_TOO_LARGE = "file-too-large";

    private static final int MAX_TAGS = 40;
    /** The address of blends, which no slug may take. */
    private static final String RESERVED = "blend";

    private final LutTable table;
    private final SourceTable sources;
    private final UploadSettings settings;
    private final UploadDetails details;
    private final Accuracy usual;
    private final List<Stored> stored = new ArrayList<>();
    private final List<UploadReport.Rejected> rejected = new ArrayList<>();

    /** @param usual the default accuracy, for an upload that names none */
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
        return "the file is larger than the limit of %s".formatted(settings.maxFileSize());
    }

    /** Reads a file and stores it, or records why it is rejected. */
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
        } else if (Accuracy.of(known.accuracy()).isNone()
                && sources.of(known.id()).isEmpty()) {
            table.promise(known.id(), usual);
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

    private List<String> tags(FilePath path) {
        return Stream.concat(details.tags().stream(), path.folders().stream())
                .map(Slug::of)
                .distinct()
                .limit(MAX_TAGS)
                .toList();
    }
}
