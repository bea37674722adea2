package dev.lutra.delivery;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Shows when a GPU is not where answers are made, for whatever reason. */
@Component
@Profile("api")
final class DeviceMetrics implements MeterBinder {

    private final Decoders decoders;

    DeviceMetrics(Decoders decoders) {
        this.decoders = decoders;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("lutra.delivery.gpu", this::gpu)
                .description("1 if answers are made on a GPU here, 0 if on the CPU")
                .register(registry);
    }

    private double gpu() {
        String device = decoders.device();
        return device == null ? Double.NaN : device.startsWith("cuda") ? 1 : 0;
    }
}
