package dev.lutra.delivery;

import dev.lutra.library.Library;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Names the active model, which is loaded and warm before it is active; without one LUTs come from their sources. */
@Component("modelHealthIndicator")
@Profile("api")
final class ModelHealth implements HealthIndicator {

    private final Library library;

    ModelHealth(Library library) {
        this.library = library;
    }

    @Override
    public @Nullable Health health() {
        return Health.up()
                .withDetail(
                        "active", library.active().map(model -> model.id()).orElse("none: train one, or import a file"))
                .build();
    }
}
