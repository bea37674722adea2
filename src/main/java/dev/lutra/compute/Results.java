package dev.lutra.compute;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Waits for the results of other threads. */
public final class Results {

    private Results() {}

    /**
     * Returns the result, and throws the exception of the other thread.
     *
     * @throws IOException if the work failed with it; unchecked exceptions of the work are thrown as well
     * @throws MemoryShort if the work ran out of memory
     * @throws Overloaded if the caller is interrupted
     */
    public static <T> T await(Future<T> result) throws IOException {
        try {
            return result.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Overloaded();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof OutOfMemoryError error) {
                throw MemoryShort.of(error);
            }
            if (cause instanceof IOException failure) {
                throw failure;
            }
            if (cause instanceof RuntimeException failure) {
                throw failure;
            }
            if (cause instanceof Error failure) {
                throw failure;
            }
            throw new IllegalStateException("a task failed", e);
        }
    }
}
