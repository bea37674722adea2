package dev.lutra.library;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Tells whether the library can be changed. It is no part of readiness: what is there is served from a read-only database
 * as well.
 */
@Component("writesHealthIndicator")
final class WriteHealth implements HealthIndicator {

    private final JdbcClient jdbc;

    WriteHealth(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Health health() {
        try {
            // Changes nothing, and is refused where nothing may be changed.
            jdbc.sql("update library set version = version where id = 0").update();
            return Health.up().build();
        } catch (DataAccessException e) {
            return Health.outOfService()
                    .withDetail(
                            "reason", String.valueOf(e.getMostSpecificCause().getMessage()))
                    .build();
        }
    }
}
