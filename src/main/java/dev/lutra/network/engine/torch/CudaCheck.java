package dev.lutra.network.engine.torch;

import ai.djl.engine.EngineException;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks whether CUDA can be used, and what is missing if not. DJL itself falls back to the CPU without a message. */
final class CudaCheck {

    private static final List<String> DRIVER = List.of("libcuda.so.1", "nvcuda.dll");
    private static final List<String> RUNTIME = List.of("libcudart.so", "libcudart.so.12", "cudart64_12.dll");

    private CudaCheck() {}

    /**
     * The things that CUDA lacks on this machine.
     *
     * <p>The check does not load the CPU build of libtorch: its answer is known, and it has 430 MB.
     *
     * @param environment the variables that locate libtorch
     * @return a clause for each missing thing; empty if CUDA can be used
     */
    static List<String> missing(Map<String, String> environment) {
        var missing = new ArrayList<String>();
        if (!environment.containsKey("PYTORCH_LIBRARY_PATH")) {
            missing.add("PYTORCH_LIBRARY_PATH names no CUDA build of libtorch, as it does in the image lutra:cuda");
        } else if (!environment.getOrDefault("PYTORCH_FLAVOR", "").startsWith("cu")) {
            missing.add("PYTORCH_FLAVOR is '%s' and not that of a CUDA build, such as cu128"
                    .formatted(environment.getOrDefault("PYTORCH_FLAVOR", "")));
        }
        if (missing.isEmpty()) {
            String problem = libtorchsProblem();
            if (problem == null) {
                return List.of();
            }
            missing.add(problem);
        }
        if (!isFound(DRIVER)) {
            missing.add(
                    "the NVIDIA driver (libcuda) is not there: a container needs a GPU passed in, --gpus all or nvidia.com/gpu");
        }
        if (!isFound(RUNTIME)) {
            missing.add("the CUDA runtime (libcudart) is not on the library path");
        }
        return missing;
    }

    private static @Nullable String libtorchsProblem() {
        try {
            return TorchEngine.gpuCount() > 0
                    ? null
                    : "libtorch finds no device that it can use: see nvidia-smi and CUDA_VISIBLE_DEVICES";
        } catch (EngineException | LinkageError e) {
            return "libtorch cannot be loaded: " + e.getMessage();
        }
    }

    private static boolean isFound(List<String> names) {
        return names.stream().anyMatch(CudaCheck::isFound);
    }

    @SuppressWarnings("restricted")
    private static boolean isFound(String name) {
        try (Arena arena = Arena.ofConfined()) {
            SymbolLookup.libraryLookup(name, arena);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
