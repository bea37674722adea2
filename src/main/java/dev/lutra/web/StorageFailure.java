package dev.lutra.web;

import dev.lutra.problem.Problem;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionSystemException;

/** The reasons why the disk of the service or of the database cannot be written. */
enum StorageFailure {
    /** PostgreSQL's disk_full, H2's NO_DISK_SPACE_AVAILABLE, ENOSPC. */
    FULL(List.of("53100", "90100"), "No space left on device"),

    /** PostgreSQL's read_only_sql_transaction, H2's DATABASE_IS_READ_ONLY, EROFS. */
    READ_ONLY(List.of("25006", "90097"), "Read-only file system");

    private final List<String> sqlStates;
    private final String message;

    StorageFailure(List<String> sqlStates, String message) {
        this.sqlStates = sqlStates;
        this.message = message;
    }

    /** The problem for such a failure; null if the failure has another cause. */
    static @Nullable Problem problem(Exception failure) {
        if (FULL.isBehind(failure)) {
            return new StorageFull(failure);
        }
        return READ_ONLY.isBehind(failure) ? new StorageReadOnly(failure) : null;
    }

    private boolean isBehind(Exception failure) {
        return Stream.<@Nullable Throwable>iterate(failure, Objects::nonNull, StorageFailure::cause)
                .anyMatch(e -> switch (e) {
                    case SQLException sql -> sqlStates.contains(String.valueOf(sql.getSQLState()));
                    case IOException io -> String.valueOf(io.getMessage()).contains(message);
                    default -> false;
                });
    }

    /**
     * The cause of an exception. If a rollback failed, the original exception is more useful than the failure of the
     * rollback.
     */
    private static @Nullable Throwable cause(@Nullable Throwable e) {
        if (e instanceof TransactionSystemException failed && failed.getOriginalException() != null) {
            return failed.getOriginalException();
        }
        return e == null ? null : e.getCause();
    }
}
