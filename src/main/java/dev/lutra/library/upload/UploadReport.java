package dev.lutra.library.upload;

import dev.lutra.problem.Fault;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The result of an upload.
 *
 * @param accepted the LUTs that it brought, in its order
 * @param rejected the files that are no LUTs
 * @param warnings of what was ignored or approximated in the accepted files
 * @param jobId the training job that encodes what is new; null if there is nothing to encode
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
     * Something that a reader ignored or approximated.
     *
     * @param entry the name of the file, in an archive with its path
     * @param detail for people
     */
    public record Warning(String entry, String detail) {}

    /** The training job that encodes what is new. */
    public Optional<String> job() {
        return Optional.ofNullable(jobId);
    }

    /**
     * A LUT that is in the library now.
     *
     * @param id slug
     * @param isNew false if the same bytes were there already
     */
    public record Accepted(String id, boolean isNew) {}

    /**
     * A file that is not stored.
     *
     * @param entry its name, in an archive with its path
     * @param line at fault, counted from 1; null where there is none
     * @param code stable, for programs
     * @param detail for people
     */
    public record Rejected(String entry, @Nullable Integer line, String code, String detail) implements Fault {}
}
