package dev.lutra.network.decode;

import dev.lutra.codec.Detail;
import dev.lutra.color.RgbBox;
import org.jspecify.annotations.Nullable;

/**
 * A LUT that is ready to be evaluated: its detail is decoded. Made by {@link Decoder#ready}.
 *
 * @param embedding as {@link dev.lutra.network.EncodedLut} holds it
 * @param detail null for the bare network
 * @param needsNetwork false if the detail does without it
 * @param domain the inputs that the unit cube stands for
 * @param range the outputs that it stands for
 */
public record ReadyLut(float[] embedding, @Nullable Detail detail, boolean needsNetwork, RgbBox domain, RgbBox range) {}
