package dev.lutra.library;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;

/**
 * Tells the connection pool that H2's error "database is closed" ends a connection; the pool knows other such errors
 * itself. H2 closes its database when a write fails, for example on a full disk, and new connections open it again.
 */
public final class DeadConnections implements SQLExceptionOverride {

    private static final int H2_DATABASE_IS_CLOSED = 90098;

    @java.lang.Override
    public Override adjudicate(SQLException e) {
        return e.getErrorCode() == H2_DATABASE_IS_CLOSED ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
    }
}
