package dev.lutra.network.engine;

import dev.lutra.network.Network;
import dev.lutra.network.engine.ComputeDevice.Kind;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The only place that chooses what computes, and gives the reason. */
public final class Engines {

    private static final Pattern CUDA = Pattern.compile("cuda(?::(\\d{1,3}))?");

    private static final Map<Kind, EngineProvider> PROVIDERS = providers();

    private Engines() {}

    /**
     * Chooses a device.
     *
     * @param setting {@code auto}: CUDA if it works, otherwise the CPU; {@code cpu}; {@code cuda}, which is {@code
     *     cuda:0}; or {@code cuda:N}
     * @throws DeviceUnavailable if the setting names a CUDA device that is not available; the message says what is
     *     missing
     */
    public static ComputeDevice choose(String setting) {
        Matcher cuda = CUDA.matcher(setting);
        if (cuda.matches()) {
            return cuda(setting, cuda.group(1) == null ? 0 : Integer.parseInt(cuda.group(1)));
        }
        return switch (setting) {
            case "cpu" -> cpu("asked for by name");
            case "auto" -> {
                List<String> missing = provider(Kind.CUDA).missing();
                yield missing.isEmpty()
                        ? new ComputeDevice(Kind.CUDA, 0, "CUDA works here")
                        : cpu("no CUDA: " + String.join("; ", missing));
            }
            default ->
                throw new DeviceUnavailable(
                        "device '%s' is unknown; the known devices are auto, cpu, cuda and cuda:N".formatted(setting));
        };
    }

    /** Puts a network on a device. */
    public static Engine open(Network network, ComputeDevice device) {
        return provider(device.kind()).open(network, device);
    }

    private static ComputeDevice cuda(String setting, int number) {
        List<String> missing = provider(Kind.CUDA).missing();
        if (!missing.isEmpty()) {
            throw new DeviceUnavailable(
                    "device '%s' was asked for and cannot be used: %s".formatted(setting, String.join("; ", missing)));
        }
        int devices = provider(Kind.CUDA).devices();
        if (number >= devices) {
            throw new DeviceUnavailable(
                    "device '%s' was asked for, but there are only %d, counted from 0".formatted(setting, devices));
        }
        return new ComputeDevice(Kind.CUDA, number, "asked for by name");
    }

    private static ComputeDevice cpu(String reason) {
        List<String> missing = provider(Kind.VECTOR).missing();
        return missing.isEmpty()
                ? ComputeDevice.cpu(Kind.VECTOR, reason)
                : ComputeDevice.cpu(
                        Kind.TORCH_CPU,
                        "%s; %s, so libtorch computes, several times slower"
                                .formatted(reason, String.join("; ", missing)));
    }

    private static EngineProvider provider(Kind kind) {
        return Objects.requireNonNull(PROVIDERS.get(kind), () -> "no engine for " + kind);
    }

    private static Map<Kind, EngineProvider> providers() {
        var providers = new EnumMap<Kind, EngineProvider>(Kind.class);
        ServiceLoader.load(EngineProvider.class, Engines.class.getClassLoader())
                .forEach(provider -> providers.put(provider.kind(), provider));
        return providers;
    }
}
