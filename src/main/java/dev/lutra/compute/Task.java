package dev.lutra.compute;

import java.io.IOException;

/** A task with a result. */
@FunctionalInterface
public interface Task<T> {

    T run() throws IOException;
}
