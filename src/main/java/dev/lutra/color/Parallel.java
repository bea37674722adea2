package dev.lutra.color;

import java.util.function.IntConsumer;

/** Runs pieces of work in parallel where possible. */
@FunctionalInterface
public interface Parallel {

    /**
     * Runs all pieces and returns when they are done.
     *
     * @param count the number of pieces
     * @param work the work, called once with each of 0…{@code count − 1} in any order
     */
    void forEach(int count, IntConsumer work);
}
