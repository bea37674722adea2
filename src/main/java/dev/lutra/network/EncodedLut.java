package dev.lutra.network;

import dev.lutra.color.Domain;

/**
 * A LUT as a network knows it.
 *
 * @param numbers its embedding, block by block: {@link NetworkShape#embeddingSize()} numbers
 * @param domain the inputs that the network's unit cube stands for
 * @param range the outputs that it stands for
 */
public record EncodedLut(float[] numbers, Domain domain, Domain range) {}
