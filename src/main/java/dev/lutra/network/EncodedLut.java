package dev.lutra.network;

import dev.lutra.color.RgbBox;
import org.jspecify.annotations.Nullable;

/**
 * A LUT as a network knows it.
 *
 * @param embedding block by block, {@link NetworkShape#embeddingSize()} numbers; {@link BlockLayout#bias} says which is which
 * @param detail what the network misses, as {@link dev.lutra.codec.DetailDecoder} reads it; null for the bare network
 * @param domain the inputs that the unit cube stands for
 * @param range the outputs that it stands for
 */
public record EncodedLut(float[] embedding, byte @Nullable [] detail, RgbBox domain, RgbBox range) {

    /** What the bare network makes of an embedding. */
    public EncodedLut(float[] embedding, RgbBox domain, RgbBox range) {
        this(embedding, null, domain, range);
    }

    /** Without the detail: the network's own answer. */
    public EncodedLut bare() {
        return detail == null ? this : new EncodedLut(embedding, domain, range);
    }
}
