package dev.lutra.format;

import org.jspecify.annotations.Nullable;

/**
 * What is asked of a file that is to be written. Null leaves an option to the format.
 *
 * @param res points along one edge of the lattice
 * @param level Hald level, in place of {@code res}
 * @param depth bits of a channel, in images
 */
public record WriteOptions(
        @Nullable Integer res,
        @Nullable Integer level,
        @Nullable Integer depth) {

    /** Asks for a lattice of so many points along one edge, and leaves the rest to the format. */
    public static WriteOptions ofSize(@Nullable Integer res) {
        return new WriteOptions(res, null, null);
    }
}
