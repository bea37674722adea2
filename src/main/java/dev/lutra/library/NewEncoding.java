package dev.lutra.library;

import dev.lutra.color.Domain;
import dev.lutra.color.Fidelity;
import dev.lutra.network.Embedding;

/**
 * An encoding of a LUT that a model is to hold.
 *
 * @param lut the LUT
 * @param embedding its numbers under the model's network
 * @param range the outputs that the network's unit cube stands for
 * @param fidelity measured against the source
 */
public record NewEncoding(LibraryLut lut, Embedding embedding, Domain range, Fidelity fidelity) {}
