package dev.lutra.network;

import dev.lutra.codec.Accuracy;
import dev.lutra.color.Fidelity;
import dev.lutra.color.RgbBox;

/**
 * A look that was encoded under a network, and how well.
 *
 * @param code what is stored of it
 * @param range the outputs that the unit cube stands for
 * @param accuracy what it keeps; {@link Accuracy#NONE} if nothing was promised
 * @param fidelity how close what is delivered comes to the source over the whole gamut
 */
public record EncodedLook(LookCode code, RgbBox range, Accuracy accuracy, Fidelity fidelity) {

    /** A look of the bare network, of which nothing is promised. */
    public static EncodedLook bare(Embedding embedding, RgbBox range, Fidelity fidelity) {
        return new EncodedLook(new LookCode(embedding, null), range, Accuracy.NONE, fidelity);
    }
}
