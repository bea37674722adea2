package dev.lutra.network.engine;

/** The device has too little memory for the work; if libtorch computes on the CPU, the process has too little. */
public final class OutOfDeviceMemory extends RuntimeException {

    /**
     * Wraps a failure.
     *
     * @param cause the exception of the engine's library; its message gives the requested size
     */
    public OutOfDeviceMemory(RuntimeException cause) {
        super(cause.getMessage(), cause);
    }
}
