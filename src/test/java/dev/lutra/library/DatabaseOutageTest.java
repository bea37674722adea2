package dev.lutra.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.TransactionSystemException;

class DatabaseOutageTest {

    @Test
    void knowsADatabaseOutOfReach() {
        for (SQLException failure : List.of(
                new SQLTransientConnectionException("timed out"),
                new SQLNonTransientConnectionException("closed", "90098", 90098),
                new SQLException("An I/O error occurred", "08006"),
                new SQLException("terminating connection due to administrator command", "57P01"),
                new SQLException("the database system is starting up", "57P03"),
                new SQLException("too many clients", "53300"))) {
            assertThat(DatabaseOutage.isBehind(failure)).as(failure.toString()).isTrue();
            assertThat(DatabaseOutage.isBehind(
                            new CompletionException(new CannotGetJdbcConnectionException("none", failure))))
                    .isTrue();
        }
    }

    @Test
    void looksBehindARollbackThatFailed() {
        var rollback = new TransactionSystemException("rollback failed", new SQLException("Connection is closed"));
        assertThat(DatabaseOutage.isBehind(rollback)).isFalse();
        rollback.initApplicationException(new IllegalStateException(new SQLException("broken", "08003")));
        assertThat(DatabaseOutage.isBehind(rollback)).isTrue();
    }

    @Test
    void leavesAllOtherFailuresAlone() {
        for (Throwable failure : List.of(
                new IllegalStateException("no"),
                new SQLException("invalid byte sequence", "22021"),
                new SQLException("no state"),
                new DataIntegrityViolationException(
                        "twice", new SQLIntegrityConstraintViolationException("twice", "23505")))) {
            assertThat(DatabaseOutage.isBehind(failure)).as(failure.toString()).isFalse();
        }
    }
}
