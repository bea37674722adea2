package dev.lutra.codec;

/** Encoding gives way to interrupts of its thread. */
final class Interrupts {

    private Interrupts() {}

    /** Clears an interrupt and tells of it. */
    static void check() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("the encoding was interrupted");
        }
    }
}
