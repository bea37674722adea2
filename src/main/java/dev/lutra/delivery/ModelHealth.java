package dev.lutra.delivery;

import dev.lutra.library.Library;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Reports the active model, which is loaded and warm before it is active. Without an active model the service is not
 * ready, although sources answer requests for LUTs.
 */
@Component("modelHealthIndicator")
@Profile("api")
final class ModelHealth implements HealthIndicator {

    private final Library library;

    ModelHealth(Library library) {
        this.library = library;
    }

    @Override
    public @Nullable Health health() {
        return library.active()
                .map(model -> Health.up().withDetail("active", model.id()))
                .orElseGet(() -> Health.outOfService().withDetail("active", "none: train one, or import a file"))
                .build();
    }
}
