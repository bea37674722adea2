package dev.lutra.network.engine;

/** The device, or the process where libtorch computes on the CPU, has too little memory for the work. */
public final class OutOfDeviceMemory extends RuntimeException {

    /**
     * Gives a failure its type.
     *
     * @param cause what the engine's library threw; its message tells how much was wanted
     */
    public OutOfDeviceMemory(RuntimeException cause) {
        super(cause.getMessage(), cause);
    }
}
