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
 * Says in the log, in {@code /actuator/info} and by the gauge {@code lutra.device} what this process computes on and why.
 * Where a device was asked for that is not there, the application does not start.
 */
@Component
final class DeviceReport implements InfoContributor, MeterBinder {

    private static final Logger log = LoggerFactory.getLogger(DeviceReport.class);

    /** By what they are used for. */
    private final Map<String, ComputeDevice> devices = new LinkedHashMap<>();

    DeviceReport(Environment environment) {
        choose(environment, "api", "requests", "lutra.device");
        choose(environment, "worker", "jobs", "lutra.jobs.device");
        uses().forEach((device, uses) ->
                log.info("What computes for {}: {}; {}", String.join(" and ", uses), device.name(), device.reason()));
    }

    private void choose(Environment environment, String role, String use, String setting) {
        if (environment.acceptsProfiles(Profiles.of(role))) {
            devices.put(use, Engines.choose(environment.getProperty(setting, "auto")));
        }
    }

    /** What each device is used for: as a rule the same one for all, which is then said once. */
    private Map<ComputeDevice, List<String>> uses() {
        return devices.entrySet().stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getValue,
                        LinkedHashMap::new,
                        Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
    }

    /** A device as {@code /actuator/info} shows it. */
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
