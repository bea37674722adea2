package dev.lutra.training;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.retry.RetryListener;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryState;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.core.retry.Retryable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.dao.UncategorizedDataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Repeats work that fails while the database is out of reach, so that a restart of the database does not cost hours of
 * training.
 */
final class DatabaseRetry {

    private static final Logger log = LoggerFactory.getLogger(DatabaseRetry.class);
    private static final Duration DELAY = Duration.ofSeconds(1);
    private static final Duration JITTER = Duration.ofMillis(200);
    private static final double MULTIPLIER = 1.5;
    /**
     * A worker may receive its stop during such a pause. {@link JobWorkers} gives it 15 s for the pause and a
     * checkpoint.
     */
    private static final Duration MAX_DELAY = Duration.ofSeconds(3);

    private DatabaseRetry() {}

    /**
     * Whether the same work may succeed once the database is reachable again, or has space again. H2 has no exception
     * class for a full disk.
     */
    static boolean helps(Throwable failure) {
        return failure instanceof TransactionException
                || (failure instanceof DataAccessException
                        && (failure instanceof DataAccessResourceFailureException
                                || failure instanceof UncategorizedDataAccessException
                                || failure instanceof RecoverableDataAccessException
                                || failure instanceof TransientDataAccessException));
    }

    /**
     * Repeats an action until it succeeds, fails for another reason, or is no longer wanted. The number of attempts has
     * no limit.
     *
     * @param givesUp called after each failure
     * @throws RuntimeException the last failure
     */
    static <T> T call(Supplier<T> action, BooleanSupplier givesUp) {
        var template = new RetryTemplate(RetryPolicy.builder()
                .maxRetries(Long.MAX_VALUE)
                .delay(DELAY)
                .jitter(JITTER)
                .multiplier(MULTIPLIER)
                .maxDelay(MAX_DELAY)
                .predicate(failure -> helps(failure) && !givesUp.getAsBoolean())
                .build());
        template.setRetryListener(new FirstFailure());
        return template.invoke(action);
    }

    /** Logs only the first failure. */
    private static final class FirstFailure implements RetryListener {

        @Override
        public void beforeRetry(RetryPolicy policy, Retryable<?> action, RetryState state) {
            if (state.getRetryCount() == 1) {
                log.warn("The database does not answer; trying again until it does", state.getLastException());
            }
        }
    }
}
