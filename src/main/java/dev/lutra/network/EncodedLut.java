package dev.lutra.network;

import dev.lutra.color.RgbBox;
import org.jspecify.annotations.Nullable;

/**
 * A LUT in the form that a network evaluates.
 *
 * @param embedding {@link NetworkShape#embeddingSize()} numbers, block by block; {@link BlockLayout#bias} gives their
 *     order
 * @param detail the correction of the network's error, as {@link dev.lutra.codec.DetailDecoder} reads it; null for the
 *     network alone
 * @param domain the inputs that the unit cube stands for
 * @param range the outputs that the unit cube stands for
 */
public record EncodedLut(float[] embedding, byte @Nullable [] detail, RgbBox domain, RgbBox range) {

    /** A LUT without a detail: the output of the network for an embedding. */
    public EncodedLut(float[] embedding, RgbBox domain, RgbBox range) {
        this(embedding, null, domain, range);
    }

    /** The LUT without its detail: the output of the network alone. */
    public EncodedLut bare() {
        return detail == null ? this : new EncodedLut(embedding, domain, range);
    }
}
