package dev.lutra.library;

import dev.lutra.color.Domain;
import dev.lutra.color.Fidelity;
import dev.lutra.network.Embedding;

/**
 * A LUT as one model holds it.
 *
 * @param model the model
 * @param index its position there, which it keeps for good
 * @param embedding its numbers
 * @param range the outputs that the network's unit cube stands for
 * @param fidelity how close the model comes to the source over the whole gamut
 * @param fingerprint SHA-256 of all that decides its values: equal for as long as it decodes to the same values
 */
public record Encoding(
        LibraryModel model, int index, Embedding embedding, Domain range, Fidelity fidelity, String fingerprint) {}
