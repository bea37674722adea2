package dev.lutra.library;

import dev.lutra.codec.Accuracy;
import dev.lutra.color.Domain;
import dev.lutra.color.Fidelity;
import dev.lutra.network.Embedding;
import org.jspecify.annotations.Nullable;

/**
 * A LUT as one model holds it.
 *
 * @param model the model
 * @param index its position there, which it keeps for good
 * @param embedding its numbers
 * @param detail what the network misses; null for the bare network
 * @param range the outputs that the unit cube stands for
 * @param accuracy what embedding and detail keep together
 * @param fidelity how close they come to the source over the whole gamut; {@link Fidelity#UNKNOWN} if they were not measured
 * @param networkFingerprint SHA-256 of the network, its constants and the embedding: of all that decides what the bare network gives
 */
public record Encoding(
        LibraryModel model,
        int index,
        Embedding embedding,
        @Nullable StoredDetail detail,
        Domain range,
        Accuracy accuracy,
        Fidelity fidelity,
        String networkFingerprint) {

    /** A detail that {@link LookStore} reads. */
    public record StoredDetail(int bytes, String sha256) {}

    /** Equal for as long as it decodes to the same values. */
    public String fingerprint() {
        return detail == null ? networkFingerprint : networkFingerprint + " " + detail.sha256;
    }

    /** The network's own answer, of which nothing is promised, and nothing known unless it is all that there is. */
    Encoding bare() {
        return new Encoding(
                model,
                index,
                embedding,
                null,
                range,
                Accuracy.NONE,
                detail == null ? fidelity : Fidelity.UNKNOWN,
                networkFingerprint);
    }
}
