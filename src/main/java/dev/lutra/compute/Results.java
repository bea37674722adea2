package dev.lutra.compute;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Waits for what is computed elsewhere, as if it were computed here. */
public final class Results {

    private Results() {}

    /**
     * Gives the result once it is there.
     *
     * @throws IOException if that is what went wrong; unchecked exceptions come through as well
     * @throws MemoryShort if there was not enough memory for it
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
