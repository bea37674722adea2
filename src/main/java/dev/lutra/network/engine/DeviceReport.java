package dev.lutra.network.engine;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

/**
 * Reports the devices of this process and the reasons for them: in the log, in {@code /actuator/info} and with the
 * gauge {@code lutra.device}. If a requested device is not available, the application does not start.
 */
@Component
final class DeviceReport implements InfoContributor, MeterBinder {

    private static final Logger log = LoggerFactory.getLogger(DeviceReport.class);

    /** The devices by their use. */
    private final Map<String, ComputeDevice> devices = new LinkedHashMap<>();

    DeviceReport(Environment environment) {
        choose(environment, "api", "requests", "lutra.device");
        choose(environment, "worker", "jobs", "lutra.jobs.device");
        uses().forEach((device, uses) ->
                log.info("The device for {} is {}: {}", String.join(" and ", uses), device.name(), device.reason()));
    }

    private void choose(Environment environment, String role, String use, String setting) {
        if (environment.acceptsProfiles(Profiles.of(role))) {
            devices.put(use, Engines.choose(environment.getProperty(setting, "auto")));
        }
    }

    /** The uses of each device. Usually all uses share one device, which is then reported once. */
    private Map<ComputeDevice, List<String>> uses() {
        return devices.entrySet().stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getValue,
                        LinkedHashMap::new,
                        Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
    }

    /** The form of a device in {@code /actuator/info}. */
    private record Description(String name, String reason) {}

    @Override
    public void contribute(Info.Builder builder) {
        var described = new LinkedHashMap<String, Description>();
        devices.forEach((use, device) -> described.put(use, new Description(device.name(), device.reason())));
        builder.withDetail("devices", described);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        devices.forEach((use, device) -> Gauge.builder("lutra.device", () -> 1)
                .description("1 for the device that computes for requests, and for that of jobs")
                .tag("use", use)
                .tag("device", device.name())
                .register(registry));
    }
}
