package dev.lutra.library.upload;

import dev.lutra.compute.Overloaded;
import dev.lutra.compute.Task;
import dev.lutra.compute.ThreadPoolBulkhead;
import dev.lutra.library.EncodingQueue;
import dev.lutra.library.FilePath;
import dev.lutra.library.Library;
import dev.lutra.library.LibraryModel;
import dev.lutra.library.LibraryVersion;
import dev.lutra.library.LockedLibrary;
import dev.lutra.library.LutTable;
import dev.lutra.library.PromiseSettings;
import dev.lutra.library.SourceTable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Stores uploaded LUT files and archives of them. Each upload is stored as one transaction. */
@Service
@Profile("api")
public class Uploads {

    private final LutTable table;
    private final SourceTable sources;
    private final Library library;
    private final LockedLibrary locked;
    private final LibraryVersion version;
    private final ObjectProvider<EncodingQueue> encodings;
    private final TransactionTemplate transaction;
    private final UploadSettings settings;
    private final PromiseSettings promises;
    private final ThreadPoolBulkhead intake;

    Uploads(
            LutTable table,
            SourceTable sources,
            Library library,
            LockedLibrary locked,
            LibraryVersion version,
            ObjectProvider<EncodingQueue> encodings,
            TransactionTemplate transaction,
            UploadSettings settings,
            PromiseSettings promises) {
        this.table = table;
        this.sources = sources;
        this.library = library;
        this.locked = locked;
        this.version = version;
        this.encodings = encodings;
        this.transaction = transaction;
        this.settings = settings;
        this.promises = promises;
        intake = new ThreadPoolBulkhead("intake", settings.atOnce(), 0, Duration.ZERO);
    }

    /** A file of an upload, as the client sent it. */
    public interface File {

        String name();

        InputStream open() throws IOException;

        /** Moves the content into an existing file. Afterwards this file cannot be opened. */
        default void moveTo(Path target) throws IOException {
            try (InputStream in = open()) {
                Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }

        /** Whether the name of the file is that of an archive. */
        default boolean isArchive() {
            return name().toLowerCase(Locale.ROOT).endsWith(".zip");
        }
    }

    /**
     * Stores the LUTs of an upload and queues them for encoding. An invalid file does not affect the others.
     *
     * @throws UploadRejected if the only file is not a LUT, if an archive is invalid or exceeds the limits, or if too
     *     many uploads run at the same time
     */
    public UploadReport store(List<File> files, UploadDetails details) {
        UploadReport report =
                onPool(() -> Objects.requireNonNull(transaction.execute(status -> takeIn(files, details))));
        library.refresh();
        return report;
    }

    /** Runs the work on a pool, because unpacking, parsing and compressing large files keeps a thread busy. */
    private UploadReport onPool(Task<UploadReport> work) {
        try {
            return intake.call(work);
        } catch (Overloaded e) {
            throw UploadRejected.busy();
        } catch (IOException e) {
            throw new UncheckedIOException("the upload cannot be read", e);
        }
    }

    /**
     * Writes the sources first, because other changes of the library wait only for the short rest of the transaction.
     */
    private UploadReport takeIn(List<File> files, UploadDetails details) {
        var intake = new UploadSession(table, sources, settings, details, promises.accuracy());
        try {
            for (File file : files) {
                if (file.isArchive()) {
                    takeArchive(file, intake);
                } else {
                    try (InputStream in = file.open()) {
                        intake.take(FilePath.of(file.name()).inside(), in);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the upload cannot be read", e);
        }
        boolean single = files.size() == 1 && !files.getFirst().isArchive();
        if (single && !intake.rejected().isEmpty()) {
            throw UploadRejected.of(intake.rejected().getFirst());
        }
        version.raise();
        List<UploadReport.Accepted> accepted = intake.register(locked.slugs());
        return new UploadReport(
                accepted, intake.rejected(), intake.warnings(), details.encode() ? queue(accepted) : null);
    }

    /** Stores the archive as a file, because the directory of an archive is at its end. */
    private void takeArchive(File file, UploadSession intake) throws IOException {
        Path archive = Files.createTempFile("lutra-archive-", ".zip");
        try {
            file.moveTo(archive);
            new LutArchive(file.name(), settings).read(archive, LutArchive.AS_PACKED, intake);
        } finally {
            Files.deleteIfExists(archive);
        }
    }

    /**
     * Queues all accepted LUTs that the active models lack, including those that the library already had: one job for
     * each model.
     *
     * @return the id of the job for the active model
     */
    private @Nullable String queue(List<UploadReport.Accepted> accepted) {
        String job = library.active().map(model -> queue(accepted, model)).orElse(null);
        library.inverting().ifPresent(model -> queue(accepted, model));
        return job;
    }

    private @Nullable String queue(List<UploadReport.Accepted> accepted, LibraryModel model) {
        List<String> ids =
                accepted.stream().map(UploadReport.Accepted::id).distinct().toList();
        Set<String> lacking = new LinkedHashSet<>(locked.lacking(model, ids));
        List<String> waiting = ids.stream().filter(lacking::contains).toList();
        EncodingQueue queue = encodings.getIfAvailable();
        return queue == null || waiting.isEmpty() ? null : queue.add(waiting, model.id());
    }
}
