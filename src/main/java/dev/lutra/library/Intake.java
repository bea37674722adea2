package dev.lutra.library;

import dev.lutra.format.FormatLimits;
import dev.lutra.format.InvalidLutFile;
import dev.lutra.format.LutFile;
import dev.lutra.format.LutFormat;
import dev.lutra.format.LutFormats;
import dev.lutra.network.ModelLut;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** The files of one upload, on their way into the database. */
final class Intake {

    private static final int MAX_TITLE = 200;
    private static final int MAX_TAGS = 40;
    /** The address of blends. */
    private static final String RESERVED = "blend";

    private final LutTable table;
    private final UploadSettings settings;
    private final UploadDetails details;
    private final List<Stored> stored = new ArrayList<>();
    private final List<UploadReport.Rejected> rejected = new ArrayList<>();

    Intake(LutTable table, UploadSettings settings, UploadDetails details) {
        this.table = table;
        this.settings = settings;
        this.details = details;
    }

    private record Stored(NewLut lut, UUID source) {}

    List<UploadReport.Rejected> rejected() {
        return rejected;
    }

    /** Reads a file and stores its lattice, or says why not. */
    void take(String path, InputStream in) throws IOException {
        if (LutArchive.leadsOut(path)) {
            reject(path, "zip-path", "the path leads out of the archive");
            return;
        }
        LutFormat format = LutFormats.ofFile(path).orElse(null);
        if (format == null) {
            reject(path, InvalidLutFile.UNKNOWN_FORMAT, "only .cube files and Hald images as .png are read");
            return;
        }
        var measured = new MeasuredStream(in, settings.maxFileSize());
        try {
            LutFile file = format.read(measured, FormatLimits.DEFAULT);
            measured.readToEnd();
            var source = new ModelLut.Source(format.name(), file.lut().size(), measured.sha256(), measured.length());
            String title = details.title() != null ? details.title() : title(path);
            var lut = new NewLut(
                    title,
                    tags(path),
                    details.license(),
                    details.attribution(),
                    source,
                    file.lut().domain());
            stored.add(new Stored(lut, table.insertSource(LatticeCodec.encode(file.lut()))));
        } catch (InvalidLutFile e) {
            Integer line = e.line().isPresent() ? e.line().getAsInt() : null;
            rejected.add(new UploadReport.Rejected(path, line, e.code(), e.detail()));
        } catch (MeasuredStream.TooLong e) {
            reject(path, "file-too-large", "a file may have %s at most".formatted(settings.maxFileSize()));
        }
    }

    /** Makes LUTs of what was stored: those whose bytes the library knows keep the slug that they have. */
    List<UploadReport.Accepted> register() {
        Set<String> slugs = table.slugs();
        slugs.add(RESERVED);
        var accepted = new ArrayList<UploadReport.Accepted>();
        for (Stored entry : stored) {
            LutTable.Row known = table.bySha256(entry.lut.source().sha256()).orElse(null);
            if (known == null) {
                String slug = Slug.unused(Slug.ofLut(entry.lut.title()), slugs::contains);
                slugs.add(slug);
                table.attachSource(entry.source, table.insert(entry.lut, slug).id());
                accepted.add(new UploadReport.Accepted(slug, true));
            } else if (table.hasSource(known.id())) {
                table.dropSource(entry.source);
                accepted.add(new UploadReport.Accepted(known.slug(), false));
            } else {
                table.attachSource(entry.source, known.id());
                accepted.add(new UploadReport.Accepted(known.slug(), false));
            }
        }
        return accepted;
    }

    private void reject(String path, String code, String detail) {
        rejected.add(new UploadReport.Rejected(path, null, code, detail));
    }

    private static String title(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        String title = name.substring(0, name.lastIndexOf('.')).strip();
        return title.length() > MAX_TITLE ? title.substring(0, MAX_TITLE) : title;
    }

    private List<String> tags(String path) {
        String[] parts = path.split("/");
        Stream<String> folders = Arrays.stream(parts, 0, parts.length - 1);
        return Stream.concat(details.tags().stream(), folders)
                .map(Slug::of)
                .distinct()
                .limit(MAX_TAGS)
                .toList();
    }
}
