package dev.lutra.library.upload;

import dev.lutra.format.InvalidLutFile;
import dev.lutra.problem.Problem;
import dev.lutra.problem.Status;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An upload of which nothing is stored. Its faults name the entry and the line. */
public final class UploadRejected extends Problem {

    private UploadRejected(
            Status status,
            String code,
            String message,
            List<UploadReport.Rejected> faults,
            @Nullable Duration retryAfter) {
        super(status, code, message, faults, retryAfter, null);
    }

    /** The only file of the upload is no LUT that can be read. */
    static UploadRejected of(UploadReport.Rejected file) {
        Status status =
                file.code().equals(InvalidLutFile.UNKNOWN_FORMAT) ? Status.UNSUPPORTED_TYPE : Status.UNACCEPTABLE;
        String where = file.line() == null ? file.entry() : "%s, line %d".formatted(file.entry(), file.line());
        return new UploadRejected(status, file.code(), "%s: %s".formatted(where, file.detail()), List.of(file), null);
    }

    /** The archive itself is at fault. */
    static UploadRejected archive(String name, String code, String detail) {
        var rejected = new UploadReport.Rejected(name, null, code, detail);
        return new UploadRejected(Status.UNACCEPTABLE, code, "%s: %s".formatted(name, detail), List.of(rejected), null);
    }

    /** Too many uploads are in progress: 429, {@code too-many-uploads}. */
    static UploadRejected busy() {
        return new UploadRejected(
                Status.OVERLOADED,
                "too-many-uploads",
                "Other uploads are being taken in; try again in a moment.",
                List.of(),
                Duration.ofSeconds(5));
    }
}
