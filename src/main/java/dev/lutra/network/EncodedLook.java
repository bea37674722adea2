package dev.lutra.network;

import dev.lutra.codec.Accuracy;
import dev.lutra.color.Fidelity;
import dev.lutra.color.RgbBox;

/**
 * An encoded look, with its accuracy and its fidelity.
 *
 * @param code the stored form of the look
 * @param range the outputs that the unit cube stands for
 * @param accuracy the accuracy that it keeps; {@link Accuracy#NONE} if nothing was promised
 * @param fidelity the errors of the delivered look against the source over the whole gamut
 */
public record EncodedLook(LookCode code, RgbBox range, Accuracy accuracy, Fidelity fidelity) {

    /** A look of the network without a detail and without a promise. */
    public static EncodedLook bare(Embedding embedding, RgbBox range, Fidelity fidelity) {
        return new EncodedLook(new LookCode(embedding, null), range, Accuracy.NONE, fidelity);
    }
}
