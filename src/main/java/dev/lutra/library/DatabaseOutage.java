package dev.lutra.library;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionSystemException;

/** Tells failures that are due to a database out of reach from all others. */
public final class DatabaseOutage {

    private static final String CONNECTION_EXCEPTION = "08";
    /** Of PostgreSQL: it is shut down, has crashed, or does not take connections yet, or any more. */
    private static final List<String> STATES = List.of("57P01", "57P02", "57P03", "53300");

    private DatabaseOutage() {}

    /** True if the database was out of reach, and the failure tells of nothing else. */
    public static boolean isBehind(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && isOutage(sql)) {
                return true;
            }
            // A connection that has broken cannot be rolled back either: that failure hides the first.
            if (cause instanceof TransactionSystemException failed && isBehindFirst(failed)) {
                return true;
            }
        }
        return false;
    }

    /** What the database's driver says of it. */
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
