package dev.lutra.command;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Turns Ctrl-C and SIGTERM into a request to stop. The JVM waits until the work is saved. */
final class Interrupt implements AutoCloseable {

    /** Longer than the slowest iteration and the writing of a checkpoint take. */
    private static final long WAIT_SECONDS = 20;

    /** The status that shells expect after Ctrl-C. */
    static final int EXIT_STATUS = 130;

    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stop, "interrupt");
    private volatile boolean requested;

    Interrupt() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    boolean isRequested() {
        return requested;
    }

    /** Lets the JVM exit. */
    @Override
    public void close() {
        done.countDown();
        if (!requested) {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }

    private void stop() {
        requested = true;
        try {
            boolean saved = done.await(WAIT_SECONDS, TimeUnit.SECONDS);
            if (!saved) {
                System.err.println("lutra: gave up waiting for the work to stop");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
