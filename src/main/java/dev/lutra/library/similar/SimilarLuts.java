package dev.lutra.library.similar;

import dev.lutra.color.LookDescription;
import dev.lutra.compute.Task;
import dev.lutra.compute.ThreadPoolBulkhead;
import dev.lutra.format.FormatLimits;
import dev.lutra.library.FilePath;
import dev.lutra.library.Library;
import dev.lutra.library.LibraryLut;
import dev.lutra.library.LookDescriptions;
import dev.lutra.library.Neighbours;
import dev.lutra.library.upload.FileRejected;
import dev.lutra.library.upload.FoundLut;
import dev.lutra.library.upload.LutFileReader;
import dev.lutra.library.upload.UploadRejected;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.springframework.context.annotation.Profile;
import org.springframework.core.io.InputStreamSource;
import org.springframework.stereotype.Service;

/** Finds the LUTs of the library that do to colours what another one does, on a few threads behind a gate. */
@Service
@Profile("api")
public class SimilarLuts {

    private final Library library;
    private final LookDescriptions descriptions;
    private final LutFileReader files;
    private final ThreadPoolBulkhead searches;

    SimilarLuts(Library library, LookDescriptions descriptions, SimilarSettings settings) {
        this.library = library;
        this.descriptions = descriptions;
        files = new LutFileReader(settings.maxFileSize(), limits(settings));
        searches = new ThreadPoolBulkhead("compare", settings.atOnce(), settings.waiting(), settings.maxWait());
    }

    private static FormatLimits limits(SimilarSettings settings) {
        FormatLimits all = FormatLimits.DEFAULT;
        return new FormatLimits(settings.maxLatticeSize(), all.curveSize(), all.bytes());
    }

    /**
     * A LUT, and those that are similar to it.
     *
     * @param look what it does to colours
     * @param neighbours one page of the LUTs of the library, the nearest first
     */
    public record Similar(LookDescription look, Neighbours neighbours) {}

    /**
     * Finds the LUTs that are similar to one of the library, without itself.
     *
     * @param page the number of the page, from 0
     * @param size the number of LUTs on a page, 1 or more
     * @throws NotDescribed if Lutra has not looked at the LUT yet
     * @throws NotDescribable if it has found that the LUT cannot be decoded
     * @throws dev.lutra.compute.Overloaded if too many searches wait already, or for too long
     */
    public Similar to(LibraryLut lut, int page, int size) {
        LookDescription look = lut.description();
        if (look == null) {
            throw descriptions.isUnreadable(lut) ? new NotDescribable(lut.id()) : new NotDescribed(lut.id());
        }
        return onPool(() -> new Similar(look, library.nearest(look.signature(), lut, page, size)));
    }

    /**
     * Finds the LUTs that are similar to a file, of which nothing is stored.
     *
     * @param name the name of the file, from which its format is known if its content does not tell it
     * @param content is opened once
     * @throws UploadRejected if the file is no LUT or exceeds a limit
     * @throws dev.lutra.compute.Overloaded as {@link #to} does
     */
    public Similar toFile(String name, InputStreamSource content, int page, int size) {
        return onPool(() -> {
            LookDescription look = LookDescription.of(read(name, content).signature());
            return new Similar(look, library.nearest(look.signature(), null, page, size));
        });
    }

    private FoundLut read(String name, InputStreamSource content) throws IOException {
        try (InputStream file = content.getInputStream()) {
            return files.read(FilePath.of(name).inside(), file, OutputStream.nullOutputStream());
        } catch (FileRejected e) {
            throw UploadRejected.of(e.file());
        }
    }

    private <T> T onPool(Task<T> search) {
        try {
            return searches.call(search);
        } catch (IOException e) {
            throw new UncheckedIOException("the file cannot be read", e);
        }
    }
}
