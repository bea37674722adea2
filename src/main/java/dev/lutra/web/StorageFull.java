package dev.lutra.web;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.ErrorResponseException;

/** There is no room left for what was sent: 507, {@code storage-full}. */
final class StorageFull extends ErrorResponseException {

    /** PostgreSQL's disk_full, and H2's NO_DISK_SPACE_AVAILABLE. */
    private static final List<String> SQL_STATES = List.of("53100", "90100");

    StorageFull(Exception cause) {
        super(HttpStatus.INSUFFICIENT_STORAGE, problem(), cause);
    }

    /** True if a disk without room, here or at the database, made this failure. */
    static boolean isBehind(Exception failure) {
        return Stream.<@Nullable Throwable>iterate(failure, Objects::nonNull, StorageFull::cause)
                .anyMatch(e -> switch (e) {
                    case SQLException sql -> SQL_STATES.contains(String.valueOf(sql.getSQLState()));
                    case IOException io -> String.valueOf(io.getMessage()).contains("No space left on device");
                    default -> false;
                });
    }

    /** Where a rollback failed as well, what it was for tells more than the failure to roll back. */
    private static @Nullable Throwable cause(@Nullable Throwable e) {
        if (e instanceof TransactionSystemException failed && failed.getOriginalException() != null) {
            return failed.getOriginalException();
        }
        return e == null ? null : e.getCause();
    }

    private static ProblemDetail problem() {
        var problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.INSUFFICIENT_STORAGE, "There is no room left to store this.");
        problem.setProperty("code", "storage-full");
        return problem;
    }
}
