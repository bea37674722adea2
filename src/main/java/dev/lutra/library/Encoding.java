package dev.lutra.library;

import dev.lutra.codec.Accuracy;
import dev.lutra.color.Fidelity;
import dev.lutra.color.RgbBox;
import dev.lutra.network.Embedding;
import org.jspecify.annotations.Nullable;

/**
 * A LUT in one model.
 *
 * @param model the model that holds the LUT
 * @param index its position in the model, which never changes
 * @param embedding the embedding of the LUT under the network of the model
 * @param detail the detail; null for the bare network
 * @param range the box of output colours that 0…1 stands for
 * @param accuracy the accuracy that embedding and detail keep together
 * @param fidelity the error against the source over the gamut; {@link Fidelity#UNKNOWN} if it was not measured
 * @param networkFingerprint SHA-256 of the network, its constants, the embedding, the domain and the range: of
 *     everything that determines the values of the bare network
 */
public record Encoding(
        LibraryModel model,
        int index,
        Embedding embedding,
        @Nullable StoredDetail detail,
        RgbBox range,
        Accuracy accuracy,
        Fidelity fidelity,
        String networkFingerprint) {

    /** Size and SHA-256 of a detail, which {@link LookStore} reads. */
    public record StoredDetail(int bytes, String sha256) {}

    /** A fingerprint of the decoded values: it stays equal as long as they do. */
    public String fingerprint() {
        return detail == null ? networkFingerprint : networkFingerprint + " " + detail.sha256;
    }

    /** The same encoding without its detail. It makes no promise, and its fidelity is unknown if there was a detail. */
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
