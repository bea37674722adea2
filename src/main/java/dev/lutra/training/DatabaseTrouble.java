package dev.lutra.training;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/** Tells failures of the database that pass from those that do not. */
final class DatabaseTrouble {

    private DatabaseTrouble() {}

    /** True if the same may succeed once the database is well. */
    static boolean isBehind(RuntimeException failure) {
        return failure instanceof TransactionException
                || (failure instanceof DataAccessException
                        && (failure instanceof DataAccessResourceFailureException
                                || failure instanceof RecoverableDataAccessException
                                || failure instanceof TransientDataAccessException));
    }
}
