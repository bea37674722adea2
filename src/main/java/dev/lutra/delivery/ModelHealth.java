package dev.lutra.delivery;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Part of the readiness: up once the active model is loaded and warm. */
@Component("modelHealthIndicator")
final class ModelHealth implements HealthIndicator {

    private final Decoders decoders;

    ModelHealth(Decoders decoders) {
        this.decoders = decoders;
    }

    @Override
    public @Nullable Health health() {
        Decoders.State state = decoders.state();
        Health.Builder health = switch (state.phase()) {
            case READY -> Health.up();
            case LOADING, NO_MODEL -> Health.outOfService();
            case FAILED -> Health.down();
        };
        return health.withDetail("reason", state.reason()).build();
    }
}
