package dev.lutra.library;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;

/**
 * Tells the connection pool which errors a connection does not survive, beside those it knows itself. H2 closes its
 * database when a write fails, as on a full disk; new connections open it again.
 */
public final class DeadConnections implements SQLExceptionOverride {

    private static final int H2_DATABASE_IS_CLOSED = 90098;

    @java.lang.Override
    public Override adjudicate(SQLException e) {
        return e.getErrorCode() == H2_DATABASE_IS_CLOSED ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
    }
}
