package dev.lutra.codec;

/** Ends an encoding when its thread is interrupted. */
final class Interrupts {

    private Interrupts() {}

    /** Throws an exception if the thread was interrupted, and clears the interrupt. */
    static void check() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("the encoding was interrupted");
        }
    }
}
