package dev.lutra.library.upload;

import dev.lutra.format.InvalidLutFile;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** An upload of which nothing is stored. {@code errors} names the entry and the line at fault. */
public final class UploadRejected extends ErrorResponseException {

    private UploadRejected(HttpStatus status, String code, String detail, List<UploadReport.Rejected> errors) {
        super(status, problem(status, code, detail, errors), null);
    }

    /** The only file of the upload is no LUT that can be read. */
    static UploadRejected of(UploadReport.Rejected file) {
        HttpStatus status = file.code().equals(InvalidLutFile.UNKNOWN_FORMAT)
                ? HttpStatus.UNSUPPORTED_MEDIA_TYPE
                : HttpStatus.UNPROCESSABLE_CONTENT;
        String where = file.line() == null ? file.entry() : "%s, line %d".formatted(file.entry(), file.line());
        return new UploadRejected(status, file.code(), "%s: %s".formatted(where, file.detail()), List.of(file));
    }

    /** The archive itself is at fault. */
    static UploadRejected archive(String name, String code, String detail) {
        var rejected = new UploadReport.Rejected(name, null, code, detail);
        return new UploadRejected(
                HttpStatus.UNPROCESSABLE_CONTENT, code, "%s: %s".formatted(name, detail), List.of(rejected));
    }

    /** Too many uploads are in progress: 429, {@code too-many-uploads}. */
    static UploadRejected busy() {
        var refused = new UploadRejected(
                HttpStatus.TOO_MANY_REQUESTS,
                "too-many-uploads",
                "Other uploads are being taken in; try again in a moment.",
                List.of());
        refused.getHeaders().set("Retry-After", "5");
        return refused;
    }

    private static ProblemDetail problem(
            HttpStatus status, String code, @Nullable String detail, List<UploadReport.Rejected> errors) {
        var problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setProperty("code", code);
        if (!errors.isEmpty()) {
            problem.setProperty("errors", errors);
        }
        return problem;
    }
}
