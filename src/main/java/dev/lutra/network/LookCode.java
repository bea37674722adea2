package dev.lutra.network;

import org.jspecify.annotations.Nullable;

/**
 * A look as it is stored.
 *
 * @param embedding what makes the network this look
 * @param detail what the network misses, as {@link dev.lutra.codec.DetailDecoder} reads it; null if nothing was promised
 */
public record LookCode(Embedding embedding, byte @Nullable [] detail) {

    /** Bytes of the detail; 0 if there is none. */
    public int detailBytes() {
        return detail == null ? 0 : detail.length;
    }
}
