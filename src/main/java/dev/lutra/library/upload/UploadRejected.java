package dev.lutra.library.upload;

import dev.lutra.format.InvalidLutFile;
import dev.lutra.problem.Problem;
import dev.lutra.problem.Status;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An upload is rejected as a whole and nothing of it is stored. The faults name the entry and the line. */
public final class UploadRejected extends Problem {

    private UploadRejected(
            Status status,
            String code,
            String message,
            List<UploadReport.Rejected> faults,
            @Nullable Duration retryAfter) {
        super(status, code, message, faults, retryAfter, null);
    }

    /** The only file of the upload is not a readable LUT. */
    public static UploadRejected of(UploadReport.Rejected file) {
        Status status = InvalidLutFile.status(file.code());
        String where = file.line() == null ? file.entry() : "%s, line %d".formatted(file.entry(), file.line());
        return new UploadRejected(status, file.code(), "%s: %s".formatted(where, file.detail()), List.of(file), null);
    }

    /** The archive itself is invalid or exceeds a limit. */
    static UploadRejected archive(String name, String code, String detail) {
        var rejected = new UploadReport.Rejected(name, null, code, detail);
        return new UploadRejected(Status.UNACCEPTABLE, code, "%s: %s".formatted(name, detail), List.of(rejected), null);
    }

    /** Too many uploads run at the same time: 429, {@code too-many-uploads}. */
    static UploadRejected busy() {
        return new UploadRejected(
                Status.OVERLOADED,
                "too-many-uploads",
                "The service is busy with other uploads. Try again in a few seconds.",
                List.of(),
                Duration.ofSeconds(5));
    }
}
