package dev.lutra.training;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.dao.UncategorizedDataAccessException;
import org.springframework.transaction.TransactionException;

/** Patience with a database that is out of reach: hours of training are not lost to its restart. */
final class Patience {

    private static final Logger log = LoggerFactory.getLogger(Patience.class);
    private static final long PAUSE_MILLIS = 1000;

    private Patience() {}

    /** True if the same may succeed once the database is well again, or has room again, for which H2 has no class. */
    static boolean helps(RuntimeException failure) {
        return failure instanceof TransactionException
                || (failure instanceof DataAccessException
                        && (failure instanceof DataAccessResourceFailureException
                                || failure instanceof UncategorizedDataAccessException
                                || failure instanceof RecoverableDataAccessException
                                || failure instanceof TransientDataAccessException));
    }

    /**
     * Does something until it succeeds, fails for good, or nobody wants it any more.
     *
     * @throws RuntimeException the last failure
     */
    static <T> T retry(Supplier<T> action, BooleanSupplier givesUp) {
        for (boolean told = false; ; told = true) {
            try {
                return action.get();
            } catch (RuntimeException e) {
                if (!helps(e) || givesUp.getAsBoolean()) {
                    throw e;
                }
                if (!told) {
                    log.warn("Waiting for the database", e);
                }
                pause(e);
            }
        }
    }

    private static void pause(RuntimeException failure) {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure;
        }
    }
}
