package dev.lutra.library;

import dev.lutra.network.EncodedLook;

/**
 * A new encoding of a LUT, to be stored in a model.
 *
 * @param lut the LUT
 * @param look its embedding under the network of the model, its detail, and their accuracy
 */
public record NewEncoding(LibraryLut lut, EncodedLook look) {}
