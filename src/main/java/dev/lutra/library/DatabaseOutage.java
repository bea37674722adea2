package dev.lutra.library;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionSystemException;

/** Recognises failures whose cause is that the database cannot be reached. */
public final class DatabaseOutage {

    private static final String CONNECTION_EXCEPTION = "08";
    /** SQL states of PostgreSQL: it shuts down, has crashed, or does not accept connections. */
    private static final List<String> STATES = List.of("57P01", "57P02", "57P03", "53300");

    private DatabaseOutage() {}

    /** Whether the failure only means that the database could not be reached. */
    public static boolean isBehind(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && isOutage(sql)) {
                return true;
            }
            // A broken connection cannot be rolled back either, and the failure of the rollback hides the first one.
            if (cause instanceof TransactionSystemException failed && isBehindFirst(failed)) {
                return true;
            }
        }
        return false;
    }

    /** The message of the database driver. */
    static String message(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException) {
                return String.valueOf(cause.getMessage());
            }
        }
        return failure.toString();
    }

    private static boolean isBehindFirst(TransactionSystemException failed) {
        @Nullable Throwable first = failed.getApplicationException();
        return first != null && isBehind(first);
    }

    private static boolean isOutage(SQLException failure) {
        String state = failure.getSQLState();
        return failure instanceof SQLTransientConnectionException
                || failure instanceof SQLNonTransientConnectionException
                || failure instanceof SQLRecoverableException
                || (state != null && (state.startsWith(CONNECTION_EXCEPTION) || STATES.contains(state)));
    }
}
