package dev.lutra.network.decode;

import dev.lutra.codec.Detail;
import dev.lutra.color.RgbBox;
import org.jspecify.annotations.Nullable;

/**
 * A LUT with a decoded detail, which can be evaluated. {@link Decoder#ready} makes it.
 *
 * @param embedding the embedding of {@link dev.lutra.network.EncodedLut}
 * @param detail null for the network without a detail
 * @param needsNetwork false if the detail is added to the identity
 * @param domain the inputs that the unit cube stands for
 * @param range the outputs that the unit cube stands for
 */
public record ReadyLut(float[] embedding, @Nullable Detail detail, boolean needsNetwork, RgbBox domain, RgbBox range) {}
