package dev.lutra.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.CannotCreateTransactionException;

class DatabaseRetryTest {

    private final AtomicInteger calls = new AtomicInteger();

    @Test
    void repeatsWhatFailsWhileTheDatabaseIsAway() {
        String result = DatabaseRetry.call(
                () -> {
                    if (calls.incrementAndGet() < 3) {
                        throw new CannotCreateTransactionException("away");
                    }
                    return "done";
                },
                () -> false);
        assertThat(result).isEqualTo("done");
        assertThat(calls).hasValue(3);
    }

    @Test
    void passesOnWhatFailsForAnotherReason() {
        assertThatThrownBy(() -> fail(new DuplicateKeyException("there already"), false))
                .isInstanceOf(DuplicateKeyException.class);
        assertThatThrownBy(() -> fail(new IllegalStateException("a bug"), false))
                .isInstanceOf(IllegalStateException.class);
        assertThat(calls).hasValue(2);
    }

    @Test
    void givesUpWhenNobodyWantsItAnyMore() {
        assertThatThrownBy(() -> fail(new DataAccessResourceFailureException("away"), true))
                .isInstanceOf(DataAccessResourceFailureException.class);
        assertThat(calls).hasValue(1);
    }

    @Test
    void endsWithTheLastFailureWhenItsThreadIsInterrupted() {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> fail(new DataAccessResourceFailureException("away"), false))
                    .isInstanceOf(DataAccessResourceFailureException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private void fail(RuntimeException failure, boolean unwanted) {
        DatabaseRetry.call(
                () -> {
                    calls.incrementAndGet();
                    throw failure;
                },
                () -> unwanted);
    }
}
