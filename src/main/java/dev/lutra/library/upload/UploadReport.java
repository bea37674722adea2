package dev.lutra.library.upload;

import dev.lutra.problem.Fault;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The result of an upload.
 *
 * @param accepted the accepted LUTs, in the order of the upload
 * @param rejected the files that are not LUTs
 * @param warnings what Lutra skipped or approximated in the accepted files
 * @param jobId the id of the training job that encodes the LUTs; null if there is nothing to encode
 */
public record UploadReport(
        List<Accepted> accepted,
        List<Rejected> rejected,
        List<Warning> warnings,
        @Nullable String jobId) {

    public UploadReport {
        accepted = List.copyOf(accepted);
        rejected = List.copyOf(rejected);
        warnings = List.copyOf(warnings);
    }

    /**
     * A part of a file that a reader skipped or approximated.
     *
     * @param entry the name of the file, with its path if it comes from an archive
     * @param detail a description for people
     */
    public record Warning(String entry, String detail) {}

    /** The id of the training job that encodes the LUTs. */
    public Optional<String> job() {
        return Optional.ofNullable(jobId);
    }

    /**
     * A file whose LUT is in the library now.
     *
     * @param id the slug of the LUT
     * @param isNew false if the library had the same file already
     */
    public record Accepted(String id, boolean isNew) {}

    /**
     * A file that is rejected.
     *
     * @param entry the name of the file, with its path if it comes from an archive
     * @param line the number of the wrong line, from 1; null if no line is wrong
     * @param code a stable code for programs
     * @param detail a description for people
     */
    public record Rejected(String entry, @Nullable Integer line, String code, String detail) implements Fault {}
}
