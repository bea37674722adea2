package dev.lutra.network.engine;

/**
 * The device that computes networks, and the reason for this choice. {@link Engines} makes the choice.
 *
 * @param kind the engine that computes
 * @param number the number of the GPU, counted from 0; 0 for the CPU
 * @param reason a sentence for people that says why Lutra chose this device
 */
public record ComputeDevice(Kind kind, int number, String reason) {

    /** The engines. The best one is first, which matters if the user names none. */
    public enum Kind {
        /** libtorch on an NVIDIA GPU. */
        CUDA,
        /** The Vector API of Java. */
        VECTOR,
        /** libtorch on the CPU, if Java was started without its vector module. */
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
