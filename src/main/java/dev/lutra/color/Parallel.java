package dev.lutra.color;

import java.util.function.IntConsumer;

/** Does pieces of work at the same time, as far as it can. */
@FunctionalInterface
public interface Parallel {

    /**
     * Does them all, and comes back when they are done.
     *
     * @param count how many pieces
     * @param work called once with each of 0…{@code count − 1}, in any order
     */
    void forEach(int count, IntConsumer work);
}
