package dev.lutra.codec;

/**
 * What a detail is.
 *
 * @param size points along an axis of its lattice, 2…256
 * @param lossless true if it holds the look's own values and needs no prediction
 * @param monochrome true if the look gives greys alone
 * @param identity true if it is added to the identity, false if to what a network predicts
 */
public record DetailInfo(int size, boolean lossless, boolean monochrome, boolean identity) {

    /** Points along an axis at which every look is promised, besides its own. */
    static final int PROMISED_SIZE = 33;

    /** True if it cannot be read without its network. */
    public boolean needsNetwork() {
        return !lossless && !identity;
    }
}
