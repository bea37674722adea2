package dev.lutra.network;

import org.jspecify.annotations.Nullable;

/**
 * The stored form of a look.
 *
 * @param embedding the numbers that turn the network into this look
 * @param detail the correction of the network's error, as {@link dev.lutra.codec.DetailDecoder} reads it; null if
 *     nothing was promised
 */
public record LookCode(Embedding embedding, byte @Nullable [] detail) {

    /** The number of bytes of the detail; 0 if there is none. */
    public int detailBytes() {
        return detail == null ? 0 : detail.length;
    }
}
