package dev.lutra.network.engine.torch;

import ai.djl.engine.EngineException;
import dev.lutra.network.engine.OutOfDeviceMemory;
import java.util.List;
import java.util.function.Supplier;

/** Recognises that memory ran out in libtorch, which has no type of its own for it. */
final class DeviceMemory {

    /** On a GPU; on the CPU. */
    private static final List<String> SIGNS = List.of("out of memory", "can't allocate memory");

    private DeviceMemory() {}

    /**
     * Does some work.
     *
     * @throws OutOfDeviceMemory if there was not enough memory for it
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

    /** The same for work without a result. */
    static void run(Runnable work) {
        call(() -> {
            work.run();
            return true;
        });
    }
}
