package dev.lutra.library;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reports whether the library can be changed. Readiness does not include it, because the service can also read from a
 * read-only database.
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
            // This statement changes nothing, but it fails on a read-only database.
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
