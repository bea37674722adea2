package dev.lutra.library;

import dev.lutra.network.EncodedLook;

/**
 * An encoding of a LUT that a model is to hold.
 *
 * @param lut the LUT
 * @param look its embedding under the model's network, its detail, and how good they are
 */
public record NewEncoding(LibraryLut lut, EncodedLook look) {}
