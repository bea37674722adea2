package dev.lutra.network.engine;

/**
 * What networks are computed on, and why that was chosen. {@link Engines} chooses it.
 *
 * @param kind which engine computes
 * @param number of the GPU, counted from 0; 0 for the CPU
 * @param reason a sentence for whoever asks why it is not another one
 */
public record ComputeDevice(Kind kind, int number, String reason) {

    /** The engines that there are, best first where nothing is asked for by name. */
    public enum Kind {
        /** libtorch on a GPU of NVIDIA. */
        CUDA,
        /** Java's Vector API. */
        VECTOR,
        /** libtorch on the CPU, where Java was started without its vector module. */
        TORCH_CPU
    }

    /** The CPU. */
    public static ComputeDevice cpu(Kind kind, String reason) {
        return new ComputeDevice(kind, 0, reason);
    }

    /** {@code cpu}, {@code cpu (libtorch)} or {@code cuda:N}. */
    public String name() {
        return switch (kind) {
            case VECTOR -> "cpu";
            case TORCH_CPU -> "cpu (libtorch)";
            case CUDA -> "cuda:" + number;
        };
    }
}
