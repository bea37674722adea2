package dev.lutra.network.engine.torch;

import ai.djl.engine.EngineException;
import dev.lutra.network.engine.OutOfDeviceMemory;
import java.util.List;
import java.util.function.Supplier;

/** Detects that libtorch ran out of memory, because libtorch has no exception type for it. */
final class DeviceMemory {

    /** The messages on a GPU and on the CPU. */
    private static final List<String> SIGNS = List.of("out of memory", "can't allocate memory");

    private DeviceMemory() {}

    /**
     * Runs some work.
     *
     * @throws OutOfDeviceMemory if there was not enough memory
     * @throws EngineException if libtorch failed for another reason
     */
    static <T> T call(Supplier<T> work) {
        try {
            return work.get();
        } catch (EngineException e) {
            String message = String.valueOf(e.getMessage());
            if (SIGNS.stream().anyMatch(message::contains)) {
                throw new OutOfDeviceMemory(e);
            }
            throw e;
        }
    }

    /** Runs work without a result. */
    static void run(Runnable work) {
        call(() -> {
            work.run();
            return true;
        });
    }
}
